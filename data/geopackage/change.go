package geopackage

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// Changes returns the changes with a greater revision, oldest first.
func (s *Store) Changes(ctx context.Context, after int64) ([]data.Change, error) {
	list := []data.Change{}
	var bad error
	err := s.read(ctx, func(c *conn) error {
		return c.query(ctx, `SELECT revision, +time, author, what, new, updated, deleted, touched
FROM change WHERE revision > ? ORDER BY revision`, []driver.Value{after}, func(row []driver.Value) bool {
			var change data.Change
			change, bad = readChange(row)
			list = append(list, change)
			return bad == nil
		})
	})
	if err == nil {
		err = bad
	}
	if err != nil {
		return nil, fmt.Errorf("changes of %s: %w", s.path, err)
	}
	return list, nil
}

func readChange(row []driver.Value) (data.Change, error) {
	number := func(i int) int64 { n, _ := row[i].(int64); return n }
	c := data.Change{
		Revision: number(0), Author: textOf(row[2]), What: textOf(row[3]),
		New: int(number(4)), Updated: int(number(5)), Deleted: int(number(6)),
	}
	var err error
	if c.Time, err = time.Parse(timeFormat, textOf(row[1])); err != nil {
		return c, err
	}
	c.Touched, err = parseTouched(textOf(row[7]))
	return c, err
}

// log adds a Change to the list.
func (t *tx) log(ctx context.Context, c data.Change) error {
	_, err := t.conn.exec(ctx, "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?)", c.Revision, t.stamp, c.Author, c.What,
		int64(c.New), int64(c.Updated), int64(c.Deleted), formatTouched(c.Touched))
	if err != nil {
		return err
	}
	_, err = t.conn.exec(ctx, "UPDATE gpkg_contents SET last_change=? WHERE table_name='change'", t.stamp)
	if err == nil {
		_, err = t.conn.exec(ctx, "UPDATE gpkg_ogr_contents SET feature_count=feature_count+1 WHERE table_name='change'")
	}
	return err
}

// Touched places are kept as JSON: {"plots":[[west,south,east,north],…],…}.
func formatTouched(list []data.Touch) string {
	boxes := map[string][][4]float64{}
	for _, t := range list {
		b := t.Bound
		boxes[t.Collection] = append(boxes[t.Collection], [4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]})
	}
	text, err := json.Marshal(boxes)
	if err != nil { // only finite numbers come here
		panic(err)
	}
	return string(text)
}

func parseTouched(text string) ([]data.Touch, error) {
	var boxes map[string][][4]float64
	if err := json.Unmarshal([]byte(text), &boxes); err != nil {
		return nil, err
	}
	list := []data.Touch{}
	for _, c := range data.Collections {
		for _, b := range boxes[c.Name] {
			list = append(list, data.Touch{Collection: c.Name, Bound: orb.Bound{Min: orb.Point{b[0], b[1]}, Max: orb.Point{b[2], b[3]}}})
		}
	}
	return list, nil
}
