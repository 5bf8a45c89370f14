package xlsx

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/xuri/excelize/v2"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/formattest"
)

// annotated is a workbook handed back with "no. n" beside each record but the second.
func annotated(t *testing.T, file []byte, word string) []byte {
	t.Helper()
	var out bytes.Buffer
	in := format.Input{Name: "t.xlsx", ReadSeeker: bytes.NewReader(file), Size: int64(len(file))}
	err := (Reader{}).Annotate(context.Background(), in, sites, &out, func(n int) string {
		if n == 2 {
			return ""
		}
		return fmt.Sprintf("%s %d <&> _x0041_", word, n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestFindingsStandInAColumnOfTheirOwn(t *testing.T) {
	file := made(t, func(f *excelize.File) {
		rows(f, "Sheet1", []any{"Список"}, []any{"name", "lat", "lon"}, []any{"a", 48.123, 135.123}, []any{"b"}, []any{}, []any{"c", nil, nil, nil, "beside"})
		_, err := f.NewSheet("Notes")
		must(err)
		rows(f, "Notes", []any{"to whom it may concern"}, []any{"a", "b"})
		bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
		must(err, f.SetCellStyle("Sheet1", "A3", "A3", bold), f.SetColWidth("Sheet1", "A", "A", 33))
	})
	once := annotated(t, file, "no.")
	checkColumn(t, once, "no.")
	twice := annotated(t, once, "again")
	checkColumn(t, twice, "again")

	before, after := readAll(t, file, sites), readAll(t, twice, sites)
	if len(before.records) != len(after.records) {
		t.Fatalf("%d records, then %d", len(before.records), len(after.records))
	}
	for i, r := range after.records {
		r.Values = without(r.Values, data.FindingsColumn)
		if want := before.records[i]; r.Place != want.Place || !reflect.DeepEqual(r.Geometry, want.Geometry) || texts(r) != texts(want) {
			t.Errorf("record %d was %v, is %v", i+1, want, r)
		}
	}
}

func without(values []data.Value, name string) []data.Value {
	var kept []data.Value
	for _, v := range values {
		if v.Name != name {
			kept = append(kept, v)
		}
	}
	return kept
}

// checkColumn opens a workbook with the library.
func checkColumn(t *testing.T, file []byte, word string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{
		"F1": "", "F2": data.FindingsColumn, "F3": word + " 1 <&> _x0041_", "F4": "", "F6": word + " 3 <&> _x0041_", "G3": "", "E6": "beside", "A3": "a",
	} {
		if got, err := f.GetCellValue("Sheet1", cell); err != nil || got != want {
			t.Errorf("%s holds %q, %v; want %q", cell, got, err, want)
		}
	}
	if got, err := f.GetCellValue("Notes", "B2"); err != nil || got != "b" {
		t.Errorf("the other sheet holds %q, %v", got, err)
	}
	style := func(cell string) *excelize.Style {
		id, err := f.GetCellStyle("Sheet1", cell)
		must(err)
		s, err := f.GetStyle(id)
		must(err)
		return s
	}
	if s := style("F3"); len(s.Fill.Color) == 0 || s.Fill.Color[0] != "FFF2CC" {
		t.Errorf("the finding has the style %+v", s)
	}
	if s := style("A3"); s.Font == nil || !s.Font.Bold {
		t.Errorf("a cell of the file has lost its style: %+v", s)
	}
	if width, err := f.GetColWidth("Sheet1", "A"); err != nil || width != 33 {
		t.Errorf("a column has lost its width: %v, %v", width, err)
	}
}

func TestOtherPartsAreCopiedByteForByte(t *testing.T) {
	parts := func(file []byte) map[string]string {
		all := map[string]string{}
		repacked(t, file, func(name string, content []byte) []byte {
			all[name] = string(content)
			return content
		})
		return all
	}
	file := simple(t)
	before, after := parts(file), parts(annotated(t, file, "no."))
	for name, content := range before {
		if name != sheetPart && name != "xl/styles.xml" && after[name] != content {
			t.Errorf("%s differs", name)
		}
	}
	if len(before) != len(after) {
		t.Errorf("%d parts, then %d", len(before), len(after))
	}
	if len(after[sheetPart]) <= len(before[sheetPart]) || !strings.Contains(after[sheetPart], "no. 1 &lt;") {
		t.Errorf("the sheet is %s", after[sheetPart])
	}
}

// long is a polygon whose WKT is longer than a cell.
func long() orb.Polygon {
	var ring orb.Ring
	for i := range 3000 {
		ring = append(ring, orb.Point{131 + float64(i)/1e4, 48.1234567})
	}
	return orb.Polygon{append(ring, orb.Point{131.1, 49}, ring[0])}
}

func TestTextLongerThanACellComesBackWhole(t *testing.T) {
	f := data.Feature{ID: "a", Collection: "sites", Properties: map[string]any{"name": "Long"}, Geometry: long(), Extra: map[string]string{"remark": strings.Repeat("🪦", 40_000)}}
	file := written(t, data.Sites, []data.Feature{f})
	for what, file := range map[string][]byte{"as written": file, "annotated": annotated(t, file, "no.")} {
		r := readAll(t, file, sites)
		if len(r.rules) > 0 || len(r.records) != 1 || !reflect.DeepEqual(r.records[0].Geometry, orb.Geometry(long())) {
			t.Errorf("%s: the geometry differs; findings %v", what, r.rules)
			continue
		}
		if text := texts(r.records[0]); !strings.Contains(text, `{"remark":"`+strings.Repeat("🪦", 40_000)+`"}`) {
			t.Errorf("%s: the text differs: %.300s", what, text)
		}
	}
}

// written is an export of features.
func written(t *testing.T, c data.Collection, features []data.Feature) []byte {
	t.Helper()
	var out bytes.Buffer
	e := format.Export{Layers: []format.Layer{{Collection: c, Features: formattest.Stream(features), Count: -1}}, About: format.About{Title: c.Title, Program: "burialmap", Sources: []data.Feature{
		{ID: "list", Properties: map[string]any{"title": "An invented list", "licence": "CC BY 4.0"}},
	}}}
	if err := (Writer{}).Write(context.Background(), &out, e); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestExportIsMadeForPeople(t *testing.T) {
	f := data.Feature{ID: "007", Collection: "sites", Properties: map[string]any{"name": "=1+1", "burials": int64(12)}, Geometry: orb.Point{135.0825, 48.4825}}
	book, err := excelize.OpenReader(bytes.NewReader(written(t, data.Sites, []data.Feature{f})))
	if err != nil {
		t.Fatal(err)
	}
	if sheets := book.GetSheetList(); !reflect.DeepEqual(sheets, []string{"sites", "About"}) {
		t.Errorf("sheets %v", sheets)
	}
	panes, err := book.GetPanes("sites")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the header is not frozen: %+v, %v", panes, err)
	}
	columns := columnsOf(data.Sites)
	for i, c := range columns {
		cell, err := excelize.CoordinatesToCellName(i+1, 2)
		must(err)
		kind, err := book.GetCellType("sites", cell)
		must(err)
		formula, err := book.GetCellFormula("sites", cell)
		must(err)
		text := kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString
		if want := c.name == "id" || c.name == "name"; formula != "" || want && !text || (c.name == "burials" || c.name == "lon") && text {
			t.Errorf("%s is of type %v, with the formula %q", c.name, kind, formula)
		}
	}
	about, err := book.GetRows("About")
	if err != nil || !strings.Contains(fmt.Sprint(about), "An invented list") || !strings.Contains(fmt.Sprint(about), "Источники") {
		t.Errorf("About holds %v, %v", about, err)
	}
}
