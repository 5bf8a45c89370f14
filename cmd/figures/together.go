package main

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/geo/overlap"
)

// block is a block of graves of 1 m by 2 m, 2.5 m and 4 m from the next, about a point of
// the y axis.
type block struct {
	columns, rows int
	y             float64
}

func (b block) graves() orb.MultiPolygon {
	var out orb.MultiPolygon
	for i := range b.columns * b.rows {
		x := 2.5 * (float64(i%b.columns) - float64(b.columns-1)/2)
		y := b.y + 4*(float64(i/b.columns)-float64(b.rows-1)/2)
		out = append(out, rect(x, y, 1, 2))
	}
	return out
}

// The graves of the example, and the standard deviation of the shift that the plan of the
// prisoners' graves has as a whole.
var (
	planned   = block{5, 10, 0}
	civilians = block{25, 20, 65}
)

const planSigma = 30.0

// anyTogether is the probability that any two graves of two such blocks share ground when
// one block is shifted as a whole. Graves stand on one grid, so that the offsets between
// them are a block as well: one grave meets one of these exactly when the blocks meet.
func anyTogether(a, b block) float64 {
	offsets := block{a.columns + b.columns - 1, a.rows + b.rows - 1, b.y - a.y}
	one := block{1, 1, 0}
	return overlap.Probability(overlap.NewShape(one.graves()), overlap.NewShape(offsets.graves()), planSigma).Value
}

// anyApart is the same as if every pair had a shift of its own.
func anyApart(a, b block) float64 {
	none := 1.0
	for _, g := range a.graves() {
		for _, h := range b.graves() {
			none *= 1 - overlap.Probability(overlap.NewShape(g), overlap.NewShape(h), planSigma).Value
		}
	}
	return 1 - none
}

// drawTogether shows where a plan with a shift may lie, and what becomes of the answer if
// that shift is taken for many.
func drawTogether() (string, error) {
	p := &picture{width: 760, height: 500, title: "One shift for the whole plan"}
	v := view{middle: orb.Point{0, 15}, at: orb.Point{220, 288}, scale: 1.95}
	p.text(24, 26, "head", "50 graves of a plan, 500 civilian graves")
	p.text(24, 45, "small", "Thick: as recorded. The plan as a whole may lie elsewhere, σ = 30 m.")
	met, shown := drawPlans(p, v)
	p.add(`<path d="%s" fill="#c65f00"/>`, gravesPath(v, civilians.graves()))
	p.add(`<path d="%s" fill="#1f5fa8"/>`, gravesPath(v, planned.graves()))
	p.path(v.points(civilians.outline()), true, `civilian" style="fill:none`)
	p.path(v.points(planned.outline()), true, `pow" style="fill:none;stroke-width:3`)
	v.bar(p, orb.Point{24, 470}, 20, "20 m")
	p.text(24, 62, "small powtext", fmt.Sprintf("Of %d places drawn, %d meet civilian graves (filled).", shown, met))

	together, apart := anyTogether(planned, civilians), anyApart(planned, civilians)
	p.about = fmt.Sprintf("Left: a block of 50 prisoners' graves from a plan that is shifted as a whole, drawn at %d possible places; "+
		"at %d of them it meets the block of 500 civilian graves north of it. Right: two bars. The probability that any two graves share "+
		"ground is %.3f when the shift is taken as one, and would be %.3f if each of the 25,000 pairs had a shift of its own.",
		shown, met, together, apart)
	c := chart{left: 500, top: 84, width: 230, height: 340, x1: 1, y1: 1}
	p.text(462, 26, "head", "P(any two graves share ground)")
	c.frame(p, nil, []float64{0, 0.25, 0.5, 0.75, 1}, "")
	bar(p, c, 0.1, together, "#31688e", "one shift", "as it is")
	p.add(`<pattern id="h" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V7" stroke="#8b9099" stroke-width="4"/></pattern>`)
	bar(p, c, 0.58, apart, "url(#h)", "25,000 shifts", "wrong")
	return p.String(), nil
}

// drawPlans draws the block of the plan at some of its possible places.
func drawPlans(p *picture, v view) (met, shown int) {
	all := overlap.NewShape(civilians.graves())
	for _, d := range draws(28) {
		x, y := planSigma*d[0], planSigma*d[1]
		moved := planned.graves()
		for _, g := range moved {
			for i := range g[0] {
				g[0][i][0] += x
				g[0][i][1] += y
			}
		}
		outline := planned.outline()
		for i := range outline {
			outline[i][0] += x
			outline[i][1] += y
		}
		style := "fill:none;stroke-width:1"
		if shown++; overlap.SharedArea(overlap.NewShape(moved), all) > 0 {
			met++
			style = "stroke-width:1.5;fill-opacity:.25"
		}
		p.path(v.points(outline), true, `pow" style="`+style)
	}
	return met, shown
}

func (b block) outline() orb.Ring {
	return rect(0, b.y, 2.5*float64(b.columns), 4*float64(b.rows))[0]
}

// gravesPath draws many graves as one path.
func gravesPath(v view, graves orb.MultiPolygon) string {
	var d strings.Builder
	for _, g := range graves {
		q := v.point(orb.Point{g[0].Bound().Min[0], g[0].Bound().Max[1]})
		d.WriteString("M" + num(q[0]) + " " + num(q[1]) + "h" + num(v.scale) + "v" + num(2*v.scale) + "h" + num(-v.scale) + "Z")
	}
	return d.String()
}

func bar(p *picture, c chart, x, value float64, fill, words, verdict string) {
	top, foot := c.point(x, value), c.point(x, 0)
	width := 0.32 * c.width
	p.add(`<rect x="%s" y="%s" width="%s" height="%s" fill="%s" stroke="#1f2430"/>`, top[0], top[1], width, foot[1]-top[1], fill)
	p.text(top[0]+width/2, top[1]-8, "mid big", fmt.Sprintf("%.3f", value))
	p.text(foot[0]+width/2, foot[1]+20, "mid", words)
	p.text(foot[0]+width/2, foot[1]+38, "mid small soft", verdict)
}
