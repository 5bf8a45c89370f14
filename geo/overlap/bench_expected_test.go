package overlap

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

func BenchmarkExpectedArea(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	x, y := anyQuad(rnd, 2, 1), moved(anyQuad(rnd, 2, 1), 0.5, 0.3)
	for _, ratio := range []float64{0.01, 0.04, 0.06, 0.2, 0.5, 0.9, 1.5, 5} {
		b.Run(fmt.Sprint(ratio), func(b *testing.B) {
			p := newPair(shapeOf(x), shapeOf(y), 2.2*ratio)
			b.ReportAllocs()
			for b.Loop() {
				p.expectedArea()
			}
		})
	}
	s, t := NewShape(orb.Polygon{star(rnd, 40, 0, 0, 5)}), NewShape(orb.Polygon{star(rnd, 40, 2, 1, 5)})
	for _, ratio := range []float64{0.01, 0.06, 0.5} {
		b.Run(fmt.Sprint("stars ", ratio), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				newPair(s, t, 10*ratio).expectedArea()
			}
		})
	}
}
