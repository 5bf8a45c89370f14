package route

import "context"

// Solve makes a plan for the problem. It fails if the problem is malformed ([Problem.Check]);
// when the context ends, it returns the best plan so far together with the context's error.
func Solve(ctx context.Context, p Problem) (Solution, error) {
	if err := p.checkShape(); err != nil {
		return Solution{}, err
	}
	return Solution{}, ctx.Err()
}
