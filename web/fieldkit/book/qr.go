package book

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/skip2/go-qrcode"

	"burialmap/geo"
)

// geoURI is a position as RFC 5870 writes it, with its uncertainty in metres where somebody
// stated it. Degrees are to about a decimetre.
func geoURI(p orb.Point, accuracy geo.Accuracy) string {
	uri := fmt.Sprintf("geo:%.6f,%.6f", p[1], p[0])
	if accuracy.Known() {
		uri += ";u=" + strconv.FormatFloat(math.Ceil(float64(accuracy)*10)/10, 'f', -1, 64)
	}
	return uri
}

// qrSize is the side of a code on paper, its quiet zone included, in millimetres.
const qrSize = 27.0

// qrCode draws a text as a QR code of level M: what a crease or a drop of rain hides, up to
// 15 %, can be restored.
func qrCode(text, label string) (template.HTML, error) {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return "", fmt.Errorf("QR code of %q: %w", text, err)
	}
	bitmap := code.Bitmap() // with a quiet zone of 4 modules
	side := len(bitmap)
	var d drawing
	d.open("svg", "class", "qr", "role", "img", "aria-label", label, "width", mm(qrSize)+"mm", "height", mm(qrSize)+"mm",
		"viewBox", "0 0 "+strconv.Itoa(side)+" "+strconv.Itoa(side), "shape-rendering", "crispEdges")
	d.empty("path", "d", qrPath(bitmap), "fill", "#000")
	d.close("svg")
	return d.html(), nil
}

// qrPath draws runs of dark modules as rectangles.
func qrPath(bitmap [][]bool) string {
	var b strings.Builder
	for y, row := range bitmap {
		for x := 0; x < len(row); x++ {
			if !row[x] {
				continue
			}
			from := x
			for x < len(row) && row[x] {
				x++
			}
			fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from, y, x-from, x-from)
		}
	}
	return b.String()
}
