package data

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// plainDegrees is AppendDegrees by strconv alone.
func plainDegrees(v float64) string {
	r := math.Round(v*1e7) / 1e7
	if r == 0 {
		r = 0 // no minus zero
	}
	return strconv.FormatFloat(r, 'f', -1, 64)
}

func TestDegreesAreWrittenAsTheShortestText(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", math.Copysign(0, -1): "0", -1e-9: "0", 1e-7: "0.0000001", -0.1: "-0.1", 131: "131", -180: "-180", 120.059584: "120.059584",
		56.1649150: "56.164915", 0.99999996: "1", -0.00000005: "-0.0000001", 25431000.25: "25431000.25",
		99999999.9999999: "99999999.9999999", 1e8: "100000000", 1e21: "1000000000000000000000",
	} {
		if got := string(AppendDegrees(nil, v)); got != want || got != plainDegrees(v) {
			t.Errorf("%v is written %s, want %s; strconv says %s", v, got, want, plainDegrees(v))
		}
	}
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300, math.MaxFloat64} {
		if got := string(AppendDegrees(nil, v)); got != plainDegrees(v) {
			t.Errorf("%v is written %s, want %s", v, got, plainDegrees(v))
		}
	}
}

func TestDegreesAreWrittenAsStrconvWritesThem(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 200_000 {
		v := (r.Float64()*2 - 1) * math.Pow(10, float64(r.IntN(12)-2))
		if r.IntN(2) == 0 { // as recorded: a few decimals
			scale := math.Pow(10, float64(r.IntN(8)))
			v = math.Round(v*scale) / scale
		}
		if got := string(AppendDegrees(nil, v)); got != plainDegrees(v) {
			t.Fatalf("%v is written %s, want %s", v, got, plainDegrees(v))
		}
	}
}

func FuzzAppendDegrees(f *testing.F) {
	for _, v := range []float64{131.0000001, -0.00000005, 1e8, 99999999.99999999} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		if got := string(AppendDegrees(nil, v)); got != plainDegrees(v) {
			t.Fatalf("%v is written %s, want %s", v, got, plainDegrees(v))
		}
	})
}

func BenchmarkAppendDegrees(b *testing.B) {
	var text []byte
	for b.Loop() {
		text = AppendDegrees(AppendDegrees(text[:0], 120.0595947), 56.164915)
	}
}
