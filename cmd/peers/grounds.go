//go:build linux

package main

import (
	"context"
	"fmt"
	"iter"
	"math"
	"os"
	"path/filepath"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/geojson"
	"burialmap/geo"
	"burialmap/geo/overlap"
)

// folder is where the plots are and everything made of them.
type folder string

func (f folder) file(name string) string { return filepath.Join(string(f), name) }

// plot is what the comparison needs to know of a plot.
type plot struct {
	outline  orb.Polygon
	prisoner bool
	sigma    float64 // metres
	cemetery string
}

// plots reads the plots in the order of the file.
func (f folder) plots() iter.Seq2[plot, error] {
	return func(yield func(plot, error) bool) {
		file, err := os.Open(f.file("plots.geojsonl"))
		if err != nil {
			yield(plot{}, err)
			return
		}
		defer func() { _ = file.Close() }() // it was only read
		in := format.Input{Name: "plots", ReadSeeker: file, Size: -1}
		for r, err := range (geojson.Reader{}).Read(context.Background(), in, format.Options{}) {
			p, err := plotOf(r, err)
			if !yield(p, err) {
				return
			}
		}
	}
}

func plotOf(r data.Record, err error) (plot, error) {
	if err != nil {
		return plot{}, err
	}
	outline, ok := r.Geometry.(orb.Polygon)
	if !ok {
		return plot{}, fmt.Errorf("%s: not a polygon", r.Place)
	}
	p := plot{outline: outline}
	for _, v := range r.Values {
		text := fmt.Sprint(v.Value)
		switch v.Name {
		case "occupancy":
			p.prisoner = text == "pow"
		case "cemetery":
			p.cemetery = text
		case "accuracy_m":
			var radius float64
			if _, err := fmt.Sscan(text, &radius); err != nil {
				return p, fmt.Errorf("%s: %w", r.Place, err)
			}
			p.sigma = geo.Accuracy(radius).Sigma()
		}
	}
	return p, nil
}

// grounds are the plots of both sides.
type grounds struct {
	prisoners, civilians           []orb.Geometry
	prisonersSigma, civiliansSigma []float64
}

func readGrounds(dir folder) (*grounds, error) {
	g := &grounds{}
	for p, err := range dir.plots() {
		switch {
		case err != nil:
			return nil, err
		case p.prisoner:
			g.prisoners, g.prisonersSigma = append(g.prisoners, p.outline), append(g.prisonersSigma, p.sigma)
		default:
			g.civilians, g.civiliansSigma = append(g.civilians, p.outline), append(g.civiliansSigma, p.sigma)
		}
	}
	return g, nil
}

func (g *grounds) tasks() []task {
	return []task{{"build", g.build}, {"join", g.crisp}, {"boxes", g.boxes}, {"within", g.within}, {"likely", g.likely}}
}

// build is what a join does before its first pair.
func (g *grounds) build() (int, float64, error) {
	return join(nil, g.civilians, overlap.Options{})
}

// crisp finds the plots that meet and the ground they share.
func (g *grounds) crisp() (int, float64, error) {
	return join(g.prisoners, g.civilians, overlap.Options{})
}

// within finds the plots that lie within reach of each other, and how far apart.
func (g *grounds) within() (int, float64, error) {
	return join(g.prisoners, g.civilians, g.candidates())
}

// likely gives the probability and the expected area of every candidate.
func (g *grounds) likely() (n int, sum float64, err error) {
	opt := g.candidates()
	opt.Sigma, opt.OnlyLikely = g.sigma, true
	figure := func(p overlap.Pair) float64 { return p.Likely.ExpectedM2.Value }
	err = overlap.Each(context.Background(), g.prisoners, g.civilians, opt, figure, func(x float64) error {
		n, sum = n+1, sum+x
		return nil
	})
	return n, sum, err
}

// boxes finds the candidates: the plots whose boxes lie within reach of each other.
func (g *grounds) boxes() (n int, sum float64, err error) {
	err = overlap.Candidates(context.Background(), g.prisoners, g.civilians, g.candidates(), func(_ int, near []int32) error {
		n += len(near)
		return nil
	})
	return n, 0, err
}

func (g *grounds) sigma(i, k int) float64 {
	a, b := g.prisonersSigma[i], g.civiliansSigma[k]
	return math.Sqrt(a*a + b*b)
}

// candidates lie within three standard deviations of each other.
func (g *grounds) candidates() overlap.Options {
	const reach = 3
	return overlap.Options{
		ReachA: func(i int) float64 { return reach * g.prisonersSigma[i] },
		ReachB: func(k int) float64 { return reach * g.civiliansSigma[k] },
		Reach:  func(i, k int) float64 { return reach * g.sigma(i, k) },
	}
}

// join sums the shared ground of the pairs that it counts.
func join(a, b []orb.Geometry, opt overlap.Options) (n int, sum float64, err error) {
	figure := func(p overlap.Pair) float64 { return p.SharedM2 }
	err = overlap.Each(context.Background(), a, b, opt, figure, func(x float64) error {
		n, sum = n+1, sum+x
		return nil
	})
	return n, sum, err
}
