package kml

import (
	"archive/zip"
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"burialmap/data/format"
)

// ArchiveWriter writes KMZ: the document of [Writer] with the icons it shows, in one file
// that needs no network. The zero value is ready.
type ArchiveWriter struct{}

func (ArchiveWriter) Name() string      { return "kmz" }
func (ArchiveWriter) Title() string     { return "KMZ" }
func (ArchiveWriter) MediaType() string { return "application/vnd.google-earth.kmz" }
func (ArchiveWriter) Extension() string { return ".kmz" }

// Holds says up to where an archive is read again.
func (ArchiveWriter) Holds() format.Holds {
	return format.Holds{Layers: true, About: true, Loses: []string{
		"An archive whose document is longer than 64 MB when unpacked is not read again as it is, only its document.",
	}}
}

// Write streams the document, then the icons, to w.
func (ArchiveWriter) Write(ctx context.Context, w io.Writer, e format.Export) error {
	z := zip.NewWriter(w)
	create := func(name string) (io.Writer, error) {
		return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: e.About.Date})
	}
	document, err := create("doc.kml")
	if err != nil {
		return err
	}
	names := iconNames()
	if err := write(ctx, document, e, names); err != nil {
		return err
	}
	for _, s := range allStyles {
		file, err := create(names[s.id])
		if err != nil {
			return err
		}
		if _, err := file.Write(s.picture()); err != nil {
			return err
		}
	}
	return z.Close()
}

// picture is the icon of a style as PNG: 32 pixels square, the shape in its colour with a
// white edge.
func (s style) picture() []byte {
	const size, edge = 32, 2.5
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	white := color.NRGBA{0xff, 0xff, 0xff, 0xff}
	for y := range size {
		for x := range size {
			inside := depth(s.icon, (float64(x)+0.5)-size/2, (float64(y)+0.5)-size/2)
			switch {
			case inside >= edge:
				img.SetNRGBA(x, y, shade(format.Paints[s.id].Line, 0xff))
			case inside >= 0:
				img.SetNRGBA(x, y, white)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil { // cannot happen: memory takes all
		panic(err)
	}
	return b.Bytes()
}

// depth is how far within a shape a pixel lies, x to the right and y down from the middle;
// negative outside.
func depth(shape byte, x, y float64) float64 {
	const half = 13
	switch shape {
	case square:
		return half - max(math.Abs(x), math.Abs(y))
	case diamond:
		return (half + 2 - math.Abs(x) - math.Abs(y)) / math.Sqrt2
	case ring:
		r := math.Hypot(x, y)
		return min(half-r, r-half+7.5)
	case triangle:
		return min(half-y-2, (y+half+2-2*math.Abs(x))/math.Sqrt(5))
	}
	return half - math.Hypot(x, y)
}
