package geopackage

import (
	"context"
	"database/sql/driver"
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"burialmap/data"
)

func TestWhatATriggerNotesIsReadBack(t *testing.T) {
	s, err := Create(filepath.Join(t.TempDir(), "empty.gpkg"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	l := newLayer(data.Sources)
	kinds := []driver.Value{
		nil, int64(-7), int64(math.MaxInt64), int64(math.MinInt64), 0.1, -1e-300, 5.0, math.MaxFloat64,
		"", "'", "','", "O'Neill, 墓 «да»\n", "NULL", "X'00'", []byte{}, []byte{0, 39, 44, 255},
	}
	values := make([]driver.Value, len(l.columns))
	for i := range values {
		values[i] = kinds[i%len(kinds)]
	}
	marks := strings.Repeat("||','||quote(?)", len(values))[len("||','||"):]
	err = s.read(context.Background(), func(c *conn) error {
		row, err := c.one(context.Background(), "SELECT "+marks, values...)
		if err != nil {
			return err
		}
		text := textOf(row[0])
		if got := l.parseHeld(text); !reflect.DeepEqual(got, values) {
			t.Errorf("%s\nread as %#v\nwant    %#v", text, got, values)
		}
		for _, broken := range []string{"", text + ",NULL", text[:strings.LastIndexByte(text, ',')], text + "x", strings.ReplaceAll(text, "'", `"`), "," + text} {
			if got := l.parseHeld(broken); got != nil {
				t.Errorf("%s\nread as %#v", broken, got)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func FuzzHeld(f *testing.F) {
	l := newLayer(data.Sources)
	f.Add("NULL,1,'x''y',X'00',1.5e+999,,")
	f.Add(strings.Repeat("'',", len(l.columns)-1) + "NULL")
	f.Fuzz(func(t *testing.T, text string) {
		if values := l.parseHeld(text); values != nil && len(values) != len(l.columns) {
			t.Errorf("%q gives %d values", text, len(values))
		}
	})
}
