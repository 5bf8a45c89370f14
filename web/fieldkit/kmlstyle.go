package fieldkit

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"

	"burialmap/data"
	"burialmap/data/format"
)

// paint is how KML draws something. KML has no dashes: prisoners' outlines are wider than
// civilian ones, and labels say what colours say.
type paint struct {
	id         string
	line, fill format.Colour
	alpha      byte // of the fill
	width      float64
	form       string  // of the icon
	size       float64 // of icon and label, 1 is usual
}

// icon is the picture of a style within a KMZ.
type icon struct {
	id, form string
	colour   format.Colour
}

func dayStyle(day int) string {
	if day < 1 {
		return "left-out"
	}
	return fmt.Sprintf("day-%d", (day-1)%len(dayColours)+1)
}

// groundPaints are in the colours of the map (format.Paints).
var groundPaints = []struct {
	id    string
	alpha byte
	width float64
	form  string
}{
	{"site", 0x40, 2, "triangle"},
	{"pow", 0x59, 3, "square"}, {"civilian", 0x59, 1.5, "disc"}, {"mixed", 0x59, 2, "diamond"}, {"unknown", 0x40, 1, "ring"},
	{"certain", 0x8c, 3, "diamond"}, {"probable", 0x8c, 2.5, "diamond"}, {"possible", 0x8c, 2, "diamond"}, {"unlikely", 0x8c, 1.5, "diamond"},
	{data.ClassNotAssessed, 0, 1, "ring"}, {"uncertainty", 0x14, 1.5, "ring"}, {"restriction", 0x1a, 1.5, "diamond"},
}

func (p *packing) paints() []paint {
	list := []paint{
		{"base", placeColour, placeColour, 0x40, 2, "square", 1.1}, {"night", placeColour, placeColour, 0x40, 2, "triangle", 1},
		{"left-out", leftOutColour, leftOutColour, 0x40, 2, "ring", 0.9},
	}
	for i, c := range dayColours {
		list = append(list, paint{dayStyle(i + 1), c, c, 0x40, 3.5, "disc", 1.1})
	}
	for _, g := range groundPaints {
		of := format.Paints[g.id]
		list = append(list, paint{g.id, of.Line, of.Fill, g.alpha, g.width, g.form, 0.6})
	}
	return list
}

func (p *packing) kmlStyles(icons []icon) []node {
	files := map[string]string{}
	for _, i := range icons {
		files[i.id] = i.file()
	}
	var list []node
	for _, s := range p.paints() {
		mark := el("IconStyle")
		if files[s.id] == "" { // the program has an icon of its own
			mark.add(el("color", kmlColour(s.line, 0xff)))
		}
		mark.add(el("scale", fmt.Sprint(s.size)))
		if file := files[s.id]; file != "" {
			mark.add(el("Icon", el("href", file)))
		}
		list = append(list, el("Style", attr{"id", s.id}, mark, el("LabelStyle", el("scale", fmt.Sprint(min(s.size, 0.9)))),
			el("LineStyle", el("color", kmlColour(s.line, 0xff)), el("width", fmt.Sprint(s.width))),
			el("PolyStyle", el("color", kmlColour(s.fill, s.alpha)), el("fill", flag(s.alpha > 0)), el("outline", "1")),
			el("BalloonStyle", el("text", "$[description]"))))
	}
	return list
}

func flag(on bool) string {
	if on {
		return "1"
	}
	return "0"
}

// kmlColour is opacity, blue, green and red.
func kmlColour(c format.Colour, alpha byte) string {
	red, green, blue := c.RGB()
	return fmt.Sprintf("%02x%02x%02x%02x", alpha, blue, green, red)
}

func (p *packing) icons() []icon {
	var list []icon
	for _, s := range p.paints() {
		list = append(list, icon{s.id, s.form, s.line})
	}
	return list
}

func (i icon) file() string { return "files/" + i.id + ".png" }

// picture is the icon as PNG: 48 pixels square, the shape in its colour with a white edge.
func (i icon) picture() []byte {
	const size, edge = 48, 3.5
	red, green, blue := i.colour.RGB()
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			switch depth := i.depth(float64(x)+0.5-size/2, float64(y)+0.5-size/2); {
			case depth >= edge:
				img.SetNRGBA(x, y, color.NRGBA{red, green, blue, 0xff})
			case depth >= 0:
				img.SetNRGBA(x, y, color.NRGBA{0xff, 0xff, 0xff, 0xff})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // memory takes all
	}
	return b.Bytes()
}

// depth is how far within the shape a pixel lies, x to the right and y down from its middle;
// negative outside.
func (i icon) depth(x, y float64) float64 {
	const half = 20
	switch i.form {
	case "square":
		return half - 2 - max(math.Abs(x), math.Abs(y))
	case "diamond":
		return (half + 2 - math.Abs(x) - math.Abs(y)) / math.Sqrt2
	case "ring":
		r := math.Hypot(x, y)
		return min(half-r, r-half+11)
	case "triangle":
		return min(half-3-y, (y+half+2-2*math.Abs(x))/math.Sqrt(5))
	}
	return half - math.Hypot(x, y)
}
