package csv

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

var sites = format.Options{Collection: data.Sites}

// read returns all records of a text.
func read(text string, opt format.Options) ([]data.Record, error) {
	var records []data.Record
	in := format.Input{Name: "t.csv", ReadSeeker: strings.NewReader(text), Size: int64(len(text))}
	for r, err := range (Reader{}).Read(context.Background(), in, opt) {
		if err != nil {
			return records, err
		}
		records = append(records, r)
	}
	return records, nil
}

// one returns the only record of a text.
func one(t *testing.T, text string, opt format.Options) data.Record {
	t.Helper()
	records, err := read(text, opt)
	if err != nil || len(records) != 1 {
		t.Fatalf("%d records, %v; want one", len(records), err)
	}
	return records[0]
}

// assembled applies the rules as an import does.
func assembled(t *testing.T, r data.Record, c data.Collection) (data.Feature, []data.Problem) {
	t.Helper()
	m, err := data.NewMapping(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	return data.Rules{Collection: c, File: "t.csv", Mapping: m}.Assemble(r)
}

func TestEveryDocumentedSiteIsKept(t *testing.T) {
	text, err := os.ReadFile("testdata/documented_sites.csv")
	if err != nil {
		t.Fatal(err)
	}
	records, err := read(string(text), sites)
	if err != nil || len(records) != 9 {
		t.Fatalf("%d records, %v; want 9", len(records), err)
	}
	located := 0
	for _, r := range records {
		f, problems := assembled(t, r, data.Sites)
		for _, p := range problems {
			if p.Severity == data.Refused {
				t.Errorf("refused: %v", p)
			}
		}
		if f.Geometry != nil {
			located++
		}
		if f.ID == "kharagun" {
			if _, ok := f.Properties["burials"]; ok || f.Extra["burials"] != "500+ (515 Bn: 221)" {
				t.Errorf("burials in words: %v, extra %v", f.Properties, f.Extra)
			}
			if f.Properties["recovered"] != int64(396) || f.Text("ministry_no") != "3054;3055;3013;3057" || f.Text("name_ja") != "ハラグン 第515,516,519,520労働大隊" {
				t.Errorf("got %v", f.Properties)
			}
		}
		if f.Extra["sources"] == "" {
			t.Errorf("%s has lost the addresses of its sources", f.ID)
		}
	}
	if located != 5 {
		t.Errorf("%d located, want 5: the others have no coordinates", located)
	}
}

func TestSamePlaceInEveryNotation(t *testing.T) {
	want := orb.Point{135.0825, 48.4825}
	for _, text := range []string{
		"lat,lon\n48.4825,135.0825\n",
		"Широта;Долгота\n48,4825;135,0825\n",
		"緯度,経度\n４８．４８２５,１３５．０８２５\n",
		"latitude\tlongitude\n48°28′57″ N\t135°04′57″ E\n",
		"LATITUDE|LONGITUDE\nN 48 28 57|E 135 04 57\n",
		"широта;долгота\n48°28'57\" с.ш.;135°04'57\" в. д.\n",
		"北緯,東経\n北緯48度28分57秒,東経135度4分57秒\n",
		"lat,lon\n48:28:57,135:04:57\n",
		"lat,lon\n48d28m57sN,135d4m57sE\n",
		"lat,lon\n48 28.95,135 4.95\n",
		"wkt\nPOINT (135.0825 48.4825)\n",
		"geometry\nSRID=4326;POINT Z (135.0825 48.4825 70)\n",
		"\ufeffx,y\r\n135.0825,48.4825\r\n",
		"sep=;\ny;x\n48.4825;135.0825\n",
	} {
		r := one(t, text, sites)
		p, ok := r.Geometry.(orb.Point)
		if !ok || max(p[0]-want[0], want[0]-p[0], p[1]-want[1], want[1]-p[1]) > 1e-9 {
			t.Errorf("%q is at %v with %v, want %v", text, r.Geometry, r.Problems, want)
		}
	}
}

func TestNamesComeThroughEveryEncoding(t *testing.T) {
	table := func(names ...string) string {
		text := "Название;Номер\n"
		for i := range 40 {
			text += fmt.Sprintf("%s;%d\n", names[i%len(names)], i)
		}
		return text
	}
	russian := []string{"Хурмули, лагерное отделение", "Вершино-Дарасунский", "посёлок Горин у железной дороги", "кладбище военнопленных"}
	capitals := []string{"ХУРМУЛИ", "ВЕРШИНО-ДАРАСУНСКИЙ", "СТАНЦИЯ НОВАЯ", "КЛАДБИЩЕ ВОЕННОПЛЕННЫХ"}
	japanese := []string{"フルムリ村墓地", "ハバロフスク日本人墓地", "第23収容所第1支部", "ｶﾀﾞﾗ第1墓地"}
	for name, c := range map[string]struct{ encoding, text, first string }{
		"utf-8":            {"utf-8", table(russian...), russian[0]},
		"utf-8 Japanese":   {"utf-8", table(japanese...), japanese[0]},
		"windows-1251":     {"windows-1251", table(russian...), russian[0]},
		"1251 capitals":    {"windows-1251", strings.ToUpper(table(capitals...)), capitals[0]},
		"koi8-r":           {"koi8-r", table(russian...), russian[0]},
		"ibm866":           {"ibm866", table(russian...), russian[0]},
		"shift_jis":        {"shift_jis", strings.Replace(table(japanese...), "Название;Номер", "名称;番号", 1), japanese[0]},
		"utf-16 with mark": {"utf-16", table(russian...), russian[0]},
	} {
		encoded := c.text
		if e, _ := charset.Named(c.encoding); c.encoding == "utf-16" {
			encoded, _ = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(c.text)
		} else if e != nil {
			var err error
			if encoded, err = e.NewEncoder().String(c.text); err != nil {
				t.Fatal(name, err)
			}
		}
		records, err := read(encoded, sites)
		if err != nil || len(records) != 40 || records[0].Values[0].Value != c.first {
			t.Errorf("%s: %d records, %v, first %v; want %s", name, len(records), err, records[:min(1, len(records))], c.first)
		}
	}
}

func TestOneNameFarDownDecidesTheEncoding(t *testing.T) {
	text := "name,burials\n" + strings.Repeat("Grave row in the forest,12\n", 20000)
	encoded, _ := charmap.Windows1251.NewEncoder().String(text + "Посёлок Хурмули,3\n")
	records, err := read(encoded, sites)
	if err != nil || len(records) != 20001 || records[20000].Values[0].Value != "Посёлок Хурмули" {
		t.Fatalf("%d records, %v, last %v", len(records), err, records[len(records)-1].Values)
	}
}

func TestNamedEncodingIsTakenAtItsWord(t *testing.T) {
	encoded, _ := charmap.Windows1251.NewEncoder().String("name\nХурмули\n")
	opt := sites
	opt.Encoding = "UTF-8"
	r := one(t, encoded, opt)
	if _, problems := assembled(t, r, data.Sites); len(problems) != 1 || problems[0].Rule != "utf8" || problems[0].Severity != data.Refused {
		t.Errorf("windows-1251 called UTF-8 gives %v", problems)
	}
	opt.Encoding = "klingon"
	if _, err := read(encoded, opt); err == nil {
		t.Error("an unknown encoding was taken")
	}
}

func TestRowsThatAreOdd(t *testing.T) {
	const header = "id,name,lat,lon\n"
	for _, c := range []struct {
		name, row, rule string
		severity        data.Severity
		located         bool
	}{
		{"no position", "1,a,,", "", "", false},
		{"half a position", "1,a,48.1,", "position_incomplete", data.Warning, false},
		{"words", "1,a,see plan,see plan", "position_words", data.Warning, false},
		{"NaN", "1,a,NaN,135.1", "finite", data.Refused, false},
		{"hexadecimal", "1,a,0x30,135.1", "finite", data.Refused, false},
		{"underscore", "1,a,4_8,135.1", "finite", data.Refused, false},
		{"too great", "1,a,1e400,135.1", "finite", data.Refused, false},
		{"swapped", "1,a,135.083,48.482", "axes_swapped", data.Refused, false},
		{"swapped by letter", "1,a,135.083 E,48.482 N", "axes_swapped", data.Refused, false},
		{"swapped in Europe", "1,a,50.447,30.513", "axes_swapped", "", true},
		{"swapped Kyiv", "1,a,30.513,50.447", "axes_swapped", data.Warning, true},
		{"out of range", "1,a,98.123,35.123", "range", data.Refused, false},
		{"degrees.minutes", "1,a,51.48,113.48", "degrees_minutes", data.Warning, true},
		{"decimal degrees", "1,a,51.48,113.4800", "", "", true},
		{"DMS is never taken for degrees.minutes", "1,a,51°15′,113°30′", "", "", true},
		{"nowhere", "1,a,0,0", "zero_position", data.Warning, true},
		{"short row", "1,a,48.123", "row_length", data.Warning, false},
		{"long row", "1,a,48.123,131.123,more", "row_length", data.Warning, true},
		{"stray quote", `1,"a"b,48.123,131.123`, "quotes", data.Refused, false},
		{"quote within", `1,a"b",48.123,131.123`, "", "", true},
	} {
		f, problems := assembled(t, one(t, header+c.row+"\n", sites), data.Sites)
		if c.severity == "" {
			if len(problems) > 0 {
				t.Errorf("%s: %v, want nothing said", c.name, problems)
			}
		} else if len(problems) == 0 || problems[0].Rule != c.rule || problems[0].Severity != c.severity {
			t.Errorf("%s: %v, want %s as %s", c.name, problems, c.rule, c.severity)
		}
		if located := f.Geometry != nil; located != c.located {
			t.Errorf("%s: located is %v, want %v", c.name, located, c.located)
		}
	}
}

func TestNothingOfARowIsLost(t *testing.T) {
	text := "id,name,lat,lon,name,,remark\n1,a,see plan,12,b,c,d,e\n"
	f, _ := assembled(t, one(t, text, sites), data.Sites)
	for column, want := range map[string]string{"lat": "see plan", "lon": "12", "name": "b", "column 6": "c", "remark": "d", "column 8": "e"} {
		if f.Extra[column] != want {
			t.Errorf("extra %q is %q, want %q: %v", column, f.Extra[column], want, f.Extra)
		}
	}
	if f.ID != "1" || f.Text("name") != "a" {
		t.Errorf("got %+v", f)
	}
}

func TestStatedColumnsGoFirst(t *testing.T) {
	opt := sites
	opt.Map = map[string]string{"lon": "Y (восток)", "lat": "X (север)", "name": "объект"}
	r := one(t, "объект,X (север),Y (восток),x,y\nа,48.4825,135.0825,1,2\n", opt)
	if r.Geometry != (orb.Point{135.0825, 48.4825}) {
		t.Errorf("at %v with %v", r.Geometry, r.Problems)
	}
	opt.Map = map[string]string{"name": "missing"}
	if _, err := read("name\na\n", opt); err == nil || !strings.Contains(err.Error(), "missing") {
		t.Errorf("a stated column that is missing gives %v", err)
	}
}

func TestFilesThatCannotBeTrusted(t *testing.T) {
	for name, text := range map[string]string{
		"empty":               "",
		"blank":               " \n\n",
		"unknown columns":     "q,r\n1,2\n",
		"quote never ends":    "name,lat\n\"a,1\nb,2\n",
		"last row cut short":  "name,lat,lon\na,48.1,131.1\nb,48",
		"header in no quotes": "\"name\"x,lat\n1,2\n",
		"too many cells":      "name\n" + strings.Repeat(",", maxColumns+1),
		"JSON":                `{"name":"lat"}`,
		"binary":              "name\x00\xff\xfe\x80\x81\x9d\xff\xff\n",
	} {
		if records, err := read(text, sites); err == nil {
			t.Errorf("%s: no error, records %v", name, records)
		}
	}
}

func TestSniffIsSure(t *testing.T) {
	for text, want := range map[string]bool{
		"name,lat,lon\na,1,2\n":  true,
		"Название;Широта\nа;1\n": true,
		"name\na\n":              true,
		"p;q;r\n1;2;3\n4;5;6\n":  true,
		"":                       false,
		"just a line of text":    false,
		"Dear Sir,\nthis is a letter, not a table.": false,
		`{"type":"FeatureCollection"}`:              false,
		"<kml/>":                                    false,
		"SQLite format 3\x00":                       false,
	} {
		if got := (Reader{}).Sniff([]byte(text)); got != want {
			t.Errorf("Sniff(%q) is %v", text, got)
		}
	}
}

// endless is a line that never ends, made as it is read.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	if e.read == 0 {
		copy(p, "name\n")
	}
	e.read += int64(len(p))
	return len(p), nil
}
func (e *endless) Seek(offset int64, _ int) (int64, error) { e.read = offset; return offset, nil }

func TestEndlessLineIsAnErrorSoon(t *testing.T) {
	line := &endless{}
	opt := sites
	opt.Encoding = "utf-8"
	for _, err := range (Reader{}).Read(context.Background(), format.Input{ReadSeeker: line}, opt) {
		if err == nil {
			t.Fatal("a record came of it")
		}
		if line.read > format.MaxRecordBytes+1<<20 {
			t.Errorf("%d bytes were read before giving up", line.read)
		}
		return
	}
	t.Fatal("nothing came of it")
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("name,lat,lon\na,48.1,131.2\n"))
	f.Add([]byte("Название;Широта;Долгота\n\"а;б\";48,1;131°12′ в.д.\n"))
	f.Add([]byte("id\twkt\n1\tPOLYGON ((0 0, 1 0, 1 1, 0 0))\n"))
	f.Add([]byte("\xff\xfen\x00a\x00m\x00e\x00\n\x00"))
	f.Add([]byte("\x96\xbc\x8f\xcc,lat\n\x83n,1\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		records, err := read(string(text), sites)
		for i, r := range records {
			if r.Number != i+1 {
				t.Fatalf("record %d is numbered %d", i+1, r.Number)
			}
			assembled(t, r, data.Sites)
		}
		if err == nil && len(text) == 0 {
			t.Error("nothing is a table")
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString("id,kind,occupancy,burials,period,lon,lat,accuracy_m,row\n")
	for i := range 20000 {
		fmt.Fprintf(&text, "g-%d,grave,pow,1,1945/1948,%.7f,%.7f,2.5,ряд %d\n", i, 131+float64(i)*1e-5, 48.1, i/50)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if records, err := read(text.String(), format.Options{Collection: data.Plots}); err != nil || len(records) != 20000 {
			b.Fatal(len(records), err)
		}
	}
	b.ReportMetric(20000*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

// long is a table of so many rows, made as it is read.
type long struct {
	rows, at int
	pending  []byte
}

func (l *long) Read(p []byte) (int, error) {
	for len(l.pending) == 0 {
		switch l.at++; {
		case l.at == 1:
			l.pending = []byte("id,name,lat,lon\n")
		case l.at > l.rows+1:
			return 0, io.EOF
		default:
			l.pending = fmt.Appendf(nil, "g-%d,ряд %d,48.123456,131.123456\n", l.at, l.at/50)
		}
	}
	n := copy(p, l.pending)
	l.pending = l.pending[n:]
	return n, nil
}

func (l *long) Seek(int64, int) (int64, error) { l.at, l.pending = 0, nil; return 0, nil }

func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	const rows = 60_000
	var early, late runtime.MemStats
	n := 0
	for r, err := range (Reader{}).Read(context.Background(), format.Input{Name: "long.csv", ReadSeeker: &long{rows: rows}}, sites) {
		if err != nil || r.Refused() {
			t.Fatal(r, err)
		}
		switch n++; n {
		case rows / 10:
			runtime.GC()
			runtime.ReadMemStats(&early)
		case rows:
			runtime.GC()
			runtime.ReadMemStats(&late)
		}
	}
	if n != rows {
		t.Fatalf("%d records, want %d", n, rows)
	}
	if grown := int64(late.HeapAlloc) - int64(early.HeapAlloc); grown > 1<<20 {
		t.Errorf("after %d more records the reader holds %d bytes more", rows*9/10, grown)
	}
}
