package geopackage

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"burialmap/data"
)

// residual is what SQL leaves of a filter. SQL calls it for each row that the rest of the
// condition selects, with the columns that it looks at.
type residual struct {
	layer   *layer
	filter  data.Filter
	holds   data.Predicate
	columns []int // positions of the columns among the values of a row
	sql     string
	known   map[string]bool // what it said of the texts of a column that is all it looks at
	fields  map[string]any  // of the feature that is asked about
}

// mostKnown is how many answers are kept: there are far fewer periods than features.
const mostKnown = 1000

func newResidual(l *layer, f data.Filter) (*residual, error) {
	holds, err := data.Compile(l.Collection, f)
	if err != nil {
		return nil, err
	}
	r := &residual{layer: l, filter: f, holds: holds, known: map[string]bool{}, fields: map[string]any{}}
	args := []string{"?"}
	for _, name := range data.PropertiesOf(f) {
		i := slices.Index(l.columns, name)
		if name == "geometry" {
			i = colGeometry
		}
		if i < 0 {
			return nil, fmt.Errorf("%w: %s have no property %q", data.ErrInvalid, l.Name, name)
		}
		r.columns, args = append(r.columns, i), append(args, l.readColumn(i))
	}
	r.sql = "burialmap_holds(" + strings.Join(args, ", ") + ")"
	return r, nil
}

// of tells by the values of its columns.
func (r *residual) of(values []driver.Value) bool {
	text, ok := "", false
	if len(values) == 1 && r.columns[0] != colGeometry {
		if text, ok = values[0].(string); ok {
			if holds, known := r.known[text]; known {
				return holds
			}
		}
	}
	clear(r.fields)
	f := data.Feature{Collection: r.layer.Name, Properties: r.fields}
	for i, v := range values {
		if s, ok := v.(string); ok {
			v = strings.Clone(s) // it is SQLite's and passes
		}
		r.layer.set(&f, r.columns[i], v)
	}
	holds := r.holds.Holds(f)
	if ok && len(r.known) < mostKnown {
		r.known[strings.Clone(text)] = holds
	}
	return holds
}

// residuals are those that statements are being asked with, by the number by which SQL
// knows them.
var (
	residuals    sync.Map // int64 → *residual
	lastResidual atomic.Int64
)

// bindable are the values of a statement as they are bound. release is to be called when
// it has been asked.
func bindable(values []driver.Value) (plain []driver.Value, release func()) {
	var numbers []int64
	for i, v := range values {
		if r, ok := v.(*residual); ok {
			if numbers == nil {
				values = slices.Clone(values)
			}
			n := lastResidual.Add(1)
			residuals.Store(n, r)
			values[i], numbers = n, append(numbers, n)
		}
	}
	return values, func() {
		for _, n := range numbers {
			residuals.Delete(n)
		}
	}
}

var errResidual = errors.New("a condition is asked for after its statement")

// holdsSQL is residual.of for SQL: burialmap_holds(number, column…).
func holdsSQL(args []driver.Value) (driver.Value, error) {
	n, _ := args[0].(int64)
	r, ok := residuals.Load(n)
	if !ok || len(args)-1 != len(r.(*residual).columns) {
		return nil, errResidual
	}
	return integerOf(r.(*residual).of(args[1:])), nil
}
