package gpkg

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
	"modernc.org/sqlite/vfs"

	"burialmap/data/format"
)

// limits bound what a file can make SQLite do (https://www.sqlite.org/limits.html).
var limits = map[int]int{
	sqlite3.SQLITE_LIMIT_LENGTH:          format.MaxRecordBytes,
	sqlite3.SQLITE_LIMIT_SQL_LENGTH:      1 << 20,
	sqlite3.SQLITE_LIMIT_EXPR_DEPTH:      100,
	sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
	sqlite3.SQLITE_LIMIT_ATTACHED:        0,
	sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH:   1,
	sqlite3.SQLITE_LIMIT_WORKER_THREADS:  0,
}

// pragmas make a connection safe for a file that anybody may have made: nothing is
// written, no function that the file names is trusted, and cells are checked before use.
var pragmas = []string{"query_only=ON", "trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY", "cache_size=-8192"}

// open opens the file that was handed in and runs do on it.
func open(ctx context.Context, in format.Input, do func(*file) error) (err error) {
	size, err := check(in)
	if err != nil {
		return err
	}
	name, files, err := vfs.New(source{in, size})
	if err != nil {
		return fmt.Errorf("opening it with SQLite: %w", err)
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	connector, err := sqlite.NewConnector("file:" + fileName + "?mode=ro&immutable=1&_defensive=1&vfs=" + name)
	if err != nil {
		return err
	}
	db := sql.OpenDB(connector)
	defer func() { err = errors.Join(err, db.Close()) }()
	conn, err := db.Conn(ctx)
	if err != nil {
		return explain(err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	for limit, value := range limits {
		if _, err := sqlite.Limit(conn, limit, value); err != nil {
			return err
		}
	}
	ctx, release := bounded(ctx)
	defer release()
	err = conn.Raw(func(c any) error {
		f := &file{conn: c.(driverConn), ctx: ctx, size: size}
		if err := f.begin(); err != nil {
			return err
		}
		return do(f)
	})
	return explain(cause(ctx, err))
}

// magic begins every SQLite file.
const magic = "SQLite format 3\x00"

// check looks at the head of the file before SQLite does. It returns its size.
func check(in format.Input) (int64, error) {
	size, err := in.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	head := make([]byte, len(magic))
	switch _, err := io.ReadFull(in, head); {
	case size == 0:
		return 0, errors.New("the file is empty")
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return 0, err
	case string(head) != magic:
		return 0, errors.New("not a GeoPackage")
	}
	return size, checkSchema(in)
}

// driverConn is what a connection of the SQLite driver can do.
type driverConn interface {
	driver.Conn
	driver.QueryerContext
	driver.ExecerContext
}

// file is an open GeoPackage.
type file struct {
	conn driverConn
	ctx  context.Context
	size int64
}

// begin makes the connection safe and sees that the file is whole.
func (f *file) begin() error {
	for _, p := range pragmas {
		if _, err := f.conn.ExecContext(f.ctx, "PRAGMA "+p, nil); err != nil {
			return err
		}
	}
	pages, err := f.integer("PRAGMA page_count")
	if err != nil {
		return err
	}
	pageSize, err := f.integer("PRAGMA page_size")
	if err != nil {
		return err
	}
	if f.size < pages*pageSize {
		return fmt.Errorf("the file is cut off: it has %d bytes of %d", f.size, pages*pageSize)
	}
	return nil
}
