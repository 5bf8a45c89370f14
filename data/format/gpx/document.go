package gpx

import (
	"context"
	"encoding/xml"
	"fmt"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/xmltext"
)

// document is a GPX document being read.
type document struct {
	*xmltext.Decoder
	opt format.Options
	format.Handing
	raised bool    // a height was met and spoken of
	held   *record // one of ours to which more waypoints may belong
}

func (d *document) read(ctx context.Context, in format.Input) error {
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
		if d.observes() {
			d.LeaveOut("routes, which are planned and not observed")
			return nil
		}
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
			d.LeaveOut("<" + what + "> of the file")
		}
		return err
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
	return d.Hand(r.finished())
}

// finish tells what is to be said of the file as a whole.
func (d *document) finish() error {
	if met, missing := d.Missing(); missing {
		return fmt.Errorf("%w: there are no %q in the file; it has %.40q", data.ErrInvalid, d.Layer, met)
	}
	var problems []data.Problem
	if d.Mislabelled {
		problems = append(problems, format.Mislabelled(d.Encoding))
	}
	return d.Finish(problems, "look at the file if they may say something about burials")
}
