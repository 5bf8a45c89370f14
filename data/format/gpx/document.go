package gpx

import (
	"context"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/xmltext"
)

// document is a GPX document being read.
type document struct {
	*xmltext.Decoder
	opt    format.Options
	yield  func(data.Record) bool // false ends reading
	number int
	left   map[string]int // what was left out → how often
	met    []string       // layers
	raised bool           // a height was met and spoken of
	held   *record        // one of ours to which more waypoints may belong
}

func (d *document) read(ctx context.Context, in format.Input) error {
	d.left = map[string]int{}
	var err error
	if d.Decoder, err = xmltext.Open(ctx, in, d.opt.Encoding); err != nil {
		return err
	}
	root, err := d.Root()
	if err != nil {
		return err
	}
	if root.Name.Local != "gpx" {
		return fmt.Errorf("the file is not GPX: its outermost element is <%.40s>", root.Name.Local)
	}
	if err := d.Children(d.child); err != nil {
		return err
	}
	if err := d.release(); err != nil {
		return err
	}
	if err := d.End(); err != nil {
		return err
	}
	return d.finish()
}

// child reads a child of the outermost element.
func (d *document) child(e xml.StartElement) error {
	r := &record{document: d, began: d.Offset(), method: "gps"}
	r.Place = fmt.Sprintf("line %d", d.Line())
	switch e.Name.Local {
	case "wpt":
		r.Layer = "waypoints"
		return r.waypoint(e)
	case "rte":
		r.Layer, r.method = "routes", ""
		return r.track("rtept")
	case "trk":
		r.Layer = "tracks"
		return r.track("trkpt")
	case "metadata":
		return d.Children(func(e xml.StartElement) error { return d.about(e.Name.Local) })
	case "extensions":
		return nil // settings of the program that wrote the file
	}
	return d.about(e.Name.Local) // GPX 1.0 says here what later stands in metadata
}

// about counts what a file says of itself that may be of use to people.
func (d *document) about(what string) error {
	switch what {
	case "desc", "keywords", "copyright":
		text, _, err := d.Text()
		if strings.TrimSpace(text) != "" && !strings.Contains(text, ownWords) {
			d.leaveOut("<" + what + "> of the file")
		}
		return err
	}
	return nil
}

// leaveOut counts what is not taken over.
func (d *document) leaveOut(what string) {
	const most = 100 // kinds; nobody reads more
	if d.left[what] > 0 || len(d.left) < most {
		d.left[what]++
	}
}

// hand hands a record on, if it is of the layer that was asked for.
func (d *document) hand(r data.Record) error {
	const most = 1000
	if !slices.Contains(d.met, r.Layer) && len(d.met) < most {
		d.met = append(d.met, r.Layer)
	}
	if d.opt.Layer != "" && d.opt.Layer != r.Layer {
		return nil
	}
	d.number++
	r.Number = d.number
	if !d.yield(r) {
		return errEnough
	}
	return nil
}

// release hands on what waited for more of its waypoints.
func (d *document) release() error {
	if d.held == nil {
		return nil
	}
	r := d.held
	d.held = nil
	return d.hand(r.finished())
}

// finish tells what is to be said of the file as a whole.
func (d *document) finish() error {
	if d.opt.Layer != "" && !slices.Contains(d.met, d.opt.Layer) {
		return fmt.Errorf("%w: there are no %q in the file; it has %.40q", data.ErrInvalid, d.opt.Layer, d.met)
	}
	var problems []data.Problem
	if d.Mislabelled {
		problems = append(problems, warning("encoding", "the file says or implies that it is in UTF-8, but was read as "+d.Encoding,
			"look at a few names; name another encoding with --encoding if they are wrong"))
	}
	if len(d.left) > 0 {
		var parts []string
		for _, what := range slices.Sorted(maps.Keys(d.left)) {
			parts = append(parts, fmt.Sprintf("%s (%d)", what, d.left[what]))
		}
		problems = append(problems, warning("left_out", "left out were "+strings.Join(parts, ", "), "look at the file if they may say something about burials"))
	}
	if len(problems) > 0 && !d.yield(data.Record{Problems: problems}) {
		return errEnough
	}
	return nil
}

func warning(rule, message, advice string) data.Problem {
	return data.Problem{Severity: data.Warning, Rule: rule, Message: message, Advice: advice}
}

func refused(rule, message, advice string) data.Problem {
	return data.Problem{Severity: data.Refused, Rule: rule, Message: message, Advice: advice}
}
