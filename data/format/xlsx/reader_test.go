package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/xuri/excelize/v2"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/formattest"
)

var sites = format.Options{Collection: data.Sites}

// made is a workbook that fill has made with the library.
func made(t *testing.T, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	file, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// must is for calls on workbooks in tests.
func must(errs ...error) {
	for _, err := range errs {
		if err != nil {
			panic(err)
		}
	}
}

// rows sets rows of a sheet from its first.
func rows(f *excelize.File, sheet string, rows ...[]any) {
	for i, row := range rows {
		must(f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row))
	}
}

// result is what came of a file: its records, findings about the file, and rules met.
type result struct {
	records []data.Record
	rules   []string // with the record's number: "2 cell_error"
}

func readAll(t *testing.T, file []byte, opt format.Options) result {
	t.Helper()
	all, err := formattest.Read(Reader{}, "t.xlsx", file, opt)
	if err != nil {
		t.Fatal(err)
	}
	var r result
	for _, record := range all {
		if record.Number > 0 {
			r.records = append(r.records, record)
		}
		for _, p := range record.Problems {
			r.rules = append(r.rules, fmt.Sprintf("%d %s", record.Number, p.Rule))
		}
	}
	return r
}

// texts are the values of a record as "column=value".
func texts(r data.Record) string {
	var all []string
	for _, v := range r.Values {
		all = append(all, fmt.Sprintf("%s=%v", v.Name, v.Value))
	}
	return strings.Join(all, " ")
}

func TestCellsComeAsTheyAreMeant(t *testing.T) {
	style := func(f *excelize.File, cell, code string) {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		must(err, f.SetCellStyle("Sheet1", cell, cell, id))
	}
	for name, c := range map[string]struct {
		cell func(f *excelize.File)
		want string
		rule string
	}{
		"text with zeros before it": {func(f *excelize.File) { must(f.SetCellStr("Sheet1", "B2", "0042")) }, "0042", ""},
		"a whole number":            {func(f *excelize.File) { must(f.SetCellInt("Sheet1", "B2", 1946)) }, "1946", ""},
		"a number shown rounded": {func(f *excelize.File) {
			must(f.SetCellFloat("Sheet1", "B2", 48.4825123, -1, 64))
			style(f, "B2", "0.00")
		}, "48.4825123", ""},
		"a number shown with zeros":     {func(f *excelize.File) { must(f.SetCellInt("Sheet1", "B2", 42)); style(f, "B2", "0000") }, "0042", ""},
		"a binary fraction":             {func(f *excelize.File) { must(f.SetCellDefault("Sheet1", "B2", "48.482500000000002")) }, "48.4825", ""},
		"a number in scientific script": {func(f *excelize.File) { must(f.SetCellDefault("Sheet1", "B2", "2.5458123E7")) }, "25458123", ""},
		"more digits than are kept":     {func(f *excelize.File) { must(f.SetCellDefault("Sheet1", "B2", "1.2345678901234567E19")) }, "12345678901234567000", "number_digits"},
		"a date":                        {func(f *excelize.File) { must(f.SetCellInt("Sheet1", "B2", 16803)); style(f, "B2", "dd.mm.yyyy") }, "1946-01-01", ""},
		"a built-in date": {func(f *excelize.File) {
			must(f.SetCellInt("Sheet1", "B2", 16803))
			s, err := f.NewStyle(&excelize.Style{NumFmt: 14})
			must(err, f.SetCellStyle("Sheet1", "B2", "B2", s))
		}, "1946-01-01", ""},
		"a Japanese date": {func(f *excelize.File) {
			must(f.SetCellInt("Sheet1", "B2", 16803))
			style(f, "B2", `[$-411]ggge"年"m"月"d"日"`)
		}, "1946-01-01", ""},
		"a date and a time": {func(f *excelize.File) {
			must(f.SetCellFloat("Sheet1", "B2", 16803.75, -1, 64))
			style(f, "B2", "yyyy-mm-dd hh:mm")
		}, "1946-01-01T18:00:00", ""},
		"a time":                       {func(f *excelize.File) { must(f.SetCellFloat("Sheet1", "B2", 0.75, -1, 64)); style(f, "B2", "h:mm") }, "18:00:00", ""},
		"a length of time":             {func(f *excelize.File) { must(f.SetCellFloat("Sheet1", "B2", 1.5, -1, 64)); style(f, "B2", "[h]:mm") }, "1.5", ""},
		"words with a d in the format": {func(f *excelize.File) { must(f.SetCellInt("Sheet1", "B2", 7)); style(f, "B2", `0" dead"`) }, "7", ""},
		"money in red":                 {func(f *excelize.File) { must(f.SetCellInt("Sheet1", "B2", 7)); style(f, "B2", `[Red]#,##0.00\d`) }, "7", ""},
		"the first days of 1900":       {func(f *excelize.File) { must(f.SetCellInt("Sheet1", "B2", 59)); style(f, "B2", "yyyy") }, "1900-02-28", ""},
		"a number that is no day":      {func(f *excelize.File) { must(f.SetCellInt("Sheet1", "B2", 99999999)); style(f, "B2", "yyyy") }, "99999999", ""},
		"true":                         {func(f *excelize.File) { must(f.SetCellBool("Sheet1", "B2", true)) }, "true", ""},
		"rich text": {func(f *excelize.File) {
			must(f.SetCellRichText("Sheet1", "B2", []excelize.RichTextRun{{Text: "Хур"}, {Text: "мули", Font: &excelize.Font{Bold: true}}}))
		}, "Хурмули", ""},
		"a formula without its result": {func(f *excelize.File) { must(f.SetCellFormula("Sheet1", "B2", "1+1")) }, "", "formula_without_value"},
		"text like a formula":          {func(f *excelize.File) { must(f.SetCellStr("Sheet1", "B2", "=1+1")) }, "=1+1", ""},
		"an escaped character":         {func(f *excelize.File) { must(f.SetCellStr("Sheet1", "B2", "_x0041_ _x005F_x0041_")) }, "A _x0041_", ""},
	} {
		file := made(t, func(f *excelize.File) {
			rows(f, "Sheet1", []any{"name", "remark"}, []any{"a"})
			c.cell(f)
		})
		r := readAll(t, file, sites)
		want := "name=a"
		if c.want != "" {
			want += " remark=" + c.want
		}
		if len(r.records) != 1 || texts(r.records[0]) != want {
			t.Errorf("%s: got %v, want %s", name, r.records, want)
		}
		if c.rule == "" && len(r.rules) > 0 || c.rule != "" && !slices.Equal(r.rules, []string{"1 " + c.rule}) {
			t.Errorf("%s: findings %v, want %q", name, r.rules, c.rule)
		}
	}
}

func TestDatesOfOldMacintoshWorkbooks(t *testing.T) {
	file := made(t, func(f *excelize.File) {
		yes := true
		must(f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
		rows(f, "Sheet1", []any{"name", "remark"}, []any{"a", 15341})
		id, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(err, f.SetCellStyle("Sheet1", "B2", "B2", id))
	})
	if got := texts(readAll(t, file, sites).records[0]); got != "name=a remark=1946-01-01" {
		t.Errorf("got %s", got)
	}
}

func TestHeaderIsFoundBelowTitles(t *testing.T) {
	file := made(t, func(f *excelize.File) {
		rows(f, "Sheet1", []any{"Список мест захоронения"}, []any{}, []any{"Хабаровский край", 1946},
			[]any{"Название", "Широта", "Долгота", "Захоронено"},
			[]any{"Хурмули", 50.9825, 136.8925, 12}, []any{}, []any{"Горин", 51.1925, 136.6625})
	})
	r := readAll(t, file, sites)
	if len(r.records) != 2 || r.records[1].Geometry != (orb.Point{136.6625, 51.1925}) || r.records[1].Place != "sheet Sheet1, row 7" || r.records[1].Number != 2 {
		t.Errorf("got %+v", r.records)
	}
	if !slices.Equal(r.rules, []string{"0 title_rows"}) {
		t.Errorf("findings %v", r.rules)
	}
}

func TestSheetsAreLayers(t *testing.T) {
	file := made(t, func(f *excelize.File) {
		rows(f, "Sheet1", []any{"name", "burials"}, []any{"a", 1})
		for _, name := range []string{"Лист2", "Пусто", "Notes"} {
			_, err := f.NewSheet(name)
			must(err)
		}
		rows(f, "Лист2", []any{"name", "remark"}, []any{"b", "x"}, []any{"c", "y"})
		rows(f, "Notes", []any{"to whom it may concern"}, []any{"a", "b"})
		must(f.SetSheetVisible("Лист2", false))
	})
	r := readAll(t, file, sites)
	if len(r.records) != 3 || r.records[0].Layer != "Sheet1" || r.records[2].Layer != "Лист2" || r.records[2].Number != 3 {
		t.Errorf("got %+v", r.records)
	}
	if !slices.Equal(r.rules, []string{"0 hidden_sheet", "0 sheet_skipped"}) {
		t.Errorf("findings %v", r.rules)
	}
	opt := sites
	opt.Layer = "Лист2"
	if r := readAll(t, file, opt); len(r.records) != 2 {
		t.Errorf("one sheet: %+v", r.records)
	}
	opt.Layer = "Лист9"
	if _, err := formattest.Read(Reader{}, "t.xlsx", file, opt); err == nil || !strings.Contains(err.Error(), "Лист2") {
		t.Errorf("a sheet that is not there: %v", err)
	}
}

func TestDescribeListsTheSheetsThatAreTables(t *testing.T) {
	file := made(t, func(f *excelize.File) {
		rows(f, "Sheet1", []any{"Места захоронения"}, []any{"Название", "Широта", nil, "Долгота"}, []any{"a", 1, 2, 3}, []any{"b"})
		for _, name := range []string{"Notes", "Empty"} {
			_, err := f.NewSheet(name)
			must(err)
		}
		rows(f, "Notes", []any{"to whom it may concern"}, []any{"a", "b"})
	})
	for _, opt := range []format.Options{sites, {}} {
		d, err := (Reader{}).Describe(context.Background(), format.Input{Name: "t.xlsx", ReadSeeker: bytes.NewReader(file), Size: int64(len(file))}, opt)
		want := format.LayerInfo{Name: "Sheet1", Records: 2, Columns: []string{"Название", "Широта", "column 3", "Долгота"}}
		if err != nil || len(d.Layers) != 1 || !reflect.DeepEqual(d.Layers[0], want) {
			t.Errorf("got %+v, %v", d, err)
		}
	}
}

func TestMergedCellsCountForEachOfTheirRows(t *testing.T) {
	file := made(t, func(f *excelize.File) {
		rows(f, "Sheet1", []any{"id", "name", "region", "burials"}, []any{1, "a", "Хабаровский край", 30}, []any{nil, "b"}, []any{2, "c"}, []any{3, "d", "Амурская область", 4})
		must(f.MergeCell("Sheet1", "C2", "C4"), f.MergeCell("Sheet1", "D2", "D3"), f.MergeCell("Sheet1", "A2", "A3"))
	})
	r := readAll(t, file, sites)
	want := []string{"id=1 name=a region=Хабаровский край burials=30", "name=b region=Хабаровский край", "id=2 name=c region=Хабаровский край", "id=3 name=d region=Амурская область burials=4"}
	for i, record := range r.records {
		if got := texts(record); got != want[i] {
			t.Errorf("record %d: got %s, want %s", i+1, got, want[i])
		}
	}
	if !slices.Equal(r.rules, []string{"2 merged_cells", "2 merged_cells", "2 merged_cells", "3 merged_cells"}) {
		t.Errorf("findings %v", r.rules)
	}
}

func TestWhatSpreadsheetsDoToValuesIsFound(t *testing.T) {
	file := made(t, func(f *excelize.File) {
		rows(f, "Sheet1", []any{"name", "lat", "lon", "burials"}, []any{"a", 48.5, 135, 3}, []any{"b"}, []any{"c", 48.5, 135, 3, nil, "beside"}, []any{"d"})
		id, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(err, f.SetCellStyle("Sheet1", "D2", "D2", id), f.SetRowVisible("Sheet1", 5, false), f.SetColVisible("Sheet1", "B", false))
		must(f.SetCellFormula("Sheet1", "D5", "NA()"))
	})
	file = edited(t, file, "xl/worksheets/sheet1.xml", `<c r="D5" t="str"><f>NA()</f></c>`, `<c r="D5" t="e"><f>NA()</f><v>#N/A</v></c>`)
	r := readAll(t, file, sites)
	if !slices.Equal(r.rules, []string{"1 date_for_number", "3 row_length", "4 cell_error", "0 hidden_rows", "0 hidden_columns"}) {
		t.Errorf("findings %v", r.rules)
	}
	if texts(r.records[0]) != "name=a burials=1900-01-03" || texts(r.records[2]) != "name=c burials=3 column 6=beside" || texts(r.records[3]) != "name=d burials (error)=#N/A" {
		t.Errorf("got %v", r.records)
	}
}

// edited replaces words in a part of a workbook.
func edited(t *testing.T, file []byte, part, old, replacement string) []byte {
	t.Helper()
	found := false
	file = repacked(t, file, func(name string, content []byte) []byte {
		if name == part {
			found = bytes.Contains(content, []byte(old))
			return bytes.ReplaceAll(content, []byte(old), []byte(replacement))
		}
		return content
	})
	if !found {
		t.Fatalf("%s does not hold %q", part, old)
	}
	return file
}

// repacked is an archive with other contents; nil leaves a part out.
func repacked(t *testing.T, file []byte, change func(name string, content []byte) []byte) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(err)
	var to bytes.Buffer
	w := zip.NewWriter(&to)
	for _, part := range from.File {
		r, err := part.Open()
		must(err)
		var content bytes.Buffer
		_, err = content.ReadFrom(r)
		must(err)
		changed := change(part.Name, content.Bytes())
		if changed == nil {
			continue
		}
		entry, err := w.Create(part.Name)
		must(err)
		_, err = entry.Write(changed)
		must(err)
	}
	must(w.Close())
	return to.Bytes()
}

func FuzzRead(f *testing.F) {
	book := excelize.NewFile()
	rows(book, "Sheet1", []any{"name", "lat", "lon", "burials"}, []any{"a", 48.5, 135, true})
	must(book.MergeCell("Sheet1", "A2", "A3"))
	file, err := book.WriteToBuffer()
	must(err)
	f.Add(file.Bytes())
	f.Fuzz(func(t *testing.T, file []byte) {
		if complaint := formattest.Survive(Reader{}, file, data.Sites); complaint != "" {
			t.Error(complaint)
		}
	})
}

// FuzzReadSheet packs any bytes as a sheet, so that what lies below the archive is met.
func FuzzReadSheet(f *testing.F) {
	empty := excelize.NewFile()
	file, err := empty.WriteToBuffer()
	must(err)
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c t="s"><v>0</v></c></row><row><c s="3"><f>A1</f><v>1e300</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A4"/></mergeCells></worksheet>`))
	f.Fuzz(func(t *testing.T, sheet []byte) {
		packed := repacked(t, file.Bytes(), func(name string, content []byte) []byte {
			if name == "xl/worksheets/sheet1.xml" {
				return sheet
			}
			return content
		})
		if complaint := formattest.Survive(Reader{}, packed, data.Sites); complaint != "" {
			t.Error(complaint)
		}
	})
}
