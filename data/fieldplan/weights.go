package fieldplan

// DefaultWeights are those of a plan that states none: shared ground counts most, since it
// is what this program is for. They are a judgement, visible and there to be changed.
var DefaultWeights = Weights{Overlap: 3, Ground: 2, Unrecovered: 2, Accuracy: 2, Age: 1}

type weight struct {
	name   string
	weight float64
}

// members are the weights in the order in which parts are listed.
func (w Weights) members() []weight {
	return []weight{{"overlap", w.Overlap}, {"ground", w.Ground}, {"unrecovered", w.Unrecovered}, {"accuracy", w.Accuracy}, {"age", w.Age}}
}

func (w Weights) sum() float64 {
	var sum float64
	for _, m := range w.members() {
		sum += m.weight
	}
	return sum
}
