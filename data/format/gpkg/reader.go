package gpkg

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// Reader reads GeoPackages. The zero value is ready.
type Reader struct{}

func (Reader) Name() string         { return "gpkg" }
func (Reader) Title() string        { return "GeoPackage" }
func (Reader) Extensions() []string { return []string{".gpkg"} }

// Sniff looks for an SQLite file that says it is a GeoPackage, or whose first page lists
// the tables of one.
func (Reader) Sniff(head []byte) bool {
	const applicationID = 68 // of the header (https://www.sqlite.org/fileformat.html)
	if !bytes.HasPrefix(head, []byte(magic)) || len(head) < 100 {
		return false
	}
	switch string(head[applicationID : applicationID+4]) {
	case "GPKG", "GP10", "GP11":
		return true
	}
	return bytes.Contains(head, []byte("gpkg_contents"))
}

// Read streams the rows layer by layer; the package comment says what is refused and what
// is an error.
func (Reader) Read(ctx context.Context, in format.Input, opt format.Options) iter.Seq2[data.Record, error] {
	return func(yield func(data.Record, error) bool) {
		err := open(ctx, in, func(f *file) error { return read(f, opt, yield) })
		if err != nil && !errors.Is(err, format.ErrEnough) {
			yield(data.Record{}, err)
		}
	}
}

// Describe lists the layers without reading their rows.
func (Reader) Describe(ctx context.Context, in format.Input, opt format.Options) (format.Description, error) {
	var d format.Description
	err := open(ctx, in, func(f *file) error {
		c, err := f.contents()
		if err != nil {
			return err
		}
		if d.Carried, err = f.carried(c); err != nil {
			return err
		}
		if err := c.choose(opt); err != nil {
			return err
		}
		for i, l := range c.layers {
			d.Layers = append(d.Layers, l.info())
			if i == 0 {
				d.CRS = l.crs
			} else if d.CRS != l.crs {
				d.CRS = ""
			}
		}
		return nil
	})
	return d, err
}

func (l *layer) info() format.LayerInfo {
	info := format.LayerInfo{Name: l.name, Records: int(l.count), Geometry: l.kind, CRS: l.crs}
	for _, c := range l.columns {
		info.Columns = append(info.Columns, c.name)
	}
	return info
}

// choose leaves the layer that was named, if one was.
func (c *contents) choose(opt format.Options) error {
	if len(c.layers) == 0 && opt.Layer == "" {
		return fmt.Errorf("the GeoPackage has no layer that can be read%s", c.reasons())
	}
	if opt.Layer == "" {
		return nil
	}
	var names []string
	for _, l := range c.layers {
		if l.name == opt.Layer {
			c.layers, c.unread = []*layer{l}, about(c.unread, l.name)
			return nil
		}
		names = append(names, l.name)
	}
	for _, u := range c.unread {
		if u.name == opt.Layer {
			return fmt.Errorf("%w: the layer %s cannot be read: it %s", data.ErrInvalid, u.name, u.why)
		}
	}
	return fmt.Errorf("%w: there is no layer %q; the file has %.300s", data.ErrInvalid, opt.Layer, strings.Join(names, ", "))
}

// reasons say why nothing can be read.
func (c *contents) reasons() string {
	var all []string
	for _, u := range c.unread {
		all = append(all, u.name+" "+u.why)
	}
	if len(all) == 0 {
		return ""
	}
	return fmt.Sprintf(": %.300s", strings.Join(all, "; "))
}

func about(all []unread, name string) (list []unread) {
	for _, u := range all {
		if u.name == name {
			list = append(list, u)
		}
	}
	return list
}
