package geopackage

import (
	"context"
	"database/sql/driver"
	"errors"
	"strings"

	"burialmap/data"
)

// mostTallies are remembered: one takes up to some ten kilobytes.
const mostTallies = 200

// mostRead rows are read to divide a selection. Of larger ones memory tells.
var mostRead = 20_000

var errMany = errors.New("more rows than are worth reading")

// Tally divides the features that q selects by some facets, in one look at them. Small
// selections are read; of large ones [inventories] know what each feature has.
func (s *Store) Tally(ctx context.Context, q data.Query, facets []string) (t data.Tally, err error) {
	l, err := s.layer(q.Collection)
	if err != nil {
		return t, err
	}
	if _, err := data.NewCounter(l.Collection, facets); err != nil {
		return t, err
	}
	sel, err := l.exactly(q, 0)
	if err != nil {
		return t, err
	}
	err = s.read(ctx, func(c *conn) error {
		t, err = s.tally(ctx, c, tallying{l, facets, sel, q.Bound == nil && whole(q)})
		return err
	})
	return t, err
}

// tallying is what is to be divided, and by what.
type tallying struct {
	layer  *layer
	facets []string
	selection
	whole bool // it is all features
}

// tally remembers what was counted if nobody wrote meanwhile.
func (s *Store) tally(ctx context.Context, c *conn, of tallying) (t data.Tally, err error) {
	before, err := c.one(ctx, "SELECT "+stateSQL)
	if err != nil {
		return t, err
	}
	key := keyOf(of.layer.Name+" "+strings.Join(of.facets, ",")+of.where, of.values)
	if t, ok := s.tallies.at(before, key); ok {
		return t, nil
	}
	revision, ok := settled(before)
	t, err = of.read(ctx, c, ok)
	if errors.Is(err, errMany) {
		t, ok, err = s.inventories.of(of.layer).tally(ctx, c, of, revision)
		if err == nil && !ok {
			t, err = of.read(ctx, c, false)
		}
	}
	if err != nil {
		return t, err
	}
	after, err := c.one(ctx, "SELECT "+stateSQL)
	if err == nil && after[0] == before[0] && after[1] == before[1] {
		s.tallies.keep(after, key, t)
	}
	return t, err
}

// read counts the rows themselves; errMany if they are more than is worth while and the
// other way is open.
func (of tallying) read(ctx context.Context, c *conn, otherwise bool) (data.Tally, error) {
	k, err := data.NewCounter(of.layer.Collection, of.facets)
	if err != nil {
		return data.Tally{}, err
	}
	d := of.layer.divided(of.facets)
	values, release := bindable(of.values)
	defer release()
	n := 0
	err = c.query(ctx, "SELECT "+d.sql()+" FROM "+quoted(of.layer.Name)+of.where, values, func(row []driver.Value) bool {
		if n++; n > mostRead && otherwise {
			return false
		}
		k.Matched(1)
		for i := range d.fields {
			if text, ok := row[1+i].(string); ok && d.texts[i] {
				k.Text(i, text, 1)
			} else {
				k.Value(i, d.value(i, row[1+i]), 1)
			}
		}
		return true
	})
	if err == nil && n > mostRead && otherwise {
		err = errMany
	}
	return k.Tally(), err
}

// division is how the columns of facets are read, after the FID.
type division struct {
	columns []string
	fields  []data.Field // that of [data.Located] is empty
	texts   []bool       // whether the column is read as text and nothing else
}

func (l *layer) divided(facets []string) division {
	var d division
	for _, name := range facets {
		_, f, ok := l.field(name)
		read := quoted(name)
		switch {
		case !ok: // Located: what is in the R-tree has a place
			read = "CASE WHEN geom IS NULL THEN 0 WHEN EXISTS (SELECT 1 FROM " + quoted(l.index+"_rowid") + " WHERE rowid = fid) THEN 1 ELSE geom END"
		case name == "location_method":
			read = "coalesce(nullif(CAST(" + read + " AS TEXT), ''), " + literal(data.MethodUnknown) + ")"
		}
		d.columns, d.fields = append(d.columns, read), append(d.fields, f)
		d.texts = append(d.texts, ok && (f.Type == data.Text || f.Type == data.Enum || f.Type == data.Interval))
	}
	return d
}

func (d division) sql() string { return strings.Join(append([]string{"fid"}, d.columns...), ", ") }

// value is what the column of a facet says.
func (d division) value(i int, v driver.Value) any {
	f := &d.fields[i]
	switch f.Name {
	case "": // Located
		if blob, ok := v.([]byte); ok {
			g, err := decodeGeometry(blob)
			return err == nil && g != nil
		}
		return v == driver.Value(int64(1))
	case "fictional":
		n, _ := v.(int64)
		return n != 0
	}
	value := decodeValue(f, v)
	if x, ok := value.(float64); ok && f.Name == "accuracy_m" && x <= 0 {
		return nil
	}
	return value
}
