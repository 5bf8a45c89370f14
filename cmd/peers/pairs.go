//go:build linux

package main

import (
	"bufio"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"burialmap/geo"
	"burialmap/geo/overlap"
)

// pairFiles hold pairs of polygons for the comparison with GEOS, a ring a line.
var pairFiles = []string{"quads", "smooth50", "spiky50", "smooth2000", "spiky2000"}

func writePairs(dir folder) error {
	if err := writeQuads(dir); err != nil {
		return err
	}
	for _, corners := range []int{50, 2000} {
		if err := writeStars(dir, fmt.Sprint("smooth", corners), corners, smooth); err != nil {
			return err
		}
		if err := writeStars(dir, fmt.Sprint("spiky", corners), corners, spiky); err != nil {
			return err
		}
	}
	return nil
}

// writeQuads writes 1,000 pairs of plots that share ground, each in the plane about the
// first of them.
func writeQuads(dir folder) error {
	g, err := readGrounds(dir)
	if err != nil {
		return err
	}
	o, err := create(dir, "quads")
	if err != nil {
		return err
	}
	type pair struct{ a, b int }
	numbers := func(p overlap.Pair) pair { return pair{p.A, p.B} }
	left := 1000
	few := g.prisoners[:min(len(g.prisoners), left)]
	err = overlap.Each(context.Background(), few, g.civilians, overlap.Options{}, numbers, func(p pair) error {
		if left--; left >= 0 {
			plane := geo.PlaneFor(few[p.a])
			o.ring(plane.ProjectGeometry(few[p.a]))
			o.ring(plane.ProjectGeometry(g.civilians[p.b]))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return o.close()
}

// writeStars writes pairs of stars about 50 m in radius with corners at even angles, the
// second of a pair half a radius east of the first.
func writeStars(dir folder, name string, corners int, radius func(*rand.Rand) func(angle float64) float64) error {
	rng := rand.New(rand.NewPCG(1, uint64(corners)))
	o, err := create(dir, name)
	if err != nil {
		return err
	}
	for range 20_000 / corners {
		o.ring(star(corners, 0, radius(rng)))
		o.ring(star(corners, 25, radius(rng)))
	}
	return o.close()
}

// smooth waves nine times by a tenth, as the edge of a wood does.
func smooth(rng *rand.Rand) func(float64) float64 {
	phase := 2 * math.Pi * rng.Float64()
	return func(angle float64) float64 { return 50 * (0.9 + 0.1*math.Sin(9*angle+phase)) }
}

// spiky has every corner anywhere between 90 and 100 % of the radius.
func spiky(rng *rand.Rand) func(float64) float64 {
	return func(float64) float64 { return 50 * (0.9 + 0.1*rng.Float64()) }
}

func star(corners int, x float64, radius func(angle float64) float64) orb.Polygon {
	var r orb.Ring
	for i := range corners {
		angle := 2 * math.Pi * float64(i) / float64(corners)
		sin, cos := math.Sincos(angle)
		d := radius(angle)
		r = append(r, orb.Point{x + d*cos, d * sin})
	}
	return orb.Polygon{append(r, r[0])}
}

// ring writes the shell of a polygon as x y x y ….
func (o *output) ring(g orb.Geometry) {
	p, ok := g.(orb.Polygon)
	if !ok {
		return
	}
	for _, q := range p[0] {
		o.WriteString(strconv.FormatFloat(q[0], 'g', -1, 64) + " " + strconv.FormatFloat(q[1], 'g', -1, 64) + " ")
	}
	o.WriteString("\n")
}

func readPairs(dir folder, name string) ([][2]*overlap.Shape, error) {
	f, err := os.Open(dir.file(name))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	var pairs [][2]*overlap.Shape
	var first *overlap.Shape
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		r, err := readRing(lines.Text())
		if err != nil {
			return nil, err
		}
		s := overlap.NewShape(r)
		if first == nil {
			first = s
			continue
		}
		pairs, first = append(pairs, [2]*overlap.Shape{first, s}), nil
	}
	return pairs, lines.Err()
}

func readRing(line string) (r orb.Ring, err error) {
	words := strings.Fields(line)
	for i := 1; i < len(words); i += 2 {
		var p orb.Point
		for axis := range p {
			if p[axis], err = strconv.ParseFloat(words[i-1+axis], 64); err != nil {
				return nil, err
			}
		}
		r = append(r, p)
	}
	return r, nil
}

// sharedAreas takes all pairs again and again for half a second.
func sharedAreas(pairs [][2]*overlap.Shape) (n int, sum float64, err error) {
	for began := time.Now(); time.Since(began) < time.Second/2; n += len(pairs) {
		sum = 0
		for _, p := range pairs {
			sum += overlap.SharedArea(p[0], p[1])
		}
	}
	return n, sum, nil
}
