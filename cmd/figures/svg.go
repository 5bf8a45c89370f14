package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// picture is an SVG drawing under way. Its unit is the pixel of its natural size, y down.
type picture struct {
	width, height int
	title, about  string // what a screen reader says
	body          strings.Builder
}

// look is the style sheet of all pictures. Prisoners are dashed and blue, civilians solid
// and orange, as on the map.
const look = `text{font:13px sans-serif;fill:#1f2430}
.head{font-weight:bold;font-size:14px}.soft{fill:#565c68}.small{font-size:12px}.big{font-weight:bold;font-size:20px}
.mid{text-anchor:middle}.end{text-anchor:end}
.halo{paint-order:stroke;stroke:#fff;stroke-width:6px;stroke-linejoin:round}
.axis{stroke:#8b9099;fill:none}.grid{stroke:#e3e5e9;fill:none}.ink{stroke:#1f2430;fill:none}
.pow{stroke:#1f5fa8;stroke-width:2;stroke-dasharray:6 4;fill:#1f5fa8;fill-opacity:.14}
.civilian{stroke:#c65f00;stroke-width:2;fill:#e08a2e;fill-opacity:.2}
.powtext{fill:#174a86}.civiltext{fill:#8f4400}
.circle{stroke:#5b4a8a;stroke-width:1.5;fill:none}
.p{stroke:#440154;stroke-width:2.5;fill:none}
.q{stroke:#21918c;stroke-width:2.5;fill:none;stroke-dasharray:9 4}
.e{stroke:#b3093f;stroke-width:2.5;fill:none;stroke-dasharray:2 4;stroke-linecap:round}
.limit{stroke:#1f2430;stroke-width:1.5;stroke-dasharray:4 3;fill:none}
`

// String is the whole file.
func (p *picture) String() string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="t d">
<title id="t">%s</title>
<desc id="d">%s</desc>
<style>
%s</style>
<rect width="100%%" height="100%%" fill="#fff"/>
%s</svg>
`, p.width, p.height, p.width, p.height, escape(p.title), escape(p.about), look, p.body.String())
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace

// num writes a coordinate to a hundredth, as short as it can be.
func num(x float64) string {
	s := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(x, 'f', 2, 64), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// add adds a line of SVG; every float64 among the values is written as a coordinate.
func (p *picture) add(format string, values ...any) {
	for i, v := range values {
		if x, ok := v.(float64); ok {
			values[i] = num(x)
		}
	}
	fmt.Fprintf(&p.body, format+"\n", values...)
}

func (p *picture) text(x, y float64, class, words string) {
	p.add(`<text x="%s" y="%s" class="%s">%s</text>`, x, y, class, escape(words))
}

func (p *picture) circle(c orb.Point, r float64, attributes string) {
	p.add(`<circle cx="%s" cy="%s" r="%s" %s/>`, c[0], c[1], r, attributes)
}

func (p *picture) line(a, b orb.Point, class string) {
	p.add(`<path d="M%s %sL%s %s" class="%s"/>`, a[0], a[1], b[0], b[1], class)
}

// path draws through points; class may carry more attributes after a quote.
func (p *picture) path(points []orb.Point, closed bool, class string) {
	p.add(`<path d="%s" class="%s"/>`, pathOf(points, closed), class)
}

func pathOf(points []orb.Point, closed bool) string {
	var d strings.Builder
	for i, q := range points {
		letter := "L"
		if i == 0 {
			letter = "M"
		}
		d.WriteString(letter + num(q[0]) + " " + num(q[1]))
	}
	if closed {
		d.WriteString("Z")
	}
	return d.String()
}

// arrow is a line with a head at its end.
func (p *picture) arrow(a, b orb.Point) {
	dx, dy := b[0]-a[0], b[1]-a[1]
	length := distance(a, b)
	dx, dy = dx/length, dy/length
	p.line(a, b, "ink")
	p.add(`<path d="M%s %sL%s %sL%s %sZ" fill="#1f2430"/>`, b[0], b[1],
		b[0]-9*dx+4*dy, b[1]-9*dy-4*dx, b[0]-9*dx-4*dy, b[1]-9*dy+4*dx)
}
