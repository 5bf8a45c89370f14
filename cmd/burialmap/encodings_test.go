package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
	"burialmap/data/format/flatgeobuf"
	"burialmap/data/format/gpkg"
	"burialmap/data/format/shapefile"
	"burialmap/data/format/xlsx"
	"burialmap/data/formattest"
)

// The names of invented sites, by what an encoding can hold.
var (
	russianNames  = []string{"Выдумка, посёлок Горин", "Небывалое у реки", "ВЫМЫШЛЕННОЕ КЛАДБИЩЕ"}
	japaneseNames = []string{"架空の村墓地", "ブカチャーチャ第1支部の墓地", "想像上の日本人墓地"}
	mixedNames    = []string{"Выдумка, посёлок Горин", "架空の村墓地", "Großes Café"}
	latinNames    = []string{"Café imaginaire près du lac", "Erfundene Große Straße", "Cementerio inventado nº 3"}
)

// testEncoding is a row of the table.
type testEncoding struct {
	title string
	label string // as --encoding and XML declarations take it
	mark  string // before the text
	names []string
	// How a table of dBase states it; empty and 0 where nothing does.
	cpg    string
	driver byte
}

var testEncodings = []testEncoding{
	{title: "utf-8", label: "utf-8", names: mixedNames, cpg: "UTF-8"},
	{title: "utf-8 with mark", label: "utf-8", mark: charset.ByteOrderMark, names: mixedNames, cpg: "UTF-8"},
	{title: "utf-16le", label: "utf-16le", names: mixedNames},
	{title: "utf-16be", label: "utf-16be", names: mixedNames},
	{title: "windows-1251", label: "windows-1251", names: russianNames, cpg: "1251", driver: 0xc9},
	{title: "koi8-r", label: "koi8-r", names: russianNames, cpg: "KOI8-R"},
	{title: "ibm866", label: "ibm866", names: russianNames, cpg: "866", driver: 0x65},
	{title: "shift_jis", label: "shift_jis", names: japaneseNames, cpg: "SJIS", driver: 0x7b},
	{title: "euc-jp", label: "euc-jp", names: japaneseNames, cpg: "EUC-JP"},
	{title: "iso-2022-jp", label: "iso-2022-jp", names: japaneseNames, cpg: "ISO-2022-JP"},
	{title: "windows-1252", label: "windows-1252", names: latinNames, cpg: "1252", driver: 0x03},
}

// bytes is a text in the encoding.
func (e testEncoding) bytes(t *testing.T, text string) []byte {
	t.Helper()
	enc, err := charset.Named(e.label)
	if err != nil {
		t.Fatal(err)
	}
	if enc == nil {
		return []byte(e.mark + text)
	}
	b, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s cannot hold %q", e.label, text)
	}
	return b
}

// testFormat is a column of the table: how a file is made of the names. Where the format
// has no such file, that is nil.
type testFormat struct {
	title, file string
	make        func(t *testing.T, e testEncoding) []byte
}

var testFormats = []testFormat{
	{"csv ,", "a.csv", separated(",")},
	{"csv ;", "a.csv", separated(";")},
	{"tsv", "a.tsv", separated("\t")},
	{"dbf, .cpg", "a.zip", func(t *testing.T, e testEncoding) []byte { return e.shapefile(t, e.cpg, 0, e.cpg != "") }},
	{"dbf, driver", "a.zip", func(t *testing.T, e testEncoding) []byte { return e.shapefile(t, "", e.driver, e.driver != 0) }},
	{"dbf, neither", "a.zip", func(t *testing.T, e testEncoding) []byte { return e.shapefile(t, "", 0, e.cpg != "") }},
	{"kml", "a.kml", markup(`<kml xmlns="http://www.opengis.net/kml/2.2"><Document>`,
		`<Placemark id="%d"><name>%s</name><Point><coordinates>135.0825,48.4825</coordinates></Point></Placemark>`, `</Document></kml>`)},
	{"gpx", "a.gpx", markup(`<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">`,
		`<wpt lat="48.4825" lon="135.0825"><cmt>%d</cmt><name>%s</name></wpt>`, `</gpx>`)},
	{"osm", "a.osm", markup(`<osm version="0.6"><node id="1" lat="48.1" lon="135.1"/><node id="2" lat="48.1" lon="135.2"/><node id="3" lat="48.2" lon="135.2"/>`,
		`<way id="%d"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="landuse" v="cemetery"/><tag k="name" v="%s"/></way>`, `</osm>`)},
	{"geojson", "a.geojson", func(t *testing.T, e testEncoding) []byte {
		var features []string
		for i, name := range e.names {
			features = append(features, fmt.Sprintf(`{"type":"Feature","id":"%d","geometry":{"type":"Point","coordinates":[135.0825,48.4825]},"properties":{"name":%q}}`, i+1, name))
		}
		return e.bytes(t, `{"type":"FeatureCollection","features":[`+strings.Join(features, ",\n")+`]}`)
	}},
	{"gpkg", "a.gpkg", exportedBy(gpkg.Writer{})},
	{"fgb", "a.fgb", exportedBy(flatgeobuf.Writer{})},
	{"xlsx", "a.xlsx", func(t *testing.T, e testEncoding) []byte {
		if e.label != charset.UTF8 || e.mark != "" {
			return nil // XLSX has its texts in UTF-8, and nothing that writes it any other
		}
		return exportedBy(xlsx.Writer{})(t, e)
	}},
}

func separated(by string) func(*testing.T, testEncoding) []byte {
	return func(t *testing.T, e testEncoding) []byte {
		text := strings.Join([]string{"id", "name", "lat", "lon"}, by) + "\r\n"
		for i, name := range e.names {
			text += strings.Join([]string{fmt.Sprint(i + 1), `"` + name + `"`, "48.4825", "135.0825"}, by) + "\r\n"
		}
		return e.bytes(t, text)
	}
}

// markup is XML that declares its encoding.
func markup(head, record, tail string) func(*testing.T, testEncoding) []byte {
	return func(t *testing.T, e testEncoding) []byte {
		declared := e.label
		if strings.HasPrefix(declared, "utf-16") {
			declared = "utf-16" // which end comes first its mark says
		}
		text := `<?xml version="1.0" encoding="` + declared + `"?>` + "\n" + head
		for i, name := range e.names {
			text += "\n" + fmt.Sprintf(record, i+1, name)
		}
		return e.bytes(t, text+tail)
	}
}

// features are the records as a store has them, with names in the bytes of the encoding: so
// a program writes them that does not know what its format asks for.
func (e testEncoding) features(t *testing.T) []data.Feature {
	var list []data.Feature
	for i, name := range e.names {
		list = append(list, data.Feature{
			ID: fmt.Sprint(i + 1), Collection: data.Sites.Name, Geometry: orb.Point{135.0825, 48.4825},
			Properties: map[string]any{"name": string(e.bytes(t, name))},
		})
	}
	return list
}

// exportedBy is a file of a format whose texts are in UTF-8, whatever the encoding.
func exportedBy(w format.Writer) func(*testing.T, testEncoding) []byte {
	return func(t *testing.T, e testEncoding) []byte {
		features := e.features(t)
		var b bytes.Buffer
		layer := format.Layer{Collection: data.Sites, Count: len(features), Features: func(yield func(data.Feature, error) bool) {
			for _, f := range features {
				if !yield(f, nil) {
					return
				}
			}
		}}
		if err := w.Write(context.Background(), &b, format.Export{Layers: []format.Layer{layer}}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
}

// shapefile is a zipped one with a table in the encoding, nil if there is no such thing.
func (e testEncoding) shapefile(t *testing.T, cpg string, driver byte, is bool) []byte {
	t.Helper()
	if !is || e.mark != "" {
		return nil
	}
	made := exportedBy(shapefile.Writer{})(t, testEncoding{label: charset.UTF8, names: latinNames})
	in, err := zip.NewReader(bytes.NewReader(made), int64(len(made)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, file := range in.File {
		base, ok := strings.CutSuffix(file.Name, ".shp")
		if !ok {
			continue
		}
		copyMember(t, out, in, base+".shp")
		copyMember(t, out, in, base+".shx")
		copyMember(t, out, in, base+".prj")
		addMember(t, out, base+".dbf", e.dbf(t, driver))
		if cpg != "" {
			addMember(t, out, base+".cpg", []byte(cpg))
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func copyMember(t *testing.T, out *zip.Writer, in *zip.Reader, name string) {
	t.Helper()
	file, err := in.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	addMember(t, out, name, content)
}

func addMember(t *testing.T, out *zip.Writer, name string, content []byte) {
	t.Helper()
	w, err := out.Create(name)
	if err == nil {
		_, err = w.Write(content)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// dbf is a table of dBase III with the fields ID and NAME.
func (e testEncoding) dbf(t *testing.T, driver byte) []byte {
	const width = 80
	head := [32]byte{0: 3, 1: 126, 2: 11, 3: 24, 29: driver}
	b := append([]byte(nil), head[:]...)
	for _, f := range []struct {
		name  string
		width byte
	}{{"ID", 4}, {"NAME", width}} {
		field := [32]byte{11: 'C', 16: f.width}
		copy(field[:], f.name)
		b = append(b, field[:]...)
	}
	b = append(b, '\r')
	binary.LittleEndian.PutUint32(b[4:], uint32(len(e.names)))
	binary.LittleEndian.PutUint16(b[8:], uint16(len(b)))
	binary.LittleEndian.PutUint16(b[10:], 1+4+width)
	for i, name := range e.names {
		text := e.bytes(t, name)
		b = fmt.Appendf(b, " %-4d%s%s", i+1, text, strings.Repeat(" ", width-len(text)))
	}
	return append(b, 0x1a)
}

// wrong is what must never come out: names that are not those of the file, without a word.
const wrong = "WRONG"

// cell is what an import makes of a file: whether every name is exact, and which rules or
// which error say something about it. The second result is the error in full.
func cell(t *testing.T, f testFormat, e testEncoding, named string) (outcome, message string) {
	t.Helper()
	file := f.make(t, e)
	if file == nil {
		return "", ""
	}
	opt := format.ImportOptions{Options: format.Options{Collection: data.Sites, Encoding: named}}
	if f.title == "osm" {
		opt.Collection = data.Cemeteries
	}
	var rules []string
	opt.Problem = func(p data.Problem) error {
		if rule := p.Rule; !slices.Contains(rules, rule) && (p.Severity == data.Refused || p.Record == 0 || rule == "control_character") {
			rules = append(rules, rule)
			message = p.Message
		}
		return nil
	}
	store := formattest.NewMemory()
	in := format.Input{Name: f.file, ReadSeeker: bytes.NewReader(file), Size: int64(len(file))}
	report, err := format.Import(context.Background(), store, formats(), in, opt)
	if err != nil {
		return "error", err.Error()
	}
	var names []string
	for _, feature := range store.All(opt.Collection.Name) {
		names = append(names, feature.Text("name"))
	}
	slices.Sort(names)
	said := strings.Join(rules, " ")
	switch {
	case slices.Equal(names, slices.Sorted(slices.Values(e.names))):
		return strings.TrimSpace("exact " + said), message
	case report.Refused == len(e.names):
		return "refused " + said, message
	case said == "control_character":
		return "warned " + said, message
	}
	return wrong, fmt.Sprintf("%q said %s", names, said)
}

// TestUTF8ThatIsCalledAnotherEncodingIsToldOf names the wrong encoding for files that can
// be in several.
func TestUTF8ThatIsCalledAnotherEncodingIsToldOf(t *testing.T) {
	for _, f := range testFormats[:9] {
		for _, named := range []string{"windows-1251", "ibm866", "shift_jis"} {
			if f.make(t, testEncodings[0]) == nil {
				continue
			}
			outcome, message := cell(t, f, testEncodings[0], named)
			if !strings.Contains(outcome+message, "encoding") {
				t.Errorf("%s, called %s: %s: %s", f.title, named, outcome, message)
			}
		}
	}
}

// TestNamesInEveryEncodingComeExactlyOrNotAtAll imports three invented records in each
// encoding and format, with the encoding found and with it named. A name that comes in
// otherwise than the file has it must have been told of. The outcomes are those of
// testdata/encodings.txt.
func TestNamesInEveryEncodingComeExactlyOrNotAtAll(t *testing.T) {
	header := table.Row{"found → named"}
	for _, f := range testFormats {
		header = append(header, f.title)
	}
	matrix := newTable(header...)
	var said []string
	for _, e := range testEncodings {
		row := table.Row{e.title}
		for _, f := range testFormats {
			found, why := cell(t, f, e, "")
			named, whyNamed := cell(t, f, e, e.label)
			for _, message := range []string{why, whyNamed} {
				if message != "" {
					said = append(said, fmt.Sprintf("%s, %s: %s", e.title, f.title, message))
				}
			}
			if found != named {
				found += " → " + named
			}
			if strings.Contains(found, wrong) {
				t.Errorf("%s in %s: %s: %s %s", e.title, f.title, found, why, whyNamed)
			}
			row = append(row, found)
		}
		matrix.AppendRow(row)
	}
	got := matrix.Render() + "\n"
	t.Logf("\n%s\n%s", got, strings.Join(slices.Compact(said), "\n"))
	want, err := os.ReadFile("testdata/encodings.txt")
	if err != nil || got != string(want) {
		t.Errorf("testdata/encodings.txt is not what comes out, which is above: %v\n%s", err, want)
	}
}
