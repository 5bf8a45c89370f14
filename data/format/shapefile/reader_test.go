package shapefile_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
	"burialmap/data/format/shapefile"
	"burialmap/data/formattest"
)

var plots = format.Options{Collection: data.Plots}

// shpFile is a .shp of shapes, each from its type on, with the .shx that fits.
func shpFile(kind int32, shapes ...[]byte) (file, index []byte) {
	head := func(length int) []byte {
		b := make([]byte, 100)
		binary.BigEndian.PutUint32(b, 9994)
		binary.BigEndian.PutUint32(b[24:], uint32(length/2))
		binary.LittleEndian.PutUint32(b[28:], 1000)
		binary.LittleEndian.PutUint32(b[32:], uint32(kind))
		return b
	}
	var body, entries []byte
	for i, s := range shapes {
		entries = binary.BigEndian.AppendUint32(entries, uint32(100+len(body))/2)
		entries = binary.BigEndian.AppendUint32(entries, uint32(len(s)/2))
		body = binary.BigEndian.AppendUint32(body, uint32(i+1))
		body = binary.BigEndian.AppendUint32(body, uint32(len(s)/2))
		body = append(body, s...)
	}
	return append(head(100+len(body)), body...), append(head(100+len(entries)), entries...)
}

func ints(b []byte, values ...int) []byte {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return b
}

func doubles(b []byte, values ...float64) []byte {
	for _, v := range values {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	return b
}

func pointShape(x, y float64) []byte { return doubles(ints(nil, 1), x, y) }

// partsShape is a line or polygon; a box of zeros is as good as any.
func partsShape(kind int, parts ...[]orb.Point) []byte {
	n := 0
	b := doubles(ints(nil, kind), 0, 0, 0, 0)
	for _, p := range parts {
		n += len(p)
	}
	b = ints(b, len(parts), n)
	n = 0
	for _, p := range parts {
		b = ints(b, n)
		n += len(p)
	}
	for _, part := range parts {
		for _, p := range part {
			b = doubles(b, p[0], p[1])
		}
	}
	return b
}

// field describes a field of a .dbf: name, type, width.
type field struct {
	name  string
	kind  byte
	width int
}

// dbf is a table; a row is its mark of deletion and its cells, each padded.
func dbf(driver byte, fields []field, rows ...[]string) []byte {
	width := 1
	b := append([]byte{3, 126, 11, 24}, bytes.Repeat([]byte{0}, 28)...)
	b[29] = driver
	for _, f := range fields {
		var d [32]byte
		copy(d[:11], f.name)
		d[11], d[16] = f.kind, byte(f.width)
		b = append(b, d[:]...)
		width += f.width
	}
	b = append(b, 0x0d)
	binary.LittleEndian.PutUint32(b[4:], uint32(len(rows)))
	binary.LittleEndian.PutUint16(b[8:], uint16(len(b)))
	binary.LittleEndian.PutUint16(b[10:], uint16(width))
	for _, r := range rows {
		b = append(b, r[0]...)
		for i, f := range fields {
			cell := r[i+1]
			b = append(b, cell...)
			b = append(b, strings.Repeat(" ", f.width-len(cell))...)
		}
	}
	return append(b, 0x1a)
}

func zipped(t testing.TB, files map[string][]byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(files[name])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

const degrees = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]`

// layerOf is a sound layer in an archive, from which cases take away.
func layerOf(table []byte, kind int32, shapes ...[]byte) map[string][]byte {
	file, index := shpFile(kind, shapes...)
	return map[string][]byte{"graves.shp": file, "graves.shx": index, "graves.dbf": table, "graves.prj": []byte(degrees)}
}

func names(rows ...string) []byte {
	var list [][]string
	for _, r := range rows {
		list = append(list, []string{r[:1], r[1:]})
	}
	return dbf(0, []field{{"NAME", 'C', 40}}, list...)
}

// read returns the records of an archive and the rules of findings about the file.
func read(t *testing.T, files map[string][]byte, opt format.Options) ([]data.Record, []string, error) {
	t.Helper()
	all, err := formattest.Read(shapefile.Reader{}, "graves.zip", zipped(t, files), opt)
	records, rules := formattest.Apart(all)
	return records, rules, err
}

func TestEveryShapeTypeBecomesItsGeometry(t *testing.T) {
	a, b, c := orb.Point{131, 48}, orb.Point{131.1, 48}, orb.Point{131.1, 48.1}
	z := func(shape []byte, kind byte, more ...float64) []byte {
		shape[0] = kind
		return doubles(shape, more...)
	}
	multipoint := func() []byte {
		return doubles(ints(doubles(ints(nil, 8), 0, 0, 0, 0), 2), 131, 48, 131.1, 48)
	}
	for name, c := range map[string]struct {
		shape []byte
		want  orb.Geometry
	}{
		"null":        {ints(nil, 0), nil},
		"point":       {pointShape(131, 48), a},
		"point Z":     {z(pointShape(131, 48), 11, 70, 0), a},
		"point M":     {z(pointShape(131, 48), 21, 5), a},
		"multipoint":  {multipoint(), orb.MultiPoint{a, b}},
		"multipointZ": {z(multipoint(), 18, 0, 1, 0, 1), orb.MultiPoint{a, b}},
		"line":        {partsShape(3, []orb.Point{a, b, c}), orb.LineString{a, b, c}},
		"lines":       {partsShape(3, []orb.Point{a, b}, []orb.Point{b, c}), orb.MultiLineString{{a, b}, {b, c}}},
		"line M":      {z(partsShape(3, []orb.Point{a, b}), 23, 0, 0, 0, 0), orb.LineString{a, b}},
		"polygon":     {partsShape(5, []orb.Point{a, c, b, a}), orb.Polygon{{a, b, c, a}}},
		"polygon Z":   {z(partsShape(5, []orb.Point{a, c, b, a}), 15, 0, 0, 0, 0, 0, 0), orb.Polygon{{a, b, c, a}}},
	} {
		records, rules, err := read(t, layerOf(names(" x"), 1, c.shape), plots)
		if err != nil || len(records) != 1 || records[0].Refused() || !orb.Equal(records[0].Geometry, c.want) {
			t.Errorf("%s: %v, %v; want %v", name, records, err, c.want)
		}
		if said := len(rules) > 0; said != strings.ContainsAny(name, "ZM") {
			t.Errorf("%s: said %v", name, rules)
		}
	}
}

// square runs clockwise, as the format wants outlines.
func square(x, y, size float64) []orb.Point {
	return []orb.Point{{x, y}, {x, y + size}, {x + size, y + size}, {x + size, y}, {x, y}}
}

func reversed(ps []orb.Point) []orb.Point {
	r := orb.Ring(append([]orb.Point(nil), ps...))
	r.Reverse()
	return r
}

func TestRingsBecomeOutlinesAndHolesByWhichLiesInWhich(t *testing.T) {
	outer, hole, island, apart := square(0, 0, 9), square(1, 1, 5), square(2, 2, 1), square(20, 0, 2)
	touching := square(0, 3, 2) // shares a side with outer
	for name, c := range map[string]struct {
		parts  [][]orb.Point
		want   [][]int // rings of each polygon
		turned bool
	}{
		"as the format wants":       {[][]orb.Point{outer, reversed(hole)}, [][]int{{0, 1}}, false},
		"all clockwise":             {[][]orb.Point{outer, hole}, [][]int{{0, 1}}, true},
		"all the other way":         {[][]orb.Point{reversed(outer), reversed(hole)}, [][]int{{0, 1}}, true},
		"exactly the wrong way":     {[][]orb.Point{reversed(outer), hole}, [][]int{{0, 1}}, true},
		"hole first":                {[][]orb.Point{reversed(hole), outer}, [][]int{{1, 0}}, false},
		"island in a hole":          {[][]orb.Point{outer, reversed(hole), island}, [][]int{{0, 1}, {2}}, false},
		"two apart":                 {[][]orb.Point{outer, apart}, [][]int{{0}, {1}}, false},
		"hole of the second":        {[][]orb.Point{apart, outer, reversed(hole)}, [][]int{{0}, {1, 2}}, false},
		"a hole without an outline": {[][]orb.Point{reversed(apart)}, [][]int{{0}}, true},
		"a hole at the outline":     {[][]orb.Point{outer, reversed(touching)}, [][]int{{0, 1}}, false},
		"the same outline twice":    {[][]orb.Point{outer, outer}, [][]int{{0}, {1}}, false},
	} {
		records, rules, err := read(t, layerOf(names(" x"), 5, partsShape(5, c.parts...)), plots)
		if err != nil || len(records) != 1 {
			t.Fatalf("%s: %v, %v", name, records, err)
		}
		var want orb.MultiPolygon
		for _, rings := range c.want {
			var p orb.Polygon
			for i, k := range rings {
				r := orb.Ring(append([]orb.Point(nil), c.parts[k]...))
				if (r.Orientation() == orb.CCW) != (i == 0) {
					r.Reverse()
				}
				p = append(p, r)
			}
			want = append(want, p)
		}
		got := records[0].Geometry
		if p, one := got.(orb.Polygon); one {
			got = orb.MultiPolygon{p}
		}
		if !orb.Equal(got, want) {
			t.Errorf("%s:\n got %v\nwant %v", name, got, want)
		}
		if turned := strings.Contains(fmt.Sprint(rules), "ring_orientation"); turned != c.turned {
			t.Errorf("%s: said %v", name, rules)
		}
	}
}

func TestValuesComeByTheTypeOfTheirField(t *testing.T) {
	table := dbf(0, []field{{"text", 'C', 10}, {"count", 'N', 8}, {"share", 'F', 12}, {"day", 'D', 8}, {"yes", 'L', 1}, {"lotnumber", 'N', 20}},
		[]string{" ", "a b", "   12", "-1.5e3", "19460131", "T", "12345678901234567890"},
		[]string{" ", "", "", "", "", "?", "0"},
		[]string{" ", "", "********", "0.25", "00000000", "n", ""},
		[]string{" ", "", "x1", "", "1946    ", "F", ""})
	records, rules, err := read(t, layerOf(table, 1, pointShape(1, 1), pointShape(1, 1), pointShape(1, 1), pointShape(1, 1)), plots)
	if err != nil || len(records) != 4 {
		t.Fatal(records, err)
	}
	for i, want := range []string{
		"[{text a b} {count 12} {share -1500} {day 1946-01-31} {yes true} {lotnumber 12345678901234567890}]",
		"[{lotnumber 0}]",
		"[{share 0.25} {yes false}]",
		"[{count x1} {day 1946} {yes false}]",
	} {
		if got := fmt.Sprint(records[i].Values); got != want {
			t.Errorf("row %d: %s, want %s", i+1, got, want)
		}
	}
	if len(rules) > 0 {
		t.Errorf("said %v", rules)
	}
}

func TestNamesComeThroughEveryEncodingHoweverItIsStated(t *testing.T) {
	for _, c := range []struct {
		encoding, cpg string
		driver        byte
		rule          string
	}{
		{"utf-8", "UTF-8", 0, ""}, {"utf-8", "", 0, ""}, {"utf-8", "65001", 0, ""}, {"utf-8", "UTF8\r\n", 0x57, ""},
		{"utf-8", "1251", 0, "encoding_differs"}, {"utf-8", "", 0xc9, "encoding_differs"},
		{"windows-1251", "1251", 0, ""}, {"windows-1251", "CP1251", 0, ""}, {"windows-1251", "windows-1251", 0, ""},
		{"windows-1251", "ANSI 1251", 0, ""}, {"windows-1251", "LDID/201", 0, ""}, {"windows-1251", "", 0xc9, ""},
		{"windows-1251", "", 0, ""}, {"windows-1251", "", 0x57, ""}, {"windows-1251", "UTF-8", 0, "encoding_differs"},
		{"windows-1251", "my own", 0, "encoding_unknown"},
		{"ibm866", "866", 0, ""}, {"ibm866", "", 0x26, ""}, {"ibm866", "", 0x65, ""}, {"ibm866", "", 0, ""}, {"ibm866", "IBM866", 0, ""},
		{"shift_jis", "SJIS", 0, ""}, {"shift_jis", "932", 0, ""}, {"shift_jis", "", 0x13, ""}, {"shift_jis", "", 0x7b, ""},
		{"iso-2022-jp", "ISO-2022-JP", 0, ""}, {"iso-2022-jp", "50220", 0, ""}, {"iso-2022-jp", "", 0, ""}, {"iso-2022-jp", "UTF-8", 0, "encoding_differs"},
		{"shift_jis", "Shift_JIS", 0, ""}, {"shift_jis", "", 0, ""}, {"shift_jis", "windows-31J", 0, ""}, {"shift_jis", "UTF-8", 0, "encoding_differs"},
	} {
		want := "Посёлок Хурмули"
		if strings.Contains(c.encoding, "j") {
			want = "フルムリ村墓地"
		}
		text := want
		if enc, _ := charset.Named(c.encoding); enc != nil {
			text, _ = enc.NewEncoder().String(want)
		}
		files := layerOf(dbf(c.driver, []field{{"NAME", 'C', 40}}, []string{" ", text}), 1, pointShape(131, 48))
		if c.cpg != "" {
			files["graves.cpg"] = []byte(c.cpg)
		}
		records, rules, err := read(t, files, plots)
		if err != nil || len(records) != 1 || len(records[0].Values) != 1 || records[0].Values[0].Value != want {
			t.Errorf("%+v: %v, %v", c, records, err)
		}
		if got := strings.Join(rules, " "); got != c.rule {
			t.Errorf("%+v: said %q", c, got)
		}
	}
}

func TestNamesOfFieldsCutWithinALetterLoseOnlyThat(t *testing.T) {
	table := dbf(0, []field{{"ФАМИЛИЯ"[:9], 'C', 9}, {"ИМЯ", 'C', 9}}, []string{" ", "Хурмули"[:9], "а"})
	records, rules, err := read(t, layerOf(table, 1, pointShape(1, 1)), plots)
	if err != nil || fmt.Sprint(records[0].Values) != "[{ФАМИ Хурм} {ИМЯ а}]" || fmt.Sprint(rules) != "[text_cut]" {
		t.Errorf("%v, %v, %v", records, rules, err)
	}
}

func TestMissingPartsAreFindings(t *testing.T) {
	whole := func() map[string][]byte {
		return layerOf(names(" a", " b"), 1, pointShape(131, 48), pointShape(132, 48))
	}
	for _, c := range []struct{ missing, rule string }{
		{"shx", "shx_missing"}, {"dbf", "dbf_missing"}, {"prj", "crs_missing"}, {"shp", "shp_missing"},
	} {
		files := whole()
		delete(files, "graves."+c.missing)
		records, rules, err := read(t, files, plots)
		if err != nil || len(records) != 2 || fmt.Sprint(rules) != "["+c.rule+"]" {
			t.Errorf("without .%s: %v, %v, %v", c.missing, records, rules, err)
			continue
		}
		if located := records[1].Geometry != nil; located != (c.missing != "shp") {
			t.Errorf("without .%s: at %v", c.missing, records[1].Geometry)
		}
		if named := len(records[1].Values) == 1; named != (c.missing != "dbf") {
			t.Errorf("without .%s: %v", c.missing, records[1].Values)
		}
	}
}

func TestMetresWithoutPrjAreAnErrorUnlessTheSystemIsNamed(t *testing.T) {
	files := layerOf(names(" a", " b"), 1, pointShape(131, 48), pointShape(5500000, 5300000))
	delete(files, "graves.prj")
	if _, _, err := read(t, files, plots); err == nil || !strings.Contains(err.Error(), "--crs") {
		t.Errorf("metres are taken: %v", err)
	}
	opt := plots
	opt.CRS = "EPSG:28425"
	records, rules, err := read(t, files, opt)
	if err != nil || len(records) != 2 || len(rules) != 0 || records[1].Geometry != (orb.Point{5500000, 5300000}) {
		t.Errorf("%v, %v, %v", records, rules, err)
	}
}

func TestThePrjNamesTheSystemOfEachRecord(t *testing.T) {
	files := layerOf(names(" a"), 1, pointShape(5500000, 5300000))
	files["graves.prj"] = []byte("\ufeffPROJCS[\"Pulkovo 1942 / Gauss-Kruger zone 25\"]\n")
	records, _, err := read(t, files, plots)
	if err != nil || records[0].CRS != `PROJCS["Pulkovo 1942 / Gauss-Kruger zone 25"]` {
		t.Errorf("%v, %v", records, err)
	}
}

func TestBlankRowsArePassedOverAndCounted(t *testing.T) {
	records, rules, err := read(t, layerOf(names(" a", " ", " "), 1, ints(nil, 0), ints(nil, 0), pointShape(1, 1)), plots)
	if err != nil || len(records) != 2 || records[0].Geometry != nil || records[1].Place != "row 3" || fmt.Sprint(rules) != "[blank_rows]" {
		t.Errorf("%v, %v, %v", records, rules, err)
	}
}

func TestDeletedRowsAreLeftOutWithTheirShapesAndCounted(t *testing.T) {
	all, err := formattest.Read(shapefile.Reader{}, "g.zip", zipped(t, layerOf(names(" a", "*b", "*c", " d"), 1, pointShape(1, 1), pointShape(2, 2), pointShape(3, 3), pointShape(4, 4))), plots)
	records, rules := formattest.Apart(all)
	if err != nil || len(records) != 2 || records[1].Geometry != (orb.Point{4, 4}) || records[1].Number != 2 || records[1].Place != "row 4" || fmt.Sprint(rules) != "[deleted]" {
		t.Errorf("%v, %v, %v", records, rules, err)
	}
	if last := all[len(all)-1].Problems[0]; !strings.HasPrefix(last.Message, "2 rows") {
		t.Errorf("said %v", last)
	}
}

func TestTheIndexGivesTheOrderOfShapes(t *testing.T) {
	files := layerOf(names(" a", " b", " c"), 1, pointShape(1, 1), pointShape(2, 2), pointShape(3, 3))
	x := files["graves.shx"]
	first := append([]byte(nil), x[100:108]...)
	copy(x[100:108], x[108:116])
	copy(x[108:116], first)
	records, rules, err := read(t, files, plots)
	if err != nil || len(rules) > 0 || records[0].Geometry != (orb.Point{2, 2}) || records[1].Geometry != (orb.Point{1, 1}) || records[2].Geometry != (orb.Point{3, 3}) {
		t.Errorf("%v, %v, %v", records, rules, err)
	}
	copy(files["graves.shp"][100:], []byte{0, 0, 0, 7})
	delete(files, "graves.shx")
	if _, _, err := read(t, files, plots); err == nil {
		t.Error("without index the numbers of shapes out of order are taken")
	}
}

func TestCountsThatDifferAreSaid(t *testing.T) {
	for name, files := range map[string]map[string][]byte{
		"a row more":   layerOf(names(" a", " b"), 1, pointShape(1, 1)),
		"a shape more": layerOf(names(" a"), 1, pointShape(1, 1), pointShape(2, 2)),
	} {
		records, rules, err := read(t, files, plots)
		if err != nil || len(records) != 2 || fmt.Sprint(rules) != "[counts_differ]" {
			t.Errorf("%s: %v, %v, %v", name, records, rules, err)
		}
	}
}

func TestShapesThatCannotBeReadAreRefusedAlone(t *testing.T) {
	good := pointShape(2, 2)
	huge := partsShape(5, square(0, 0, 1))
	copy(huge[36:], ints(nil, 1, 0x7fffffff))
	negative := partsShape(5, square(0, 0, 1))
	copy(negative[36:], ints(nil, -1, -1))
	many := partsShape(5, square(0, 0, 1))
	copy(many[36:], ints(nil, 5, 5))
	backwards := partsShape(3, square(0, 0, 1), square(1, 1, 1))
	copy(backwards[44:], ints(nil, 5, 0))
	big := make([]orb.Point, format.MaxPositions+1)
	bigger := make([]orb.Point, 600_000)
	for name, c := range map[string]struct {
		shape []byte
		rule  string
	}{
		"multipatch":           {ints(nil, 31, 0), "multipatch"},
		"unknown":              {ints(nil, 77, 0), "shape_type"},
		"point cut":            {ints(nil, 1, 0), "shape_damaged"},
		"two billion points":   {huge, "too_large"},
		"negative counts":      {negative, "too_large"},
		"more parts than room": {many, "shape_damaged"},
		"parts backwards":      {backwards, "shape_damaged"},
		"too many points":      {partsShape(3, big), "too_large"},
		"far too many points":  {partsShape(5, bigger), "too_large"},
	} {
		records, _, err := read(t, layerOf(names(" a", " b"), 1, c.shape, good), plots)
		if err != nil || len(records) != 2 || !records[0].Refused() || records[0].Problems[0].Rule != c.rule || records[1].Refused() {
			t.Errorf("%s: %.500v, %v; want %s", name, records, err, c.rule)
		}
	}
}

func TestLayersInFoldersAreReadOneAfterTheOther(t *testing.T) {
	files := map[string][]byte{"readme.txt": []byte("x"), "old.zip": []byte("PK"), "list.csv": []byte("a"), "__MACOSX/a/._Graves.shp": []byte("x")}
	for name, content := range layerOf(names(" a"), 1, pointShape(1, 1)) {
		files["a/"+strings.Replace(name, "graves", "Graves", 1)] = content
		files["b/"+strings.ToUpper(name)] = content
		files["c/"+name] = content
	}
	all, err := formattest.Read(shapefile.Reader{}, "g.zip", zipped(t, files), plots)
	records, rules := formattest.Apart(all)
	if err != nil || len(records) != 3 || fmt.Sprint(rules) != "[nested_archive other_files]" {
		t.Fatalf("%v, %v, %v", records, rules, err)
	}
	layers := map[string]bool{}
	for i, r := range records {
		layers[r.Layer] = true
		if r.Number != i+1 {
			t.Errorf("record %d has the number %d", i+1, r.Number)
		}
	}
	if len(layers) != 3 || !layers["a/Graves"] || !layers["b/GRAVES"] {
		t.Errorf("layers %v", layers)
	}
	opt := plots
	opt.Layer = "c/graves"
	if records, _, err := read(t, files, opt); err != nil || len(records) != 1 {
		t.Errorf("one layer: %v, %v", records, err)
	}
	opt.Layer = "d"
	if _, _, err := read(t, files, opt); err == nil || !strings.Contains(err.Error(), "a/Graves") {
		t.Errorf("a layer that is not there: %v", err)
	}
}

func TestFilesThatCannotBeTrusted(t *testing.T) {
	sound := func() map[string][]byte { return layerOf(names(" a", " b"), 1, pointShape(1, 1), pointShape(2, 2)) }
	with := func(name string, change func([]byte) []byte) []byte {
		files := sound()
		files[name] = change(append([]byte(nil), files[name]...))
		return zipped(t, files)
	}
	cut := func(n int) func([]byte) []byte { return func(b []byte) []byte { return b[:len(b)-n] } }
	bomb := sound()
	bomb["graves.dbf"] = append(bomb["graves.dbf"], make([]byte, 100<<20)...)
	many := sound()
	for i := range 300 {
		many[fmt.Sprintf("%d.txt", i)] = nil
	}
	climbing := func(name string) []byte {
		files := sound()
		files[name] = []byte("x")
		return zipped(t, files)
	}
	for name, file := range map[string][]byte{
		"empty":               nil,
		"zip without layers":  zipped(t, map[string][]byte{"a.txt": nil}),
		"zip cut":             zipped(t, sound())[:600],
		"shp cut":             with("graves.shp", cut(10)),
		"shp of no header":    with("graves.shp", cut(100)),
		"dbf cut":             with("graves.dbf", cut(30)),
		"dbf of no header":    with("graves.dbf", func(b []byte) []byte { return b[:20] }),
		"dbf rows too narrow": with("graves.dbf", func(b []byte) []byte { b[10] = 3; return b }),
		"bomb":                zipped(t, bomb),
		"many entries":        zipped(t, many),
		"parent folder":       climbing("../graves.cpg"),
		"within":              climbing("a/../../graves.cpg"),
		"absolute":            climbing("/etc/graves.cpg"),
		"backslash":           climbing(`..\graves.cpg`),
		"drive":               climbing(`C:graves.cpg`),
	} {
		records, err := formattest.Read(shapefile.Reader{}, "g.zip", file, plots)
		if err == nil {
			t.Errorf("%s: read as %v", name, records)
		}
	}
}

func TestABareShpIsReadWithItsSiblings(t *testing.T) {
	files := layerOf(names(" a"), 1, pointShape(131, 48))
	in := format.Input{Name: "graves.shp", ReadSeeker: bytes.NewReader(files["graves.shp"]), Size: int64(len(files["graves.shp"]))}
	for beside, rules := range map[bool]string{true: "[]", false: "[crs_missing shx_missing dbf_missing]"} {
		if in.Sibling = nil; beside {
			in.Sibling = func(ext string) (io.ReadSeekCloser, error) {
				content, ok := files["graves."+ext]
				if !ok {
					return nil, nil
				}
				return closing{bytes.NewReader(content)}, nil
			}
		}
		var all []data.Record
		for r, err := range (shapefile.Reader{}).Read(context.Background(), in, plots) {
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, r)
		}
		records, said := formattest.Apart(all)
		if len(records) != 1 || records[0].Geometry != (orb.Point{131, 48}) || len(records[0].Values) == 1 != beside || fmt.Sprint(said) != rules {
			t.Errorf("siblings %v: %v, %v", beside, records, said)
		}
	}
}

type closing struct{ *bytes.Reader }

func (closing) Close() error { return nil }

func TestAFileIsDescribedBeforeItIsRead(t *testing.T) {
	file := zipped(t, layerOf(names(" Посёлок"), 1, pointShape(131, 48)))
	d, err := shapefile.Reader{}.Describe(context.Background(), format.Input{Name: "g.zip", ReadSeeker: bytes.NewReader(file), Size: int64(len(file))}, plots)
	if got := fmt.Sprintf("%+v %v", d, err); got != "{Encoding:utf-8 CRS: Layers:[{Name:graves Records:1 Geometry:Point CRS: Columns:[NAME]}] Carried:<nil>} <nil>" {
		t.Error(got)
	}
}

func TestOnlyShapefilesAreRecognised(t *testing.T) {
	files := layerOf(names(" a"), 1, pointShape(131, 48))
	for name, c := range map[string]struct {
		file []byte
		want bool
	}{
		"zip": {zipped(t, files), true}, "shp": {files["graves.shp"], true}, "dbf": {files["graves.dbf"], true},
		"shx is like a shp": {files["graves.shx"], true}, "zip of something else": {zipped(t, map[string][]byte{"xl/workbook.xml": []byte("<a/>")}), false},
		"text": {[]byte("name,lat,lon\n" + strings.Repeat("a,1,2\n", 20)), false}, "nothing": {nil, false},
	} {
		if got := (shapefile.Reader{}).Sniff(c.file); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// ogr2ogr makes a Shapefile with GDAL.
func ogr2ogr(t *testing.T, geojson string, arguments ...string) []byte {
	t.Helper()
	folder := t.TempDir()
	in := filepath.Join(folder, "in.geojson")
	if err := os.WriteFile(in, []byte(geojson), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(folder, "graves.shp")
	formattest.Run(t, "", "ogr2ogr", append(arguments, "-f", "ESRI Shapefile", out, in)...)
	files := map[string][]byte{}
	for _, ext := range []string{"shp", "shx", "dbf", "prj", "cpg"} {
		if content, err := os.ReadFile(filepath.Join(folder, "graves."+ext)); err == nil {
			files["graves."+ext] = content
		}
	}
	return zipped(t, files)
}

func TestWhatGDALWritesIsRead(t *testing.T) {
	const collection = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Хурмули","burials":12,"share":0.5,"ja":"フルムリ"},"geometry":{"type":"MultiPolygon","coordinates":[[[[131,48],[131.9,48],[131.9,48.9],[131,48.9],[131,48]],[[131.1,48.1],[131.1,48.2],[131.2,48.2],[131.2,48.1],[131.1,48.1]]],[[[133,48],[133.1,48],[133.1,48.1],[133,48]]]]}},
{"type":"Feature","properties":{"name":null,"burials":null,"share":null,"ja":null},"geometry":null}]}`
	want := orb.MultiPolygon{
		{{{131, 48}, {131.9, 48}, {131.9, 48.9}, {131, 48.9}, {131, 48}}, {{131.1, 48.1}, {131.1, 48.2}, {131.2, 48.2}, {131.2, 48.1}, {131.1, 48.1}}},
		{{{133, 48}, {133.1, 48}, {133.1, 48.1}, {133, 48}}},
	}
	for _, encoding := range []string{"UTF-8", "CP1251"} {
		all, err := formattest.Read(shapefile.Reader{}, "g.zip", ogr2ogr(t, collection, "-lco", "ENCODING="+encoding), plots)
		records, rules := formattest.Apart(all)
		if err != nil || len(records) != 1 || fmt.Sprint(rules) != "[blank_rows]" || records[0].CRS != "" {
			t.Fatalf("%s: %v, %v, %v", encoding, records, rules, err)
		}
		multi, _ := records[0].Geometry.(orb.MultiPolygon)
		if len(multi) != 2 || !sameRings(multi, want) {
			t.Errorf("%s: at %v, want %v", encoding, records[0].Geometry, want)
		}
		if values := fmt.Sprint(records[0].Values); !strings.HasPrefix(values, "[{name Хурмули} {burials 12} {share 0.5}") || encoding == "UTF-8" && !strings.Contains(values, "{ja フルムリ}") {
			t.Errorf("%s: %s", encoding, values)
		}
	}
}

// sameRings compares outlines by area and bound: GDAL begins a ring where it likes.
func sameRings(a, b orb.MultiPolygon) bool {
	for i := range a {
		for k := range a[i] {
			if len(a[i]) != len(b[i]) || a[i][k].Bound() != b[i][k].Bound() || len(a[i][k]) != len(b[i][k]) {
				return false
			}
		}
	}
	return true
}

func FuzzRead(f *testing.F) {
	files := layerOf(names(" a", "*b", " Хурмули"), 5, partsShape(5, square(0, 0, 9), reversed(square(1, 1, 2))), pointShape(1, 1), ints(nil, 0))
	f.Add(zipped(f, files))
	f.Add(files["graves.shp"])
	f.Add(files["graves.dbf"])
	f.Fuzz(func(t *testing.T, file []byte) {
		if complaint := formattest.Survive(shapefile.Reader{}, file, data.Plots); complaint != "" {
			t.Error(complaint)
		}
	})
}
