package gpkg

import (
	"database/sql/driver"
	"fmt"
	"math"
	"strconv"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// rows is a layer being read.
type rows struct {
	*reading
	*layer
	columns []column
	keyed   bool // the column id is the key of the records
	binary  int  // cells that hold bytes and were left out
	strange int  // geometries that name another reference system
}

// layer hands on the rows of a layer in the order of their numbers.
func (r *reading) layer(l *layer) error {
	rows := &rows{reading: r, layer: l}
	for _, c := range l.columns {
		stated := len(r.mapping.Stated(c.name)) > 0
		if c.name != l.key || stated {
			rows.columns = append(rows.columns, c)
		}
		if c.name == data.KeyColumn && l.ours() || stated && r.mapping.Fields(c.name)[0] == data.KeyColumn {
			rows.keyed = true
		}
	}
	r.budget = newBudget(r.size)
	large, err := rows.tooLarge()
	if err != nil {
		return err
	}
	from := int64(math.MinInt64)
	for _, fid := range large {
		if err := rows.between(from, fid); err != nil {
			return err
		}
		if err := rows.refuseLarge(fid); err != nil {
			return err
		}
		from = fid + 1
	}
	if err := rows.between(from, math.MaxInt64); err != nil {
		return err
	}
	rows.missing()
	return nil
}

// ours reports whether the layer has the columns of our own exports, also where another
// program has saved it again.
func (l *layer) ours() bool {
	found := 0
	for _, c := range l.columns {
		if c.name == data.KeyColumn || c.name == "source_key" || c.name == "location_method" {
			found++
		}
	}
	return found == 3
}

// between hands on the rows from one number to below another; the greatest possible one is
// included.
func (r *rows) between(from, to int64) error {
	var text strings.Builder
	text.WriteString("SELECT " + r.rowid + ", ")
	if r.geometry == "" {
		text.WriteString("NULL")
	} else {
		text.WriteString(quoted(r.geometry))
	}
	for _, c := range r.columns {
		text.WriteString(", ")
		if c.time { // an expression has no type that the driver knows
			text.WriteString("+")
		}
		text.WriteString(quoted(c.name))
	}
	text.WriteString(" FROM " + quoted(r.name) + " NOT INDEXED WHERE " + r.rowid + " >= ?1 AND " + r.rowid + " <= ?2 ORDER BY " + r.rowid)
	if to != math.MaxInt64 {
		to--
	}
	var fault error
	err := r.query(r.ctx, text.String(), func(row []driver.Value) bool {
		fault = r.row(row)
		return fault == nil
	}, from, to)
	if fault != nil {
		return fault
	}
	return err
}

// row makes a record of one row.
func (r *rows) row(row []driver.Value) error {
	fid, _ := row[0].(int64)
	if err := r.budget.row(fid); err != nil {
		return err
	}
	record := r.record(fid)
	keyed := false
	record.Values = make([]data.Value, 0, len(r.columns))
	for i, c := range r.columns {
		v, n, ok := r.value(c, row[2+i])
		if err := r.budget.bytes(n); err != nil {
			return err
		}
		if !ok {
			continue
		}
		keyed = keyed || r.keyed && len(r.mapping.Fields(c.name)) > 0 && r.mapping.Fields(c.name)[0] == data.KeyColumn
		record.Values = append(record.Values, data.Value{Name: c.name, Value: v})
	}
	if keyed || r.carried { // row 1 of one team is not that of another
		record.Key = ""
	}
	if blob, ok := row[1].([]byte); ok {
		if err := r.budget.bytes(len(blob)); err != nil {
			return err
		}
		r.geometryOf(&record, blob)
	} else if row[1] != nil {
		record.Problems = append(record.Problems, data.Problem{Severity: data.Refused, Field: r.geometry, Rule: "geometry",
			Message: fmt.Sprintf("the geometry is %.40q", fmt.Sprint(row[1])), Advice: "the column must hold geometry in GeoPackage binary, or nothing"})
	}
	return r.hand(record)
}

// record begins the record of a row.
func (r *rows) record(fid int64) data.Record {
	r.number++
	number := strconv.FormatInt(fid, 10)
	return data.Record{Number: r.number, Layer: r.name, CRS: r.recordCRS(), Key: r.name + "/" + number, Place: r.name + ", row " + number}
}

// tooLarge finds the rows that hold more than a record may, without reading them.
func (r *rows) tooLarge() ([]int64, error) {
	if r.size <= format.MaxRecordBytes {
		return nil, nil // there is no room for one
	}
	sum := []string{"0"}
	for _, c := range r.columns {
		sum = append(sum, "coalesce(octet_length("+quoted(c.name)+"),0)")
	}
	if r.geometry != "" {
		sum = append(sum, "coalesce(octet_length("+quoted(r.geometry)+"),0)")
	}
	var list []int64
	seen := newBudget(r.size)
	var fault error
	// Every row comes back, so that rows going round in circles are noticed here too.
	err := r.query(r.ctx, "SELECT "+r.rowid+", "+strings.Join(sum, "+")+" FROM "+quoted(r.name)+" NOT INDEXED ORDER BY "+r.rowid, func(row []driver.Value) bool {
		fid, _ := row[0].(int64)
		fault = seen.row(fid)
		if n, _ := row[1].(int64); n > format.MaxRecordBytes {
			list = append(list, fid)
		}
		return fault == nil
	})
	if fault != nil {
		return nil, fault
	}
	return list, err
}

func (r *rows) refuseLarge(fid int64) error {
	record := r.record(fid)
	record.Problems = append(record.Problems, data.Problem{Severity: data.Refused, Rule: "too_large",
		Message: fmt.Sprintf("the row holds more than %d MiB", format.MaxRecordBytes>>20), Advice: "no burial ground needs that much; look at what is in it"})
	return r.hand(record)
}

// missing notes what was left out of the rows.
func (r *rows) missing() {
	if r.binary > 0 {
		r.missed = append(r.missed, unread{r.name, "value_binary", fmt.Sprintf("has %d cells of binary data, which were left out", r.binary), "keep pictures and documents beside the records"})
	}
	if r.strange > 0 {
		r.missed = append(r.missed, unread{r.name, "crs_mixed", fmt.Sprintf("has %d geometries that name another reference system than the layer, which was taken", r.strange), "check in a GIS where they lie"})
	}
}
