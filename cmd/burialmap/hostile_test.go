//go:build linux

package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite" // to do to a GeoPackage what no honest program does

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/format/gpkg"
	"burialmap/data/format/xlsx"
)

// hostile is a file that means harm, or was broken by somebody who did not.
type hostile struct {
	name string // of the file
	make func(t *testing.T, path string)
	args []string
	code int    // exit code of the import
	says string // a rule or words that the answer must have
	kept int    // records that are taken all the same
}

var hostiles = []hostile{
	{name: "zip bomb.xlsx", make: swollenWorkbook, code: 1, says: "256 MB"},
	{name: "zip bomb.kmz", make: archive("doc.kml", swollen{"<kml>", 300, ""}), code: 1, says: "64 MB"},
	{name: "zip bomb.zip", make: archive("a.shp", swollen{"", 300, ""}, "a.dbf", swollen{"", 300, ""}), code: 1, says: "times"},
	{name: "nested.kmz", make: archive("inner.kmz", literally("PK\x03\x04")), code: 1, says: "kmz"},
	{name: "climbing.zip", make: archive("../../evil.shp", literally("\x00\x00\x27\x0a"), "../../evil.dbf", literally("x")), code: 1, says: "evil.shp"},
	{name: "laughs.kml", make: written(`<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>&c;</name></Placemark></kml>`), code: 1, says: "entit"},
	{name: "external.gpx", make: written(`<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="48" lon="135"><name>&x;</name></wpt></gpx>`), code: 1, says: "entit"},
	{name: "laughs.osm", make: written(`<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "ha">]><osm version="0.6"><node id="1" lat="48" lon="135"><tag k="amenity" v="grave_yard"/><tag k="name" v="&a;"/></node></osm>`), args: []string{"--collection", "cemeteries"}, code: 1, says: "entit"},
	{name: "deep.geojson", make: written(`{"type":"Feature","geometry":null,"properties":{"a":` + strings.Repeat("[", 200_000) + strings.Repeat("]", 200_000) + `}}`), code: 3, says: "too_deep"},
	{name: "deep and cut.geojson", make: written(strings.Repeat(`{"a":`, 200_000)), args: []string{"--format", "geojson"}, code: 1, says: "byte"},
	{name: "count.gpkg", make: tampered(`UPDATE plots SET geom = x'47500001e6100000' || x'0103000000ffffffff'`), code: 3, says: "refused"},
	{name: "triggers.gpkg", make: tampered(
		`CREATE TRIGGER t AFTER INSERT ON plots BEGIN DELETE FROM plots; END`,
		`CREATE VIEW endless AS WITH RECURSIVE n(fid) AS (SELECT 1 UNION ALL SELECT fid+1 FROM n) SELECT fid, 'x' AS id FROM n`,
		`INSERT INTO gpkg_contents(table_name, data_type, identifier) VALUES ('endless', 'attributes', 'endless')`,
		`UPDATE plots SET id = 'from-a-file-with-triggers'`), code: 0, says: "endless", kept: 1},
	{name: "header only.osm.pbf", make: headerOnly, args: []string{"--collection", "cemeteries"}, code: 1, says: "truncated"},
	{name: "one line.csv", make: oneLine, code: 1, says: "32 MiB"},
	{name: "not numbers.csv", make: written("id,lon,lat\nnan,NaN,48\nhuge,1e400,48\ninf,Inf,-Inf\n"), code: 3, says: "finite"},
	{name: "not numbers.geojson", make: written(`{"type":"FeatureCollection","features":[{"type":"Feature","id":"huge","properties":{},"geometry":{"type":"Point","coordinates":[1e400,48]}}]}`), code: 3, says: "finite"},
	{name: "called utf-8.csv", make: written("id,name,lon,lat\n1,\xd5\xf3\xf0\xec\xf3\xeb\xe8,135,48\n"), args: []string{"--encoding", "utf-8"}, code: 3, says: "utf8"},
	{name: "twice.geojson", make: written(`{"type":"FeatureCollection","features":[` + strings.Repeat(`{"type":"Feature","id":"a","properties":{},"geometry":null},`, 2) + `{"type":"Feature","id":"a","properties":{"kind":"row"},"geometry":null}]}`), code: 3, says: "duplicate_key", kept: 1},
	{name: "ten million corners.geojson", make: giantRing, code: 3, says: "too_large"},
	{name: "lying.shp", make: written("\x00\x00\x27\x0a" + strings.Repeat("\x00", 20) + "\x7f\xff\xff\xff\xe8\x03\x00\x00\x05\x00\x00\x00" + strings.Repeat("\x00", 64) + "\x00\x00\x00\x01\x7f\xff\xff\xff\x05\x00\x00\x00"), code: 1, says: "truncated"},
	{name: "lying.fgb", make: written("fgb\x03fgb\x01\xff\xff\xff\x7f"), code: 1, says: "bytes"},
}

// TestFilesThatMeanHarm imports each with the program, beside a running server, and drops
// each on the server as well.
func TestFilesThatMeanHarm(t *testing.T) {
	const patience = time.Minute // a file that takes longer hangs; how long each takes is logged
	dir := t.TempDir()
	s := serve(t, dir)
	for _, h := range hostiles {
		t.Run(h.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), h.name)
			h.make(t, path)
			before := s.revision(t)
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			args := h.args
			if !strings.Contains(strings.Join(args, " "), "--collection") {
				args = append(args, "--collection", "plots")
			}
			cmd := exec.CommandContext(ctx, program, append([]string{"import", "--db", filepath.Join(dir, "burialmap.gpkg"), path}, args...)...)
			began := time.Now()
			out, _ := cmd.CombinedOutput() // the exit code is looked at below
			peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
			t.Logf("%.1f s, %d MiB: %s", time.Since(began).Seconds(), peak>>20, firstLine(out))
			switch {
			case cmd.ProcessState.ExitCode() != h.code:
				t.Errorf("exit code %d, want %d", cmd.ProcessState.ExitCode(), h.code)
			case !bytes.Contains(bytes.ToLower(out), []byte(strings.ToLower(h.says))):
				t.Errorf("the answer has not %q:\n%.1000s", h.says, out)
			case bytes.Contains(out, []byte("goroutine ")):
				t.Errorf("a stack is shown:\n%.1000s", out)
			}
			if peak > memoryLimit {
				t.Errorf("%d MiB of memory", peak>>20)
			}
			if after := s.revision(t); (after != before) != (h.kept > 0) {
				t.Errorf("revision %d became %d", before, after)
			}
			s.drop(t, path)
			s.get(t, "/readyz", http.StatusOK)
		})
	}
	s.stop(t)
	if peak := s.cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10; peak > memoryLimit {
		t.Errorf("the server took %d MiB of memory", peak>>20)
	}
}

func unmarshal(t testing.TB, text []byte, to any) {
	t.Helper()
	if err := json.Unmarshal(text, to); err != nil {
		t.Fatalf("%.500s: %v", text, err)
	}
}

func firstLine(out []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return fmt.Sprintf("%.200s", line)
}

func (s *server) revision(t *testing.T) int64 {
	t.Helper()
	var doc struct{ Revision int64 }
	unmarshal(t, s.get(t, "/api/changes?limit=1", http.StatusOK), &doc)
	return doc.Revision
}

// drop drops a file on the page for importing. Whatever the answer is, it is no failure of
// the server, and shows nothing of the machine.
func (s *server) drop(t *testing.T, path string) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/api/import?name="+url.QueryEscape(filepath.Base(path)), file)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Burialmap", "1")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		if info, statErr := file.Stat(); statErr == nil && info.Size() > 64<<20 {
			return // it was cut off while it was still being sent
		}
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode >= 500 || bytes.Contains(body, []byte(os.TempDir())) || bytes.Contains(body, []byte("SELECT ")) {
		t.Errorf("dropped on the server: %s %.500s", response.Status, body)
	}
	var look struct{ ID string }
	if response.StatusCode == http.StatusCreated {
		unmarshal(t, body, &look)
		s.forget(t, look.ID)
	}
}

func (s *server) forget(t *testing.T, id string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, s.url+"/api/import/"+id, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Burialmap", "1")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
}

// written writes a file as it stands.
func written(content string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func literally(s string) io.Reader { return strings.NewReader(s) }

// zeros are so many bytes that compress to next to nothing.
func zeros(n int64) io.Reader { return io.LimitReader(zero{}, n) }

type zero struct{}

func (zero) Read(p []byte) (int, error) {
	return copy(p, spaces), nil // a loop of ours would be watched byte by byte by the race detector
}

var spaces = bytes.Repeat([]byte{' '}, 1<<20)

// swollen is a part of a zip that unpacks to so many megabytes of spaces, between two texts.
type swollen struct {
	before    string
	megabytes int
	after     string
}

// add packs a megabyte once and writes it as often as it takes: packing all of it would take
// minutes under the race detector. Each flush ends on a byte, and spaces refer to spaces only.
func (s swollen) add(to *zip.Writer, name string) error {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.DefaultCompression)
	if err != nil {
		return err
	}
	pack := func(text []byte) []byte {
		from := packed.Len()
		_, err1 := w.Write(text)
		err = errors.Join(err, err1, w.Flush())
		return bytes.Clone(packed.Bytes()[from:])
	}
	raw, block := pack([]byte(s.before)), pack(spaces)
	sum := crc32.NewIEEE()
	io.WriteString(sum, s.before)
	for range s.megabytes {
		raw = append(raw, block...)
		sum.Write(spaces)
	}
	io.WriteString(sum, s.after)
	raw = append(raw, pack([]byte(s.after))...)
	from := packed.Len()
	err = errors.Join(err, w.Close())
	raw = append(raw, packed.Bytes()[from:]...)
	part, err1 := to.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: sum.Sum32(),
		CompressedSize64: uint64(len(raw)), UncompressedSize64: uint64(len(s.before) + s.megabytes<<20 + len(s.after))})
	if err := errors.Join(err, err1); err != nil {
		return err
	}
	_, err = part.Write(raw)
	return err
}

// archive writes a zip of names and contents: readers, or what is swollen.
func archive(entries ...any) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		file, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		out := zip.NewWriter(file)
		for i := 0; i < len(entries); i += 2 {
			if bomb, ok := entries[i+1].(swollen); ok {
				if err := bomb.add(out, entries[i].(string)); err != nil {
					t.Fatal(err)
				}
				continue
			}
			w, err := out.Create(entries[i].(string))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(w, entries[i+1].(io.Reader)); err != nil {
				t.Fatal(err)
			}
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// swollenWorkbook writes a workbook with a sheet that unpacks to 300 MB.
func swollenWorkbook(t *testing.T, path string) {
	var whole bytes.Buffer
	nothing := func(func(data.Feature, error) bool) {}
	if err := (xlsx.Writer{}).Write(t.Context(), &whole, format.Export{Layers: []format.Layer{{Collection: data.Plots, Features: nothing}}}); err != nil {
		t.Fatal(err)
	}
	workbook, err := zip.NewReader(bytes.NewReader(whole.Bytes()), int64(whole.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var entries []any
	for _, f := range workbook.File {
		content, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var entry any = content
		if strings.HasPrefix(f.Name, "xl/worksheets/") && !strings.Contains(f.Name, "rels") {
			entry = swollen{`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`, 300, `</sheetData></worksheet>`}
		}
		entries = append(entries, f.Name, entry)
	}
	archive(entries...)(t, path)
}

// tampered writes a GeoPackage of one plot and does to it what the statements say.
func tampered(statements ...string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		file, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		plot := data.Feature{ID: "a", Collection: data.Plots.Name, Properties: map[string]any{"kind": "grave"}, Location: data.Location{Method: data.MethodUnknown}}
		features := func(yield func(data.Feature, error) bool) { yield(plot, nil) }
		err = gpkg.Writer{}.Write(t.Context(), file, format.Export{Layers: []format.Layer{{Collection: data.Plots, Features: features, Count: 1}}})
		if err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for _, statement := range statements {
			if _, err := db.ExecContext(t.Context(), statement); err != nil {
				t.Fatalf("%s: %v", statement, err)
			}
		}
	}
}

// headerOnly writes the first block of a real extract: a file that ends where its data
// would begin.
func headerOnly(t *testing.T, path string) {
	extract, err := os.ReadFile(delaware(t))
	if err != nil {
		t.Fatal(err)
	}
	head := int(binary.BigEndian.Uint32(extract)) + 4
	field := extract[head-1]
	if field&0x80 != 0 {
		t.Fatal("the header of the extract ends in an unexpected way")
	}
	body := int(field) // datasize is the last field of a BlobHeader: one byte, or two
	if prev := extract[head-2]; prev&0x80 != 0 {
		body = int(field)<<7 | int(prev&0x7f)
	}
	if err := os.WriteFile(path, extract[:head+body], 0o600); err != nil {
		t.Fatal(err)
	}
}

// oneLine writes a table whose second line is a gigabyte long.
func oneLine(t *testing.T, path string) {
	stream(t, path, io.MultiReader(literally("id,name,lon,lat\n1,"), zeros(1<<30)))
}

// giantRing writes an outline of ten million corners.
func giantRing(t *testing.T, path string) {
	corners := io.LimitReader(&cycle{text: "[135.1234567,48.1234567],[135.1234568,48.1234568],"}, 10_000_000*25)
	stream(t, path, io.MultiReader(literally(`{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[`), corners, literally(`[135.1234567,48.1234567]]]}}`)))
}

// cycle is a text over and over.
type cycle struct {
	text string
	at   int
}

func (c *cycle) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		k := copy(p[n:], c.text[c.at:])
		n += k
		c.at = (c.at + k) % len(c.text)
	}
	return n, nil
}

func stream(t *testing.T, path string, content io.Reader) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := io.Copy(file, content); err != nil {
		t.Fatal(err)
	}
}
