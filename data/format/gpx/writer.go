package gpx

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
)

// Writer writes GPX 1.1 for phones and GPS receivers. The zero value is ready.
//
// A point is a waypoint. Devices show no outlines, so that a line or an outline is a
// waypoint within it and a track along it; a feature that is not located is a track without
// positions. Names are short, and what is known, how well and by whom, is the description
// in plain words. Symbols are those of Garmin, colours those of OsmAnd. Every field stands
// in an extension of our own, so that reading the file gives the same features.
//
// GPX wants waypoints before tracks: the tracks wait in a temporary file, which is removed.
type Writer struct{}

func (Writer) Name() string      { return "gpx" }
func (Writer) Title() string     { return "GPX" }
func (Writer) MediaType() string { return "application/gpx+xml" }
func (Writer) Extension() string { return ".gpx" }

// Holds says that every place comes back whole.
func (Writer) Holds() format.Holds {
	return format.Holds{Layers: true, About: true, Loses: []string{"Sources are no places: the description of the file cites those that its places name."}}
}

// Write streams the features to w. Sources among other collections are left out; alone they
// are an error.
func (Writer) Write(ctx context.Context, w io.Writer, e format.Export) error {
	places := slices.DeleteFunc(slices.Clone(e.Layers), func(l format.Layer) bool { return !l.Collection.Spatial })
	if len(places) == 0 {
		return fmt.Errorf("%w: GPX holds places, not sources; export them as CSV", data.ErrInvalid)
	}
	o := &output{w: bufio.NewWriterSize(w, 64<<10), sources: e.About.SourcesByID()}
	defer o.tracks.remove()
	o.header(e.About)
	for _, l := range places {
		for f, err := range l.Features {
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				err = o.feature(l.Collection, f)
			}
			if err != nil {
				return err
			}
		}
	}
	if err := o.tracks.copyTo(o.w); err != nil {
		return err
	}
	o.w.WriteString("</gpx>\n")
	return o.w.Flush()
}

// output is a document being written.
type output struct {
	w       *bufio.Writer
	tracks  spool
	text    element // of the waypoint or track in hand
	facts   string  // about the feature in hand
	sources map[string]data.Feature
}

func (o *output) header(a format.About) {
	t := &o.text
	t.Reset()
	t.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\"")
	t.attribute("creator", a.Program)
	t.attribute("xmlns", "http://www.topografix.com/GPX/1/1")
	t.attribute("xmlns:osmand", "https://osmand.net")
	t.attribute("xmlns:burialmap", namespace)
	t.WriteString(">\n<metadata>")
	t.element("name", a.Title)
	t.element("desc", aboutWords(a))
	t.element("time", a.Date.UTC().Format("2006-01-02T15:04:05Z"))
	t.WriteString("</metadata>\n")
	o.w.Write(t.Bytes())
}

// feature writes a feature as what devices know.
func (o *output) feature(c data.Collection, f data.Feature) error {
	o.facts = o.factsOf(c, f)
	switch g := f.Geometry.(type) {
	case nil:
		return o.track(c, f, nil)
	case orb.Point:
		return o.waypoint(c, f, g, whole)
	case orb.MultiPoint:
		if len(g) > 0 {
			return o.waypoints(c, f, g)
		}
	}
	lines := linesOf(f.Geometry)
	if len(lines) == 0 {
		return fmt.Errorf("%w: GPX cannot hold the %s of %s", data.ErrInvalid, f.Geometry.GeoJSONType(), f.Ref())
	}
	if err := o.waypoint(c, f, inside(f.Geometry), label); err != nil {
		return err
	}
	return o.track(c, f, lines)
}

// waypoints writes a feature that lies at several points.
func (o *output) waypoints(c data.Collection, f data.Feature, points orb.MultiPoint) error {
	role := whole
	for _, p := range points {
		if err := o.waypoint(c, f, p, role); err != nil {
			return err
		}
		role = part
	}
	return nil
}

// Roles of a waypoint: it is the feature, it only names a track, or it is one more point of
// the feature whose waypoint stands before it.
const (
	whole = iota
	label
	part
)

func (o *output) waypoint(c data.Collection, f data.Feature, at orb.Point, role int) error {
	t := &o.text
	t.Reset()
	t.WriteString("<wpt")
	t.position(at)
	t.WriteString(">")
	o.words(c, f)
	t.element("sym", symbol(c))
	t.element("type", c.Name)
	t.WriteString("<extensions>")
	t.element("osmand:color", colourOf(f))
	switch role {
	case whole:
		t.record(c, f, o.facts)
	case label:
		t.WriteString("<burialmap:label/>")
	case part:
		t.WriteString("<burialmap:part/>")
	}
	t.WriteString("</extensions></wpt>\n")
	_, err := o.w.Write(t.Bytes())
	return err
}

func (o *output) track(c data.Collection, f data.Feature, lines []orb.LineString) error {
	t := &o.text
	t.Reset()
	t.WriteString("<trk>")
	o.words(c, f)
	t.element("type", c.Name)
	t.WriteString("<extensions>")
	t.element("osmand:color", colourOf(f))
	t.record(c, f, o.facts)
	t.WriteString("</extensions>")
	for _, line := range lines {
		t.WriteString("<trkseg>")
		for _, p := range line {
			t.WriteString("<trkpt")
			t.position(p)
			t.WriteString("/>")
		}
		t.WriteString("</trkseg>")
	}
	t.WriteString("</trk>\n")
	return o.tracks.write(t.Bytes())
}

// words writes what waypoints and tracks begin with.
func (o *output) words(c data.Collection, f data.Feature) {
	t := &o.text
	t.element("name", nameOf(c, f))
	t.element("desc", o.facts)
	source := o.sources[f.Location.Source]
	t.element("src", source.Text("title"))
	if address := addressOf(source); address != "" {
		t.WriteString("<link")
		t.attribute("href", address)
		t.WriteString(">")
		t.element("text", source.Text("title"))
		t.WriteString("</link>")
	}
}

// spool keeps text in a temporary file until it is its turn.
type spool struct {
	file *os.File
	w    *bufio.Writer
}

func (s *spool) write(b []byte) error {
	if s.file == nil {
		file, err := os.CreateTemp("", "burialmap-*.gpx")
		if err != nil {
			return fmt.Errorf("keeping tracks: %w", err)
		}
		s.file, s.w = file, bufio.NewWriterSize(file, 64<<10)
	}
	_, err := s.w.Write(b)
	return err
}

func (s *spool) copyTo(w io.Writer) error {
	if s.file == nil {
		return nil
	}
	if err := s.w.Flush(); err != nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, s.file)
	return err
}

func (s *spool) remove() {
	if s.file != nil {
		_ = s.file.Close() // what it held is written, or no longer wanted
		os.Remove(s.file.Name())
	}
}
