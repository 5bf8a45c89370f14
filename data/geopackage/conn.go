package geopackage

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"burialmap/data"
)

// conn is one connection to the file with the statements prepared on it. It speaks to
// the driver directly: database/sql would cost as much again as the statement itself.
// A conn is used by one goroutine at a time.
type conn struct {
	driver driver.Conn
	idle   map[string][]*stmt // prepared and not in use, by their text
	idling int                // how many those are
	used   uint64             // counts releases
}

// mostIdle statements stay prepared on a connection. Filters make texts without end; those
// that have not been used for longest go.
const mostIdle = 200

// stmt is a prepared statement.
type stmt struct {
	text string
	prepared
	args []driver.NamedValue
	used uint64 // the count when it was last released
}

type prepared interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// cachePages caps the page cache of a connection, so that memory does not grow with the
// file or with an import: in KiB, negative as SQLite wants it.
const (
	readerCacheKiB = 8 << 10
	writerCacheKiB = 64 << 10
)

// connect opens a connection. mode is that of SQLite's file URIs: "ro", "rw" or "rwc".
func connect(ctx context.Context, path, mode string, pragmas ...string) (*conn, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	abs = filepath.ToSlash(abs)
	if !strings.HasPrefix(abs, "/") { // C:/…
		abs = "/" + abs
	}
	connector, err := sqlite.NewConnector((&url.URL{Scheme: "file", Path: abs, RawQuery: "mode=" + mode}).String())
	if err != nil {
		return nil, err
	}
	dc, err := connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	c := &conn{driver: dc, idle: map[string][]*stmt{}}
	for _, p := range pragmas {
		if err := c.script(ctx, "PRAGMA "+p); err != nil {
			return nil, errors.Join(err, c.close())
		}
	}
	return c, nil
}

// passTriggersBy makes the triggers in the file do nothing for what this connection
// writes: an ignored statement compiles to nothing, an ignored function to NULL, and a
// trigger's condition that is NULL is not met.
func (c *conn) passTriggersBy() error {
	return c.driver.(sqlite.AuthorizerRegisterer).RegisterAuthorizer(
		func(action sqlite.AuthorizerActionCode, _, _, _, trigger string) sqlite.AuthorizerReturnCode {
			if trigger == "" {
				return sqlite.AuthorizerOK
			}
			switch action {
			case sqlite.AuthInsert, sqlite.AuthUpdate, sqlite.AuthDelete, sqlite.AuthFunction:
				return sqlite.AuthorizerIgnore
			}
			return sqlite.AuthorizerOK
		})
}

// readOnly reports whether the file could only be opened for reading.
func (c *conn) readOnly() bool {
	d, ok := c.driver.(interface {
		IsReadOnly(schema string) (bool, error)
	})
	if !ok {
		return false
	}
	only, err := d.IsReadOnly("main")
	return err == nil && only
}

func (c *conn) close() error {
	for _, list := range c.idle {
		for _, s := range list {
			_ = s.Close() // whatever is wrong, the connection's own Close says
		}
	}
	c.idle = nil
	return c.driver.Close()
}

// script runs statements without arguments.
func (c *conn) script(ctx context.Context, text string) error {
	_, err := c.driver.(driver.ExecerContext).ExecContext(ctx, text, nil)
	return err
}

// take hands out a prepared statement; release gives it back.
func (c *conn) take(text string) (*stmt, error) {
	if list := c.idle[text]; len(list) > 0 {
		s := list[len(list)-1]
		c.idle[text] = list[:len(list)-1]
		c.idling--
		return s, nil
	}
	p, err := c.driver.Prepare(text)
	if err != nil {
		return nil, err
	}
	return &stmt{text: text, prepared: p.(prepared)}, nil
}

func (c *conn) release(s *stmt) {
	c.used++
	s.used = c.used
	c.idle[s.text] = append(c.idle[s.text], s)
	if c.idling++; c.idling > mostIdle {
		c.closeOldest()
	}
}

// closeOldest makes room: all statements that were not among the last half to be used go.
func (c *conn) closeOldest() {
	for text, list := range c.idle {
		list = slices.DeleteFunc(list, func(s *stmt) bool {
			old := c.used-s.used >= mostIdle/2
			if old {
				_ = s.Close() // whatever is wrong, the connection's own Close says
				c.idling--
			}
			return old
		})
		if c.idle[text] = list; len(list) == 0 {
			delete(c.idle, text)
		}
	}
}

func (s *stmt) bind(values []driver.Value) []driver.NamedValue {
	s.args = s.args[:0]
	for i, v := range values {
		s.args = append(s.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return s.args
}

// unwatched is the context for a statement that is over in no time: one that looks at a
// row or writes one. The driver follows a context that can end with a goroutine of its
// own for every statement, which costs as much again as the statement; whoever runs many
// of them looks at ctx in between.
func unwatched(ctx context.Context) (context.Context, error) { return context.Background(), ctx.Err() }

// exec runs a statement that writes a few rows and returns the id of the last it put in.
func (c *conn) exec(ctx context.Context, text string, values ...driver.Value) (id int64, err error) {
	if ctx, err = unwatched(ctx); err != nil {
		return 0, err
	}
	s, err := c.take(text)
	if err != nil {
		return 0, err
	}
	defer c.release(s)
	result, err := s.ExecContext(ctx, s.bind(values))
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// query calls row for each row of a result with a slice that it may not keep, until row
// returns false.
func (c *conn) query(ctx context.Context, text string, values []driver.Value, row func([]driver.Value) bool) error {
	return c.each(ctx, ctx, text, values, row)
}

// quick is query for a statement that soon comes to each next row: ctx is looked at only
// between them, see unwatched.
func (c *conn) quick(ctx context.Context, text string, values []driver.Value, row func([]driver.Value) bool) error {
	return c.each(ctx, context.Background(), text, values, row)
}

// each asks with one context, which the driver follows, and looks at another between rows.
func (c *conn) each(ctx, watched context.Context, text string, values []driver.Value, row func([]driver.Value) bool) (err error) {
	s, err := c.take(text)
	if err != nil {
		return err
	}
	defer c.release(s)
	rows, err := s.QueryContext(watched, s.bind(values))
	if err != nil {
		return err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	dest := make([]driver.Value, len(rows.Columns()))
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := rows.Next(dest); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if !row(dest) {
			return nil
		}
	}
}

// one returns the first row of a result, nil if there is none.
func (c *conn) one(ctx context.Context, text string, values ...driver.Value) (first []driver.Value, err error) {
	err = c.query(ctx, text, values, func(row []driver.Value) bool {
		first = row
		return false
	})
	return first, err
}

// integer returns the first column of the first row, 0 if there is none or it is NULL.
func (c *conn) integer(ctx context.Context, text string, values ...driver.Value) (int64, error) {
	row, err := c.one(ctx, text, values...)
	if row == nil {
		return 0, err
	}
	n, _ := row[0].(int64)
	return n, err
}

// find is integer for a statement that looks at one row.
func (c *conn) find(ctx context.Context, text string, values ...driver.Value) (int64, error) {
	ctx, err := unwatched(ctx)
	if err != nil {
		return 0, err
	}
	return c.integer(ctx, text, values...)
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
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("another program keeps it locked: %w: %w", data.ErrBusy, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return fmt.Errorf("the file and its folder must be writable: %w", err)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("not a GeoPackage: %w", err)
	case sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("the file is damaged: %w", err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("the disk is full: %w", err)
	}
	return err
}
