package sample

import (
	"io"
	"math"
	"strconv"
)

// loadBlock is what the plots of one side have in common.
type loadBlock struct {
	prefix, middle string
	periods        []string
	accuracies     []string
}

var (
	prisonersBlock = loadBlock{
		prefix: "load-pow-", middle: `"occupancy":"pow","burials":1,`,
		periods:    []string{"1945/1946", "1946", "1947/1948", "1945/1956"},
		accuracies: []string{"1", "3", "10", "30"},
	}
	civiliansBlock = loadBlock{
		prefix: "load-civilian-", middle: `"occupancy":"civilian","burials":1,`,
		periods:    []string{"1930/1941", "1946/1952", "1957", "1964/1975", "198X"},
		accuracies: []string{"0.5", "1", "3", "5"},
	}
)

// The distance from grave to grave and from row to row keeps the graves of one block
// apart whatever their size.
const (
	graveStep = 3.4
	rowStep   = 4.4
)

// block digs the graves numbered from first up to last in rows around the centre and
// returns last.
func (g *loadGround) block(out *lines, b *loadBlock, first, last int) int {
	n := last - first
	columns := int(math.Ceil(math.Sqrt(float64(n) * rowStep / graveStep)))
	sin, cos := math.Sincos(2 * math.Pi * g.rng.Float64())
	shiftU, shiftV := 4*g.rng.Float64()-2, 4*g.rng.Float64()-2
	for i := range n {
		u := (float64(i%columns)-float64(columns)/2)*graveStep + shiftU
		v := (float64(i/columns)-float64(n/columns)/2)*rowStep + shiftV
		out.start(b, first+i)
		g.outline(out, u, v, sin, cos)
		g.properties(out, b)
		out.end()
	}
	return last
}

// outline writes the ring of one grave, counterclockwise.
func (g *loadGround) outline(out *lines, u, v, sin, cos float64) {
	width, length := 1+2*g.rng.Float64(), 2+2*g.rng.Float64()
	r := g.rng.Uint64() // four corners, 16 bits each: 8 for either direction
	var corners [4][2]int64
	for i := range corners {
		du := (sides[i][0]*width + (float64(r&255)/255-0.5)*0.3) / 2
		dv := (sides[i][1]*length + (float64(r>>8&255)/255-0.5)*0.3) / 2
		r >>= 16
		east, north := (u+du)*cos-(v+dv)*sin, (u+du)*sin+(v+dv)*cos
		corners[i] = [2]int64{
			int64(math.Round((g.lon + east*g.degreesEast) * 1e7)),
			int64(math.Round((g.lat + north*g.degreesN) * 1e7)),
		}
	}
	for i := range 5 {
		out.position(corners[i%4], i > 0)
	}
}

var sides = [4][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}

func (g *loadGround) properties(out *lines, b *loadBlock) {
	r := int(g.rng.Uint32())
	out.b = append(out.b, `]]},"properties":{"kind":"grave","cemetery":"`...)
	out.b = append(out.b, g.id...)
	out.b = append(out.b, `",`...)
	out.b = append(out.b, b.middle...)
	out.b = append(out.b, `"period":"`...)
	out.b = append(out.b, b.periods[(r&0xffff)%len(b.periods)]...)
	out.b = append(out.b, `","accuracy_m":`...)
	out.b = append(out.b, b.accuracies[(r>>16)%len(b.accuracies)]...)
}

// lines collects lines of GeoJSON and hands them on in large pieces.
type lines struct {
	w   io.Writer
	b   []byte
	err error
}

func (l *lines) start(b *loadBlock, index int) {
	l.b = append(l.b, `{"type":"Feature","id":"`...)
	l.b = append(l.b, b.prefix...)
	number := strconv.Itoa(index + 1)
	l.b = append(l.b, "0000000"[:max(0, 7-len(number))]...)
	l.b = append(l.b, number...)
	l.b = append(l.b, `","geometry":{"type":"Polygon","coordinates":[[`...)
}

// position writes a longitude and latitude in units of 1e-7 degrees, both positive.
func (l *lines) position(p [2]int64, comma bool) {
	if comma {
		l.b = append(l.b, ',')
	}
	l.b = append(l.b, '[')
	l.b = appendDecimal(l.b, p[0])
	l.b = append(l.b, ',')
	l.b = appendDecimal(l.b, p[1])
	l.b = append(l.b, ']')
}

// appendDecimal writes n·10⁻⁷ with seven decimals, n ≥ 0.
func appendDecimal(b []byte, n int64) []byte {
	b = strconv.AppendInt(b, n/1e7, 10)
	fraction := len(b)
	b = strconv.AppendInt(b, 1e7+n%1e7, 10)
	b[fraction] = '.' // in place of the leading 1
	return b
}

func (l *lines) end() {
	l.b = append(l.b, `,"location_method":"plan","fictional":true}}`+"\n"...)
	if len(l.b) > 1<<16 {
		l.flush()
	}
}

// flush hands on what is there. After an error nothing more is written.
func (l *lines) flush() {
	if l.err == nil {
		_, l.err = l.w.Write(l.b)
	}
	l.b = l.b[:0]
}
