package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"burialmap/data/formattest"
)

const sheetPart = "xl/worksheets/sheet1.xml"

// simple is a workbook with one record.
func simple(t *testing.T) []byte {
	t.Helper()
	return made(t, func(f *excelize.File) { rows(f, "Sheet1", []any{"name", "burials"}, []any{"a", 1}) })
}

// withPart is a workbook in which a part holds something else.
func withPart(t *testing.T, part, content string) []byte {
	t.Helper()
	return repacked(t, simple(t), func(name string, old []byte) []byte {
		if name == part {
			return []byte(content)
		}
		return old
	})
}

func sheetOf(rows string) string { return `<worksheet><sheetData>` + rows + `</sheetData></worksheet>` }

const headerRow = `<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c r="B1" t="inlineStr"><is><t>burials</t></is></c></row>`

// liar is an archive whose directory gives a part a smaller size than it has.
func liar(t *testing.T) []byte {
	t.Helper()
	file := withPart(t, sheetPart, sheetOf(headerRow+strings.Repeat(`<row><c t="n"><v>1</v></c></row>`, 1000)))
	for at := 0; ; {
		i := bytes.Index(file[at:], []byte("PK\x01\x02"))
		if i < 0 {
			t.Fatal("no such part")
		}
		entry := file[at+i:]
		if n := int(binary.LittleEndian.Uint16(entry[28:])); string(entry[46:46+n]) == sheetPart {
			binary.LittleEndian.PutUint32(entry[24:], 2000)
			return file
		}
		at += i + 4
	}
}

// bomb is a part of so many spaces, packed a thousandfold.
func bomb(t *testing.T, part string, megabytes int) []byte {
	t.Helper()
	var to bytes.Buffer
	w := zip.NewWriter(&to)
	from, err := zip.NewReader(bytes.NewReader(simple(t)), int64(len(simple(t))))
	must(err)
	for _, p := range from.File {
		if p.Name != part {
			must(w.Copy(p))
		}
	}
	w.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	entry, err := w.Create(part)
	must(err)
	for range megabytes {
		_, err = entry.Write(bytes.Repeat([]byte(" "), 1<<20))
		must(err)
	}
	must(w.Close())
	return to.Bytes()
}

func manyEntries(t *testing.T) []byte {
	t.Helper()
	var to bytes.Buffer
	w := zip.NewWriter(&to)
	for i := range maxEntries + 1 {
		_, err := w.Create(fmt.Sprint("xl/", i))
		must(err)
	}
	must(w.Close())
	return to.Bytes()
}

func withEntry(t *testing.T, name string) []byte {
	t.Helper()
	var to bytes.Buffer
	w := zip.NewWriter(&to)
	_, err := w.Create(name)
	must(err, w.Close())
	return to.Bytes()
}

func TestFilesThatCannotBeTrusted(t *testing.T) {
	encrypted := oleMark + strings.Repeat("\x00", 600) + string(utf16le("EncryptedPackage")) + strings.Repeat("\x00", 600)
	for name, c := range map[string]struct {
		file []byte
		want string // in the error
	}{
		"nothing":                       {nil, "empty"},
		"text":                          {[]byte("name,lat\na,1\n"), "no workbook"},
		"a workbook behind a password":  {[]byte(encrypted), "password"},
		"a workbook of Excel 97":        {[]byte(oleMark + strings.Repeat("\x00", 2000)), ".xls"},
		"a file cut short":              {simple(t)[:3000], "cut short"},
		"an archive of something else":  {withEntry(t, "doc.kml"), "no workbook"},
		"an OpenDocument file":          {withEntry(t, "content.xml"), "OpenDocument"},
		"a name that climbs":            {withEntry(t, "../../etc/passwd"), "named"},
		"a name that begins at the top": {withEntry(t, "/xl/workbook.xml"), "named"},
		"a sheet like a bomb":           {bomb(t, sheetPart, 100), "honest"},
		"a larger bomb":                 {bomb(t, sheetPart, 300), "256 MB"},
		"shared strings like a bomb":    {bomb(t, "xl/sharedStrings.xml", 65), "64 MB"},
		"styles like a bomb":            {bomb(t, "xl/styles.xml", 65), "64 MB"},
		"a directory that lies":         {liar(t), "damaged"},
		"parts without end":             {manyEntries(t), "10000 parts"},
		"no sheets":                     {withPart(t, "xl/workbook.xml", "<workbook/>"), "no sheets"},
		"no part for a sheet":           {repacked(t, simple(t), func(name string, b []byte) []byte { return map[bool][]byte{false: b}[name == sheetPart] }), "no part"},
		"a sheet that ends early":       {withPart(t, sheetPart, "<worksheet><sheetData>"+headerRow), "ends in the middle"},
		"entities":                      {withPart(t, sheetPart, `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>`+sheetOf(`<row><c t="inlineStr"><is><t>&b;</t></is></c></row>`)), "entity"},
		"an external entity":            {withPart(t, sheetPart, `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`+sheetOf(`<row><c t="inlineStr"><is><t>&a;</t></is></c></row>`)), "entity"},
		"a text without end":            {withPart(t, sheetPart, sheetOf(`<row><c t="inlineStr"><is><t>`+strings.Repeat("a", maxToken+1<<20)+`</t></is></c></row>`)), "longer than"},
		"attributes without end":        {withPart(t, sheetPart, sheetOf(`<row `+strings.Repeat(`a="" `, maxToken/4)+`/>`)), "longer than"},
		"a row beyond the last":         {withPart(t, sheetPart, sheetOf(headerRow+`<row r="1048577"><c><v>1</v></c></row>`)), "1048577"},
		"a column beyond the last":      {withPart(t, sheetPart, sheetOf(headerRow+`<row r="2"><c r="XFE2"><v>1</v></c></row>`)), "16384"},
		"columns that go back":          {withPart(t, sheetPart, sheetOf(`<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>`)), "damaged"},
		"unknown columns":               {made(t, func(f *excelize.File) { rows(f, "Sheet1", []any{"q", "r"}, []any{1, 2}) }), "known for sites"},
		"a header without end":          {withPart(t, sheetPart, sheetOf(`<row><c r="A1" t="str"><v>name</v></c><c r="XFD1" t="str"><v>lat</v></c></row>`)), "4096"},
		"no rows":                       {made(t, func(*excelize.File) {}), "no sheet"},
	} {
		records, err := formattest.Read(Reader{}, "t.xlsx", c.file, sites)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %d records and the error %v, want one about %q", name, len(records), err, c.want)
		}
	}
}

func TestOddSheetsAreRead(t *testing.T) {
	deep := strings.Repeat("<x>", 200_000) + strings.Repeat("</x>", 200_000)
	for name, c := range map[string]struct {
		sheet string
		want  string
	}{
		"the last cell of all":            {sheetOf(headerRow + `<row r="1048576"><c r="A1048576" t="str"><v>a</v></c><c r="XFD1048576"><v>7</v></c></row>`), "name=a column 16384=7"},
		"cells that do not say where":     {sheetOf(headerRow + `<row><c t="str"><v>a</v></c><c><v>7</v></c></row>`), "name=a burials=7"},
		"elements within elements":        {sheetOf(headerRow + deep + `<row><c t="str"><v>a</v></c></row>`), "name=a"},
		"a text that is not there":        {sheetOf(headerRow + `<row><c t="s"><v>99</v></c><c><v>7</v></c></row>`), "burials=7"},
		"a style that is not there":       {sheetOf(headerRow + `<row><c t="str"><v>a</v></c><c s="99"><v>7</v></c></row>`), "name=a burials=7"},
		"the strict form and prefixes":    {`<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c t="str"><x:v>name</x:v></x:c></x:row><x:row><x:c t="str"><x:v>a</x:v></x:c></x:row></x:sheetData></x:worksheet>`, "name=a"},
		"words that say how to read them": {sheetOf(headerRow + `<row><c t="inlineStr"><is><t>埋葬地</t><rPh sb="0" eb="3"><t>マイソウチ</t></rPh></is></c></row>`), "name=埋葬地"},
		"a number that is none":           {sheetOf(headerRow + `<row><c><v>NaN</v></c><c><v>1e400</v></c></row>`), "name=NaN burials=1e400"},
	} {
		r := readAll(t, withPart(t, sheetPart, c.sheet), sites)
		if len(r.records) != 1 || texts(r.records[0]) != c.want {
			t.Errorf("%s: got %v, want %s", name, r.records, c.want)
		}
	}
}

func TestRowOfTooMuchTextIsRefusedAndReadingGoesOn(t *testing.T) {
	long := `<c t="inlineStr"><is><t>` + strings.Repeat("a", 7<<20) + `</t></is></c>`
	r := readAll(t, withPart(t, sheetPart, sheetOf(headerRow+`<row>`+strings.Repeat(long, 5)+`</row><row><c t="str"><v>b</v></c></row>`)), sites)
	if len(r.records) != 2 || !r.records[0].Refused() || texts(r.records[1]) != "name=b" {
		t.Errorf("%d records, findings %v", len(r.records), r.rules)
	}
}

func TestLongTextsOfOneNumberAreNotRepeatedWithoutEnd(t *testing.T) {
	strings1 := `<sst><si><t>name</t></si><si><t>` + strings.Repeat("a", 7<<20) + `</t></si></sst>`
	file := repacked(t, withPart(t, sheetPart, sheetOf(`<row><c t="s"><v>0</v></c></row>`+strings.Repeat(`<row><c t="s"><v>1</v></c></row>`, 1000))), func(name string, old []byte) []byte {
		if name == "xl/sharedStrings.xml" {
			return []byte(strings1)
		}
		return old
	})
	if _, err := formattest.Read(Reader{}, "t.xlsx", file, sites); err == nil || !strings.Contains(err.Error(), "without end") {
		t.Errorf("got %v", err)
	}
}

func TestSniffIsSure(t *testing.T) {
	for name, c := range map[string]struct {
		head []byte
		want bool
	}{
		"a workbook":   {simple(t), true},
		"an old one":   {[]byte(oleMark), true},
		"a KMZ":        {withEntry(t, "doc.kml"), false},
		"a shapefile":  {withEntry(t, "graves.shp"), false},
		"a text":       {[]byte("name,lat\n"), false},
		"nothing":      {nil, false},
		"OpenDocument": {withEntry(t, "mimetype"), false},
	} {
		if got := (Reader{}).Sniff(c.head); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
