package book

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// What stands on a site's map beside the ground: numbers of overlaps, grid, scale and north.

// numberSize is the radius of the disc behind a number.
const numberSize = 1.75

// drawNumbers writes the number of each overlap that the table lists beside where it lies,
// with a line to it, so that no grave is hidden: on the shared ground itself only if that is
// larger than the number.
func (m siteMap) drawNumbers(d *drawing, g Ground) {
	p := placing{width: m.width, height: m.height, taken: []orb.Point{{m.width - 8, 8}, {m.width - 8, 12}}, graves: m.graves(g)}
	for _, f := range g.Overlaps {
		n := m.numbers[f.ID]
		middle, ok := middleOf(f.Geometry)
		if n == 0 || !ok {
			continue
		}
		at := m.paper(middle)
		if !m.holds(at) {
			continue
		}
		label := at
		if !m.isLarge(f.Geometry) || !p.apart(at) {
			label = p.spot(at)
		}
		p.taken = append(p.taken, label)
		if label != at {
			d.line(at[0], at[1], label[0], label[1], "leader")
			d.circle(at, 0.4, "leader-end")
		}
		d.circle(label, numberSize, "number")
		d.text(label[0], label[1]+0.85, "number-text", strconv.Itoa(n))
	}
}

// graves are the middles of plots and of shared ground on paper, which numbers should not hide.
func (m siteMap) graves(g Ground) []orb.Point {
	var all []orb.Point
	for _, features := range [][]data.Feature{g.Plots, g.Overlaps} {
		for _, f := range features {
			if p, ok := middleOf(f.Geometry); ok {
				if at := m.paper(p); m.holds(at) {
					all = append(all, at)
				}
			}
		}
	}
	if p, ok := g.center(); ok {
		all = append(all, m.paper(p))
	}
	return all
}

// isLarge reports whether an area is larger on paper than a number with its disc.
func (m siteMap) isLarge(g orb.Geometry) bool {
	if !isArea(g) {
		return false
	}
	e := extentOf(m.plane, g)
	return m.mm(min(e.maxX-e.minX, e.maxY-e.minY)) > 4*numberSize
}

// placing finds room for numbers on a map.
type placing struct {
	width, height float64
	taken, graves []orb.Point
}

// spot is the nearest place on circles around a point where a number hides nothing; where
// there is none, one that at least hides no other number.
func (p placing) spot(at orb.Point) orb.Point {
	for _, distance := range []float64{numberSize + 1.6, 0} {
		for r := 4.5; r < 45; r += 2 {
			for i := range 24 {
				sin, cos := math.Sincos((float64(i)*15 - 75) * math.Pi / 180)
				q := orb.Point{at[0] + r*cos, at[1] + r*sin}
				if p.apart(q) && p.clear(q, distance) {
					return q
				}
			}
		}
	}
	return at
}

// apart reports whether a number has room: on the map, off the scale bar and other numbers.
func (p placing) apart(q orb.Point) bool {
	const room = 2*numberSize + 0.3
	if q[0] < room || q[1] < room || q[0] > p.width-room || q[1] > p.height-room || q[1] > p.height-14 && q[0] < 62 {
		return false
	}
	return !within(q, p.taken, room)
}

func (p placing) clear(q orb.Point, distance float64) bool { return !within(q, p.graves, distance) }

func within(q orb.Point, others []orb.Point, distance float64) bool {
	for _, o := range others {
		if math.Hypot(q[0]-o[0], q[1]-o[1]) < distance {
			return true
		}
	}
	return false
}

// drawGrid marks the corners of the grid with crosses that leave the ground visible.
func (m siteMap) drawGrid(d *drawing) {
	if !m.gridded {
		return
	}
	var b strings.Builder
	for _, row := range m.grid.crossings(m.frame) {
		for _, c := range row {
			fmt.Fprintf(&b, "M%s %sh4m-2 -2v4", mm(c.at[0]-2), mm(c.at[1]))
		}
	}
	if b.Len() > 0 {
		d.empty("path", "class", "grid", "d", b.String())
	}
}

// labelGrid writes eastings along the upper and lower edge and northings along the sides,
// where the lines of the grid meet them, with a tick.
func (m siteMap) labelGrid(d *drawing, w words) {
	if !m.gridded {
		return
	}
	rows := m.grid.crossings(m.frame)
	for i := 1; i < len(rows); i++ {
		for j := range rows[i] {
			a, b := rows[i-1][j].at, rows[i][j].at // along a line of one easting, upwards
			m.labelAcross(d, a, b, m.height, w.metres(rows[i][j].easting))
			m.labelAcross(d, a, b, 0, w.metres(rows[i][j].easting))
		}
	}
	for _, row := range rows {
		for j := 1; j < len(row); j++ {
			m.labelBeside(d, row[j-1].at, row[j].at, 0, w.metres(row[j].northg))
			m.labelBeside(d, row[j-1].at, row[j].at, m.width, w.metres(row[j].northg))
		}
	}
}

func (m siteMap) labelAcross(d *drawing, a, b orb.Point, y float64, text string) {
	x, ok := meets(a[1], b[1], a[0], b[0], y)
	if !ok || x < 6 || x > m.width-6 {
		return
	}
	out, place := 1.2, y+3.4
	if y == 0 {
		out, place = -1.2, -1.9
	}
	d.line(x, y, x, y+out, "tick")
	d.text(x, place, "grid-text", text)
}

func (m siteMap) labelBeside(d *drawing, a, b orb.Point, x float64, text string) {
	y, ok := meets(a[0], b[0], a[1], b[1], x)
	if !ok || y < 7 || y > m.height-7 {
		return
	}
	out, place := 1.2, x+3.4
	if x == 0 {
		out, place = -1.2, -1.9
	}
	d.line(x, y, x+out, y, "tick")
	d.text(place, y, "grid-text", text, "transform", "rotate(-90 "+mm(place)+" "+mm(y)+")")
}

// meets is the second coordinate of a segment where its first one is v.
func meets(from, to, secondFrom, secondTo, v float64) (float64, bool) {
	if from == to || v < min(from, to) || v >= max(from, to) {
		return 0, false
	}
	return secondFrom + (secondTo-secondFrom)*(v-from)/(to-from), true
}

// metres writes grid coordinates in groups of three, as on maps of the region.
func (w words) metres(v float64) string {
	digits := strconv.FormatFloat(v, 'f', 0, 64)
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString("\u202f")
		}
		b.WriteRune(c)
	}
	return b.String()
}

// barMetres is the length of the scale bar on the ground: 40 or 50 mm on paper.
var barMetres = map[float64]float64{500: 20, 1000: 50, 2000: 100, 5000: 200}

// drawFurniture draws scale bar and north arrow over the map, on discs of paper.
func (m siteMap) drawFurniture(d *drawing, w words) {
	drawBar(d, 4, m.height-4, m.mm(barMetres[m.scale]), w.length(barMetres[m.scale]), w.say("map.scale", values{"n": int(m.scale)}))
	drawNorth(d, m.width-8, 4, w.say("print.north.letter", nil))
}

// drawBar draws a scale bar of four pieces whose lower left corner is given.
func drawBar(d *drawing, x, y, length float64, end, scale string) {
	d.empty("rect", "class", "plate", "x", mm(x-2), "y", mm(y-8.5), "width", mm(length+16), "height", "11")
	for i := range 4 {
		class := "bar-light"
		if i%2 == 0 {
			class = "bar-dark"
		}
		d.empty("rect", "class", class, "x", mm(x+float64(i)*length/4), "y", mm(y-1.6), "width", mm(length/4), "height", "1.6")
	}
	d.text(x, y-2.4, "bar-text", "0")
	d.text(x+length, y-2.4, "bar-text bar-end", end)
	d.text(x, y-5.6, "bar-scale", scale)
}

func drawNorth(d *drawing, x, y float64, letter string) {
	d.circle(orb.Point{x, y + 6.3}, 6.6, "plate")
	d.empty("path", "class", "bar-dark", "d", "M"+mm(x)+" "+mm(y+3.2)+"l2.3 8.3l-2.3 -1.7z")
	d.empty("path", "class", "bar-light", "d", "M"+mm(x)+" "+mm(y+3.2)+"l-2.3 8.3l2.3 -1.7z")
	d.text(x, y+2.7, "north-text", letter)
}

// locatorSize is the side of the small map of a ring that is larger than the sheet.
const locatorSize = 46.0

// drawLocator draws the whole ring in the lower right corner, with the frame of the large
// map in it: how much ground may have to be searched.
func (m siteMap) drawLocator(d *drawing, w words, site data.Feature) {
	p, ok := middleOf(site.Geometry)
	if !ok {
		return
	}
	radius := float64(site.Location.Accuracy)
	perMM := radius / (locatorSize/2 - 5)
	x, y := m.width-locatorSize-1.5, m.height-locatorSize-1.5
	d.empty("rect", "class", "locator", "x", mm(x), "y", mm(y), "width", mm(locatorSize), "height", mm(locatorSize))
	middle := orb.Point{x + locatorSize/2, y + locatorSize/2 + 1.5}
	for _, r := range ringShares {
		d.circle(middle, ringRadius(site.Location.Accuracy, r.share)/perMM, r.class)
	}
	d.circle(middle, 0.7, "site-dot")
	off := m.plane.Project(p) // of the site from the middle of the large map
	width, height := m.width*m.scale/1000/perMM, m.height*m.scale/1000/perMM
	d.empty("rect", "class", "locator-frame", "x", mm(middle[0]-off[0]/perMM-width/2), "y", mm(middle[1]+off[1]/perMM-height/2), "width", mm(width), "height", mm(height))
	d.text(x+1.2, y+3.2, "bar-text", w.say("map.ring", values{"radius": w.length(radius)}))
}
