package book

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/skip2/go-qrcode"
)

func TestAPositionIsWrittenAsRFC5870HasIt(t *testing.T) {
	for _, c := range []struct {
		at       orb.Point
		accuracy float64
		want     string
	}{
		{orb.Point{132.2143, 55.0871}, 12, "geo:55.087100,132.214300;u=12"},
		{orb.Point{-179.5, -66.25}, 0, "geo:-66.250000,-179.500000"},
		{orb.Point{0.0000004, 1}, 2.34, "geo:1.000000,0.000000;u=2.4"},
	} {
		l := located("gps", "", c.accuracy)
		if got := geoURI(c.at, l.Accuracy); got != c.want {
			t.Errorf("%v is written %q, not %q", c.at, got, c.want)
		}
	}
}

// The picture is drawn from the same rectangles as the path, and read by a program that
// shares nothing with what wrote it.
func TestACodeIsReadBackByAnotherProgram(t *testing.T) {
	zbar, err := exec.LookPath("zbarimg")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("zbarimg is missing (zbar-tools)")
		}
		t.Skip("zbarimg is missing")
	}
	uri := geoURI(orb.Point{132.2143, 55.0871}, 12)
	file := filepath.Join(t.TempDir(), "code.png")
	writeCode(t, uri, file)
	out, err := exec.CommandContext(t.Context(), zbar, "--quiet", "--raw", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(string(out)); got != uri {
		t.Errorf("the code says %q, not %q", got, uri)
	}
}

// writeCode paints the path that qrPath draws, eight pixels to a module.
func writeCode(t *testing.T, text, file string) {
	t.Helper()
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		t.Fatal(err)
	}
	bitmap := code.Bitmap()
	const zoom = 8
	picture := image.NewGray(image.Rect(0, 0, len(bitmap)*zoom, len(bitmap)*zoom))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	for run := range strings.SplitSeq(strings.TrimSuffix(qrPath(bitmap), "z"), "z") {
		n := coordinates.FindAllString(run, -1) // Mx yhwv1h-w
		x, y, w := whole(t, n[0]), whole(t, n[1]), whole(t, n[2])
		for px := x * zoom; px < (x+w)*zoom; px++ {
			for py := y * zoom; py < (y+1)*zoom; py++ {
				picture.SetGray(px, py, color.Gray{})
			}
		}
	}
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(out, picture); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

func whole(t *testing.T, text string) int {
	t.Helper()
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			t.Fatalf("%q is no number", text)
		}
		n = 10*n + int(c-'0')
	}
	return n
}
