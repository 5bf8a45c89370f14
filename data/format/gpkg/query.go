package gpkg

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// query calls row for each row of a result, with a slice that it may not keep, until row
// returns false.
func (f *file) query(ctx context.Context, text string, row func([]driver.Value) bool, args ...driver.Value) (err error) {
	named := make([]driver.NamedValue, len(args))
	for i, v := range args {
		named[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	rows, err := f.conn.QueryContext(ctx, text, named)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	values := make([]driver.Value, len(rows.Columns()))
	for n := 0; ; n++ {
		if n&0xff == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		switch err := rows.Next(values); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case !row(values):
			return nil
		}
	}
}

// listing is query for the tables that describe the file. Ten thousand rows are more than
// any honest one has.
func (f *file) listing(text string, row func([]driver.Value), args ...driver.Value) error {
	const most = 10_000
	n := 0
	err := f.query(f.ctx, text, func(values []driver.Value) bool {
		if n++; n <= most {
			row(values)
		}
		return n <= most
	}, args...)
	if err == nil && n > most {
		return fmt.Errorf("it lists more than %d tables or columns", most)
	}
	return err
}

// integer returns the first column of the first row, 0 if there is none or it is no number.
func (f *file) integer(text string, args ...driver.Value) (n int64, err error) {
	err = f.query(f.ctx, text, func(values []driver.Value) bool {
		n, _ = values[0].(int64)
		return false
	}, args...)
	return n, err
}

// textOf is a value of a listing as text; empty for what is none.
func textOf(v driver.Value) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	}
	return ""
}

// code is SQLite's primary result code of an error, 0 if it is not one of SQLite's.
func code(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

// explain says what SQLite's errors mean for a person.
func explain(err error) error {
	switch code(err) {
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("not a GeoPackage: %w", err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR:
		return fmt.Errorf("the file is damaged: %w", err)
	case sqlite3.SQLITE_NOMEM:
		return fmt.Errorf("the file needs too much memory: %w", err)
	}
	return err
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// sqliteError is the code of a statement that makes no sense for the table.
const sqliteError = sqlite3.SQLITE_ERROR
