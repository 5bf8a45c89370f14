package shapefile

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"burialmap/data"
	"burialmap/data/format"
)

// joined is a layer being read: shapes and rows of the same number side by side.
type joined struct {
	*opened

	layer, crs string
	notes      notes
	deleted    int
	blank      int // with neither a place nor a value
	shapes     int // with and without a row
	rows       int
}

// layer hands on the records of a layer, then what is to be said about all of it.
func (r *reading) layer(l layer) error {
	o, err := openLayer(r.ctx, l, r.opt)
	if err == nil {
		defer o.close()
		err = r.join(l, o)
	}
	if err != nil && r.several && !errors.Is(err, format.ErrEnough) {
		return fmt.Errorf("layer %s: %w", l.name, err)
	}
	return err
}

func (r *reading) join(l layer, o *opened) error {
	j := &joined{opened: o, crs: o.crs}
	if r.several {
		j.layer = l.name
	}
	if err := r.tell(j.layer, o.findings); err != nil {
		return err
	}
	for {
		record, deleted, err := j.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if (j.rows+j.shapes)%4096 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		if deleted {
			j.deleted++
			continue
		}
		if record.Geometry == nil && len(record.Values) == 0 && len(record.Problems) == 0 {
			j.blank++
			continue
		}
		record.Place, record.Layer, record.CRS = j.place(), j.layer, j.crs
		if err := r.hand(record); err != nil {
			return err
		}
	}
	return r.tell(j.layer, j.closing())
}

// next joins the next shape and the next row, either of which may be missing.
func (j *joined) next() (record data.Record, deleted bool, err error) {
	s, noShape := shape{}, io.EOF
	if j.shp != nil {
		if s, noShape = j.shp.next(); noShape == nil {
			j.shapes++
		} else if !errors.Is(noShape, io.EOF) {
			return record, false, noShape
		}
	}
	row, noRow := []byte(nil), io.EOF
	if j.dbf != nil {
		if row, noRow = j.dbf.next(); noRow == nil {
			j.rows++
		} else if !errors.Is(noRow, io.EOF) {
			return record, false, noRow
		}
	}
	if noShape != nil && noRow != nil {
		return record, false, io.EOF
	}
	if noRow == nil && row[0] == deletedMark {
		return record, true, nil
	}
	j.take(&record, s)
	if noRow == nil {
		record.Values, err = j.dbf.values(row)
	}
	if err == nil && j.more != nil {
		record.Values, err = j.more.join(j.rows, record.Values)
	}
	return record, false, err
}

func (j *joined) place() string {
	if j.dbf == nil {
		return "shape " + strconv.Itoa(j.shapes)
	}
	return "row " + strconv.Itoa(max(j.rows, j.shapes))
}

// take gives the record its geometry, or says why it has none.
func (j *joined) take(record *data.Record, s shape) {
	f := s.fault
	if f == nil {
		record.Geometry, f = parseShape(s.content, &j.notes)
	}
	if f != nil {
		record.Geometry = nil
		record.Problems = append(record.Problems, f.problem())
	}
}

// closing is what only the end of a layer shows, each thing once.
func (j *joined) closing() []data.Problem {
	var list []data.Problem
	warn := func(is bool, rule, message, advice string) {
		if is {
			list = append(list, data.Problem{Severity: data.Warning, Rule: rule, Place: j.layer, Message: message, Advice: advice})
		}
	}
	warn(j.notes.height, "height_left_out", "the shapes have heights, which are left out", "keep the file for them")
	warn(j.notes.measure, "measure_left_out", "the shapes have measures (M), which are left out", "keep the file for them")
	warn(j.notes.turned, "ring_orientation", "rings run the wrong way round; outlines and holes were told apart by which lies in which", "look at polygons with holes")
	warn(j.deleted > 0, "deleted", fmt.Sprintf("%d rows are marked as deleted; they and their shapes were left out", j.deleted), "restore them in the program that deleted them if they are wanted")
	warn(j.blank > 0, "blank_rows", fmt.Sprintf("%d rows have neither a shape nor a value; they were passed over", j.blank), "remove them if nothing is missing")
	if j.shp != nil && j.dbf != nil {
		warn(j.shapes != j.rows, "counts_differ", fmt.Sprintf("there are %d shapes and %d rows; those without a partner were kept alone", j.shapes, j.rows),
			"check that .shp and .dbf are of the same version of the file")
	}
	if j.dbf == nil {
		return list
	}
	warn(j.dbf.followed(), "rows_beyond", fmt.Sprintf("the .dbf states %d rows, but more follow, which were not read", j.dbf.count), "have the program that made the file repair it")
	warn(j.dbf.cut > 0, "text_cut", fmt.Sprintf("%d texts end within a letter, which was left out: they did not fit into their field", j.dbf.cut), "compare them with where the file came from")
	warn(j.dbf.noMemo > 0, "memo_missing", fmt.Sprintf("%d long texts are missing, since the .dbt is missing or damaged", j.dbf.noMemo), "give the .dbt (or .fpt) as well")
	warn(j.dbf.binary > 0, "binary_left_out", fmt.Sprintf("%d values are pictures or other data that are no text, and were left out", j.dbf.binary), "keep the file for them")
	return list
}
