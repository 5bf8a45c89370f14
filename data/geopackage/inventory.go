package geopackage

import (
	"context"
	"database/sql/driver"
	"maps"
	"strings"
	"sync"

	"burialmap/data"
)

// inventories keep in memory what every feature of a collection has for each facet, as the
// number of a value: to divide a million features then takes some thousandths of a second,
// where reading their rows takes seconds. They are read when somebody first asks for a
// large selection at a revision, and take some 30 bytes for a feature.
type inventories struct {
	mu     sync.Mutex
	layers map[string]*inventoryOf
}

// inventoryOf is that of one collection.
type inventoryOf struct {
	busy chan struct{} // holds one token while they are read
	*inventory
}

// inventory is one at one revision.
type inventory struct {
	revision int64
	fids     []int64 // ascending
	facets   map[string]*listing
}

// mostListed features are kept so. Of more the rows are read.
const mostListed = 8 << 20

func (k *inventories) of(l *layer) *inventoryOf {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.layers == nil {
		k.layers = map[string]*inventoryOf{}
	}
	if k.layers[l.Name] == nil {
		k.layers[l.Name] = &inventoryOf{busy: make(chan struct{}, 1)}
	}
	return k.layers[l.Name]
}

// tally divides a selection; it is false if somebody writes meanwhile.
func (k *inventoryOf) tally(ctx context.Context, c *conn, of tallying, revision int64) (t data.Tally, ok bool, err error) {
	at, err := k.at(ctx, c, of, revision)
	if err != nil || at == nil {
		return t, false, err
	}
	d, err := at.dividing(of)
	if err != nil {
		return t, false, err
	}
	if of.whole {
		for i := range at.fids {
			d.add(i)
		}
		return d.tally(), true, nil
	}
	values, release := bindable(of.values)
	defer release()
	i := 0
	err = c.query(ctx, "SELECT fid FROM "+quoted(of.layer.Name)+of.where+" ORDER BY fid", values, func(row []driver.Value) bool {
		fid, _ := row[0].(int64)
		for i < len(at.fids) && at.fids[i] < fid {
			i++
		}
		if i < len(at.fids) && at.fids[i] == fid {
			d.add(i)
		}
		return true
	})
	if err != nil {
		return t, false, err
	}
	state, err := c.one(ctx, "SELECT "+stateSQL)
	if err != nil {
		return t, false, err
	}
	now, still := settled(state)
	return d.tally(), still && now == revision, nil
}

// at is the inventory at a revision with the facets asked for: those that it lacks are read.
// It is nil if it cannot be had.
func (k *inventoryOf) at(ctx context.Context, c *conn, of tallying, revision int64) (*inventory, error) {
	select {
	case k.busy <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-k.busy }()
	if k.inventory != nil && k.revision != revision {
		k.inventory = nil // two at once would be twice the memory
	}
	missing := k.lacks(of.facets)
	if k.inventory != nil && len(missing) == 0 {
		return k.inventory, nil
	}
	read, err := readInventory(ctx, c, of.layer, missing)
	if err != nil || read == nil {
		return nil, err
	}
	state, err := c.one(ctx, "SELECT "+stateSQL)
	if now, still := settled(state); err != nil || !still || now != revision {
		return nil, err
	}
	read.revision = revision
	if k.inventory != nil { // others may be reading it
		maps.Copy(read.facets, k.facets)
	}
	k.inventory = read
	return read, nil
}

// lacks are the facets that have not been read.
func (at *inventory) lacks(facets []string) (missing []string) {
	for _, name := range facets {
		if at == nil || at.facets[name] == nil {
			missing = append(missing, name)
		}
	}
	return missing
}

// readInventory reads some facets of a whole collection; nil if it is too much.
func readInventory(ctx context.Context, c *conn, l *layer, names []string) (*inventory, error) {
	at := &inventory{facets: map[string]*listing{}}
	columns := make([]*listing, len(names))
	for i, name := range names {
		f, err := l.Facet(name)
		if err != nil {
			return nil, err
		}
		columns[i] = newListing(f)
		at.facets[name] = columns[i]
	}
	d := l.divided(names)
	err := c.query(ctx, "SELECT "+d.sql()+" FROM "+quoted(l.Name)+" ORDER BY fid", nil, func(row []driver.Value) bool {
		fid, _ := row[0].(int64)
		at.fids = append(at.fids, fid)
		for i, column := range columns {
			if text, ok := row[1+i].(string); ok && d.texts[i] {
				column.text(text)
			} else {
				column.value(d.value(i, row[1+i]))
			}
		}
		return len(at.fids) <= mostListed
	})
	if len(at.fids) > mostListed {
		return nil, err
	}
	return at, err
}

// dividing is a selection being divided.
type dividing struct {
	counter *data.Counter
	columns []*listing
	counts  [][]int // of each value
	n       int
}

func (at *inventory) dividing(of tallying) (*dividing, error) {
	k, err := data.NewCounter(of.layer.Collection, of.facets)
	if err != nil {
		return nil, err
	}
	d := &dividing{counter: k}
	for _, name := range of.facets {
		d.columns = append(d.columns, at.facets[name])
		d.counts = append(d.counts, make([]int, len(at.facets[name].values)))
	}
	return d, nil
}

// add counts the feature in a place of the inventory.
func (d *dividing) add(i int) {
	d.n++
	for j, c := range d.columns {
		d.counts[j][c.at(i)]++
	}
}

func (d *dividing) tally() data.Tally {
	d.counter.Matched(d.n)
	for j, c := range d.columns {
		for number, n := range d.counts[j] {
			if n > 0 {
				d.counter.Value(j, c.values[number], n)
			}
		}
	}
	return d.counter.Tally()
}

// listing is one facet of all features: the number of a value for each. Numbers of up to 256
// values take one byte.
type listing struct {
	facet  data.Facet
	values []any // the first is nil: nothing was recorded
	texts  map[string]uint32
	small  []uint8
	wide   []uint32
}

func newListing(f data.Facet) *listing {
	c := &listing{facet: f, values: []any{nil}, texts: map[string]uint32{}}
	switch f.Kind {
	case data.ByNumber:
		for _, edge := range f.Edges {
			c.values = append(c.values, edge)
		}
	case data.ByVocabulary:
		if f.Values[0] == "true" {
			c.values = append(c.values, true, false)
		}
	}
	return c
}

func (c *listing) at(i int) uint32 {
	if c.wide != nil {
		return c.wide[i]
	}
	return uint32(c.small[i])
}

func (c *listing) text(text string) {
	n, known := c.texts[text]
	if !known {
		text = strings.Clone(text) // it is SQLite's and passes
		n = uint32(len(c.values))
		c.values, c.texts[text] = append(c.values, text), n
	}
	c.add(n)
}

func (c *listing) value(v any) {
	switch x := v.(type) {
	case string:
		c.text(x)
	case bool:
		if x {
			c.add(1)
		} else {
			c.add(2)
		}
	case int64:
		c.add(uint32(1 + c.facet.Bin(float64(x))))
	case float64:
		c.add(uint32(1 + c.facet.Bin(x)))
	default:
		c.add(0)
	}
}

func (c *listing) add(n uint32) {
	if c.wide == nil && n < 1<<8 {
		c.small = append(c.small, uint8(n))
		return
	}
	if c.wide == nil {
		c.wide = make([]uint32, len(c.small), 2*len(c.small)+1)
		for i, v := range c.small {
			c.wide[i] = uint32(v)
		}
		c.small = nil
	}
	c.wide = append(c.wide, n)
}
