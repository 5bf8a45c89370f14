package geopackage

import (
	"database/sql/driver"

	"github.com/paulmach/orb"
	"modernc.org/sqlite"
)

// The R-tree triggers of a GeoPackage call these functions of SQL/MM. Programs bring
// their own; SQLite alone has none. All are NULL for NULL and for what is no geometry.
func init() {
	register := func(name string, args int32, f func(args []driver.Value) driver.Value) {
		sqlite.MustRegisterFunction(name, &sqlite.FunctionImpl{
			NArgs: args, Deterministic: true, VolatileArgs: true,
			Scalar: func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) { return f(args), nil },
		})
	}
	register("ST_MinX", 1, edge(func(b box) float64 { return b.minX }))
	register("ST_MaxX", 1, edge(func(b box) float64 { return b.maxX }))
	register("ST_MinY", 1, edge(func(b box) float64 { return b.minY }))
	register("ST_MaxY", 1, edge(func(b box) float64 { return b.maxY }))
	register("ST_IsEmpty", 1, func(args []driver.Value) driver.Value {
		b, err := boxArgument(args[0])
		if err != nil {
			return nil
		}
		return b.empty()
	})
	register("burialmap_meets", 5, meetsSQL)
	sqlite.MustRegisterFunction("burialmap_holds", &sqlite.FunctionImpl{
		NArgs: -1, VolatileArgs: true,
		Scalar: func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) { return holdsSQL(args) },
	})
}

func edge(of func(box) float64) func([]driver.Value) driver.Value {
	return func(args []driver.Value) driver.Value {
		b, err := boxArgument(args[0])
		if err != nil || b.empty() {
			return nil
		}
		return of(b)
	}
}

func boxArgument(v driver.Value) (box, error) {
	blob, ok := v.([]byte)
	if !ok {
		return noBox, errGeometry
	}
	return decodeBox(blob)
}

// meetsSQL is area.meets for SQL: burialmap_meets(geom, west, south, east, north).
func meetsSQL(args []driver.Value) driver.Value {
	blob, ok := args[0].([]byte)
	if !ok {
		return false
	}
	var v [4]float64
	for i := range v {
		if v[i], ok = args[i+1].(float64); !ok {
			return false
		}
	}
	b := orb.Bound{Min: orb.Point{v[0], v[1]}, Max: orb.Point{v[2], v[3]}}
	if plain(b) {
		return area{b}.meets(blob)
	}
	return newArea(b).meets(blob)
}
