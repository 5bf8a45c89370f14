package route_test

import (
	"os"
	"testing"
	"time"

	"burialmap/geo/route"
)

// verifying says whether the wide sweeps are asked for, which take minutes.
func verifying() bool { return os.Getenv("BURIALMAP_VERIFY") != "" }

// effort is a fifth of what users get, so that the tests stay fast under the race detector;
// a sweep takes all of it.
func effort() float64 {
	if verifying() {
		return 1
	}
	return 0.2
}

// Of a wide sweep one in 200 may miss: where a place can be reached from one night alone, or
// from one other site alone, two things have to change at once.
func TestSmallProblemsComeOutWithinTwoPerCentOfTheOptimum(t *testing.T) {
	runs := 120
	if verifying() {
		runs = 2000
	}
	var same, drives, misses int
	var worst, extra, slowest float64
	var spent time.Duration
	for seed := range runs {
		p := small(uint64(seed), 1+seed%12)
		begun := time.Now()
		s, err := route.Solve(t.Context(), p)
		took := time.Since(begun)
		spent += took
		slowest = max(slowest, took.Seconds())
		if err == nil {
			err = check(p, s)
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		best := solveExactly(p)
		locked, must := counts(p, s)
		if locked != best.locked || must != best.must {
			misses++
			t.Logf("seed %d: %d locked and %d that must be, not %d and %d", seed, locked, must, best.locked, best.must)
			continue
		}
		if s.Prize > best.prize+1e-6 {
			t.Errorf("seed %d: prize %v is over the optimum %v", seed, s.Prize, best.prize)
		}
		if gap := 1 - s.Prize/best.prize; best.prize > 0 {
			worst = max(worst, gap)
			if gap > 0.02 {
				misses++
				t.Logf("seed %d: prize %v of %v", seed, s.Prize, best.prize)
			}
			if gap > 1e-9 {
				continue
			}
		}
		same++
		if s.Drive < best.drive-minute {
			t.Errorf("seed %d: drive %v is under the optimum %v", seed, s.Drive, best.drive)
		}
		if s.Drive > best.drive+minute {
			extra = max(extra, s.Drive/best.drive-1)
			continue
		}
		drives++
	}
	if misses > runs/200 {
		t.Errorf("%d of %d missed", misses, runs)
	}
	t.Logf("%d problems: %d with the greatest prize, %d of them with the least drive; worst prize %.2f %% under, drive %.2f %% over; %v each, at most %.3f s",
		runs, same, drives, worst*100, extra*100, spent/time.Duration(runs), slowest)
}
