package gpkg

import (
	"fmt"
	"strings"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

// reading is a file on its way to records.
type reading struct {
	*file
	opt     format.Options
	yield   func(data.Record, error) bool
	decode  func(string) string // text that is not UTF-8; nil leaves it
	budget  budget
	number  int
	missed  []unread // what the end of the file has to say
	mapping *data.Mapping
	carried bool // it is the package that a team carried, of which there are many copies
}

func read(f *file, opt format.Options, yield func(data.Record, error) bool) error {
	mapping, err := data.NewMapping(opt.Collection, opt.Map)
	if err != nil {
		return err
	}
	r := &reading{file: f, opt: opt, yield: yield, mapping: mapping}
	if r.decode, err = decoder(opt.Encoding); err != nil {
		return err
	}
	c, err := f.contents()
	if err != nil {
		return err
	}
	carried, err := f.carried(c)
	if err != nil {
		return err
	}
	r.carried = carried != nil
	if err := c.choose(opt); err != nil {
		return err
	}
	c.own(opt)
	c.unplaced(opt)
	if err := r.about(c.unread); err != nil {
		return err
	}
	for _, l := range c.layers {
		if err := r.layer(l); err != nil {
			return err
		}
	}
	return r.about(r.missed)
}

// decoder turns text in the stated encoding into UTF-8.
func decoder(name string) (func(string) string, error) {
	if name == "" {
		return nil, nil
	}
	encoding, err := charset.Named(name)
	if err != nil || encoding == nil {
		return nil, err
	}
	d := encoding.NewDecoder()
	return func(s string) string {
		text, err := d.String(s)
		if err != nil {
			return s // the rules refuse it
		}
		return text
	}, nil
}

// own leaves of a database or an export of ours the layer of the collection that is
// imported, and says what the others are.
func (c *contents) own(opt format.Options) {
	for _, l := range c.layers {
		if opt.Layer != "" || l.name != opt.Collection.Name || len(c.layers) == 1 {
			continue
		}
		for _, other := range c.layers {
			if other != l && other.count != 0 {
				c.pass(other.name, "layer_other", fmt.Sprintf("holds %s; only the layer %s is read for %s", rowsInWords(other.count), l.name, l.name),
					"import it into its own collection, or name it with --layer")
			}
		}
		c.layers = []*layer{l}
		return
	}
}

func rowsInWords(n int64) string {
	switch n {
	case -1:
		return "other rows"
	case 1:
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// unplaced says which layers do not state where their coordinates count from.
func (c *contents) unplaced(opt format.Options) {
	for _, l := range c.layers {
		if l.geometry != "" && l.crs == "" && opt.CRS == "" {
			c.pass(l.name, "crs_missing", "does not state its coordinate reference system; longitude and latitude of WGS 84 are assumed", "say which it is with --crs, for example --crs EPSG:28425")
		}
	}
}

// about hands on findings about the file.
func (r *reading) about(list []unread) error {
	if len(list) == 0 {
		return nil
	}
	var record data.Record
	for _, u := range list {
		record.Problems = append(record.Problems, data.Problem{Severity: data.Warning, Rule: u.rule,
			Message: fmt.Sprintf("the layer %s %s", strings.ToValidUTF8(u.name, "\ufffd"), strings.ToValidUTF8(u.why, "\ufffd")), Advice: u.advice})
	}
	return r.hand(record)
}

// hand passes a record on; format.ErrEnough if the caller wants no more.
func (r *reading) hand(record data.Record) error {
	if !r.yield(record, nil) {
		return format.ErrEnough
	}
	return nil
}
