package gpkg

import (
	"context"
	"database/sql/driver"
	"time"
)

// countTime is how long rows are counted at most: a look before reading is not to take as
// long as reading.
const countTime = 2 * time.Second

// count counts the rows of a layer, -1 if that takes too long.
func (f *file) count(l *layer) int64 {
	ctx, cancel := context.WithTimeout(f.ctx, countTime)
	defer cancel()
	n := int64(-1)
	err := f.query(ctx, "SELECT count(*) FROM "+quoted(l.name), func(row []driver.Value) bool {
		n, _ = row[0].(int64)
		return false
	})
	if err != nil {
		return -1 // reading says why
	}
	return n
}
