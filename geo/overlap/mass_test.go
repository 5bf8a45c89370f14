package overlap

import (
	"math"
	"testing"
)

func TestTheTableHasTheMassThatTheFormulaGives(t *testing.T) {
	worst := 0.0
	for z := 0.0; z < massEnd+1; z += 1.0 / 1024 / 3 {
		worst = max(worst, math.Abs(tabledMass(z)-relativeMass(z)))
	}
	if worst > 3.2e-11 {
		t.Errorf("%.1e off", worst)
	}
}

func BenchmarkTabledMass(b *testing.B) {
	sum, z := 0.0, 0.0
	for b.Loop() {
		sum += tabledMass(z)
		if z += 0.37; z > 20 {
			z -= 20
		}
	}
	if sum == 0 {
		b.Fatal(sum)
	}
}
