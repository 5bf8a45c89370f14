package geopackage_test

import (
	"bytes"
	"context"
	crand "crypto/rand"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"burialmap/data"
	"burialmap/data/geopackage"
)

// closedStore is the path of a store with a few features that nobody has open.
func closedStore(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "closed.gpkg")
	s, err := geopackage.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, everyKind()...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOpenRefusesWhatIsNoStoreAndLeavesItAlone(t *testing.T) {
	random := make([]byte, 50_000)
	crand.Read(random)
	store, err := os.ReadFile(closedStore(t))
	if err != nil {
		t.Fatal(err)
	}
	garbled := bytes.Clone(store)
	copy(garbled[100:], random[:4000]) // the root of the schema
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"empty":            {nil, "empty"},
		"text":             {[]byte(strings.Repeat("name,lon,lat\n", 1000)), "not a GeoPackage"},
		"random bytes":     {random, "not a GeoPackage"},
		"header alone":     {store[:100], "damaged"},
		"truncated":        {store[:len(store)/2], "damaged"},
		"one page less":    {store[:len(store)-4096], "damaged"},
		"garbled":          {garbled, "damaged"},
		"only some header": {store[:16], "not a GeoPackage"},
	} {
		path := filepath.Join(t.TempDir(), "file.gpkg")
		if err := os.WriteFile(path, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		refused(t, name, path, c.says)
	}
}

// refused checks that Open says why it refuses a file, names it, and changes nothing.
func refused(t *testing.T, name, path, says string) {
	t.Helper()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := geopackage.Open(path)
	if err == nil {
		s.Close()
		t.Errorf("%s was opened", name)
	} else if !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), path) {
		t.Errorf("%s: %v; it should say %q", name, err, says)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("%s was changed (%v)", name, err)
	}
	if left, _ := filepath.Glob(path + "?*"); len(left) > 0 {
		t.Errorf("%s: files were left: %v", name, left)
	}
}

func TestOpenRefusesAGeoPackageOfSomebodyElse(t *testing.T) {
	need(t, "ogr2ogr")
	folder := t.TempDir()
	source, path := filepath.Join(folder, "a.geojson"), filepath.Join(folder, "else.gpkg")
	text := `{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}`
	if err := os.WriteFile(source, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "ogr2ogr", "-f", "GPKG", path, source)
	refused(t, "a GeoPackage of GDAL", path, "not a burialmap database")
}

func TestOpenRefusesANewerLayout(t *testing.T) {
	path := closedStore(t)
	db := another(t, path)
	execute(t, db, "UPDATE burialmap_state SET value='99' WHERE key='geopackage.layout'")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, "a newer layout", path, "newer burialmap")
}

func TestOpenRefusesWhatIsNotThere(t *testing.T) {
	folder := t.TempDir()
	_, err := geopackage.Open(filepath.Join(folder, "nothing.gpkg"))
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
	if _, err := geopackage.Open(folder); err == nil || !strings.Contains(err.Error(), "not a file") {
		t.Errorf("a folder: %v", err)
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("files were made: %v", left)
	}
}

func TestCreateNeverReplacesAFile(t *testing.T) {
	path := closedStore(t)
	before, _ := os.ReadFile(path)
	if _, err := geopackage.Create(path); !errors.Is(err, os.ErrExist) {
		t.Errorf("error is %v", err)
	}
	after, _ := os.ReadFile(path)
	if !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
}

func TestCreateLeavesNothingWhereItMayNotWrite(t *testing.T) {
	for _, path := range []string{filepath.Join(t.TempDir(), "no", "such", "folder", "a.gpkg"), "/proc/a.gpkg"} {
		if s, err := geopackage.Create(path); err == nil {
			s.Close()
			t.Errorf("%s was made", path)
		} else if !strings.Contains(err.Error(), path) {
			t.Errorf("the error does not name the file: %v", err)
		}
	}
}

func TestCloseLeavesOneFile(t *testing.T) {
	path := closedStore(t)
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 || left[0].Name() != filepath.Base(path) {
		t.Errorf("the folder holds %v, %v", left, err)
	}
}

func TestAStrangePathIsOnlyAPath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Кладбище 墓地 #1?mode=memory&x=%41.gpkg")
	s, err := geopackage.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, plot(1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err = geopackage.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n, err := s.Count(context.Background(), data.Query{Collection: "plots"}); n != 1 || err != nil {
		t.Errorf("%d plots, %v", n, err)
	}
}

// held is a live store on a file to which another program is just writing.
func held(t *testing.T) *geopackage.Store {
	t.Helper()
	s, path := live(t)
	conn, err := another(t, path).Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	for _, statement := range []string{"BEGIN IMMEDIATE", "DELETE FROM sites"} {
		if _, err := conn.ExecContext(context.Background(), statement); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestAFileThatAnotherProgramLocksIsSaidToBeLocked(t *testing.T) {
	defer geopackage.WaitFor(10 * time.Millisecond)()
	s := held(t)
	_, err := s.Write(context.Background(), "test", "", func(data.Tx) error { return nil })
	if err == nil || !errors.Is(err, data.ErrBusy) || !strings.Contains(err.Error(), "another program keeps it locked") {
		t.Errorf("error is %v", err)
	}
	if n, err := s.Count(context.Background(), data.Query{Collection: "sites"}); n != 1 || err != nil {
		t.Errorf("a reader counts %d meanwhile, %v", n, err)
	}
}

func TestWaitingForAnotherProgramCanBeCancelled(t *testing.T) {
	s := held(t)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := s.Write(ctx, "test", "", func(data.Tx) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

func TestAKilledCreateLeavesNoHalfDatabase(t *testing.T) {
	r := rand.New(rand.NewPCG(uint64(os.Getpid()), 2))
	for range 10 {
		path := filepath.Join(t.TempDir(), "a.gpkg")
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "BURIALMAP_TEST_CREATE="+path)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.IntN(60)) * time.Millisecond)
		if err := child.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		_ = child.Wait() // it was killed: that is no news
		open := geopackage.Open
		if _, err := os.Stat(path); err != nil {
			open = geopackage.Create
		}
		s, err := open(path)
		if err != nil {
			t.Fatal(err)
		}
		put(t, s, plot(1))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
