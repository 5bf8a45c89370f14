package shapefile_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format/shapefile"
	"burialmap/data/formattest"
)

// binaryTable is a table of one row whose cells are bytes, of a version of dBase.
func binaryTable(version byte, fields []field, cells ...[]byte) []byte {
	texts := []string{" "}
	for _, c := range cells {
		texts = append(texts, string(c))
	}
	table := dbf(0, fields, texts)
	table[0] = version
	return table
}

func little(v uint64, width int) []byte { return binary.LittleEndian.AppendUint64(nil, v)[:width] }

func big(v uint64) []byte { return binary.BigEndian.AppendUint64(nil, v) }

func TestFieldsOfFoxProAreRead(t *testing.T) {
	table := binaryTable(0x30, []field{{"count", 'I', 4}, {"share", 'B', 8}, {"price", 'Y', 8}, {"at", 'T', 8}, {"note", 'M', 4}, {"_null", '0', 1}},
		little(math.MaxUint32, 4), little(math.Float64bits(0.5), 8), little(12500, 8), append(little(2431852, 4), little(12*3600*1000, 4)...), little(3, 4), []byte{1})
	memo := make([]byte, 64*3, 300)
	memo[7] = 64
	memo = append(memo, 0, 0, 0, 1, 0, 0, 0, 14)
	memo = append(memo, "Хурмули"...)
	files := layerOf(table, 1, pointShape(131, 48))
	files["graves.fpt"] = memo
	records, rules, err := read(t, files, plots)
	if got := fmt.Sprint(records[0].Values, rules, err); got != "[{count -1} {share 0.5} {price 1.25} {at 1946-01-31T12:00:00} {note Хурмули}] [] <nil>" {
		t.Error(got)
	}
}

func TestFieldsOfDBase7AreRead(t *testing.T) {
	head := make([]byte, 68)
	head[0] = 4
	binary.LittleEndian.PutUint32(head[4:], 1)
	table := bytes.Clone(head)
	for _, f := range []field{{"a long name of a field", 'C', 8}, {"count", 'I', 4}, {"share", 'O', 8}, {"less", 'O', 8}} {
		var d [48]byte
		copy(d[:32], f.name)
		d[32], d[33] = f.kind, byte(f.width)
		table = append(table, d[:]...)
	}
	table = append(table, 0x0d)
	binary.LittleEndian.PutUint16(table[8:], uint16(len(table)))
	binary.LittleEndian.PutUint16(table[10:], 29)
	table = append(table, " Khurmuli"...)
	table = append(table, 0x7f, 0xff, 0xff, 0xff)                      // -1: the sign bit is turned over
	table = append(table, big(math.Float64bits(0.5)^1<<63)...)         // so it is here
	table = append(append(table, big(^math.Float64bits(-0.5))...), 26) // and every bit of a negative number
	records, rules, err := read(t, layerOf(table, 1, pointShape(131, 48)), plots)
	if got := fmt.Sprint(records, rules, err); !strings.Contains(got, "[{a long name of a field Khurmuli} {count -1} {share 0.5} {less -0.5}]") || len(rules) > 0 {
		t.Error(got)
	}
}

func TestLongTextsAreReadFromTheirOwnFile(t *testing.T) {
	table := func(version byte) []byte {
		b := dbf(0, []field{{"note", 'M', 10}}, []string{" ", "         1"}, []string{" ", ""}, []string{" ", "        77"})
		b[0] = version
		return b
	}
	block := make([]byte, 512)
	third := append(bytes.Clone(block), "Хурмули\x1a\x1a"...)
	fourth := bytes.Clone(block)
	fourth[21] = 2 // blocks of 512 bytes
	fourth = append(fourth, 0xff, 0xff, 8, 0, 22, 0, 0, 0)
	fourth = append(fourth, "Хурмули"...)
	for name, c := range map[string]struct {
		version byte
		memo    []byte
		want    string
		rules   string
	}{
		"dBase III": {0x83, third, "[{note Хурмули}]", "[memo_missing]"},
		"dBase IV":  {0x8b, fourth, "[{note Хурмули}]", "[memo_missing]"},
		"missing":   {0x83, nil, "[]", "[memo_missing]"},
		"cut":       {0x83, block, "[]", "[memo_missing]"},
	} {
		files := layerOf(table(c.version), 1, pointShape(1, 1), pointShape(1, 1), pointShape(1, 1))
		if c.memo != nil {
			files["graves.dbt"] = c.memo
		}
		records, rules, err := read(t, files, plots)
		if err != nil || len(records) != 3 || fmt.Sprint(records[0].Values) != c.want || fmt.Sprint(rules) != c.rules {
			t.Errorf("%s: %v, %v, %v", name, records, rules, err)
		}
	}
}

func TestLongTextsAloneDecideTheEncoding(t *testing.T) {
	table := dbf(0, []field{{"note", 'M', 10}}, []string{" ", "         1"})
	table[0] = 0x83
	files := layerOf(table, 1, pointShape(1, 1))
	files["graves.dbt"] = append(make([]byte, 512), "\xcf\xee\xf1\xb8\xeb\xee\xea \xd5\xf3\xf0\xec\xf3\xeb\xe8\x1a"...)
	records, rules, err := read(t, files, plots)
	if err != nil || fmt.Sprint(records[0].Values) != "[{note Посёлок Хурмули}]" || len(rules) > 0 {
		t.Errorf("%v, %v, %v", records, rules, err)
	}
}

func TestTheEncodingThatSomebodyNamesIsTaken(t *testing.T) {
	for _, name := range []string{"utf-8", "windows-1251", "koi8-r", "ibm866", "shift_jis", "euc-jp", "iso-2022-jp", "windows-1252", "CP932", "sjis"} {
		want := "Хурмули"
		switch {
		case strings.Contains(name, "j") || name == "CP932":
			want = "フルムリ"
		case name == "windows-1252":
			want = "Königsberg"
		}
		enc, err := charset.Named(name)
		text := want
		if err == nil && enc != nil {
			text, err = enc.NewEncoder().String(want)
		}
		if err != nil {
			t.Fatal(err)
		}
		files := layerOf(dbf(0x57, []field{{"NAME", 'C', 40}}, []string{" ", text}), 1, pointShape(131, 48))
		files["graves.cpg"] = []byte("UTF-8")
		opt := plots
		opt.Encoding = name
		records, rules, err := read(t, files, opt)
		if err != nil || len(records) != 1 || records[0].Values[0].Value != want || len(rules) > 0 {
			t.Errorf("%s: %v, %v, %v", name, records, rules, err)
		}
	}
}

func TestAnEncodingThatIsNamedWronglyIsAFinding(t *testing.T) {
	opt := plots
	for name, want := range map[string]string{"windows-1251": "encoding_differs", "shift_jis": "encoding_differs", "utf-8": ""} {
		opt.Encoding = name
		files := layerOf(dbf(0, []field{{"NAME", 'C', 40}}, []string{" ", "Хурмули"}), 1, pointShape(131, 48))
		records, rules, err := read(t, files, opt)
		if err != nil || len(records) != 1 || strings.Join(rules, " ") != want {
			t.Errorf("%s: %v, %v, %v", name, records, rules, err)
		}
	}
}

func TestRowsThatNameTheSameLongTextOverAndOverAreAnError(t *testing.T) {
	rows := make([][]string, 100)
	for i := range rows {
		rows[i] = []string{" ", "         1"}
	}
	files := map[string][]byte{"graves.dbf": dbf(0, []field{{"note", 'M', 10}}, rows...), "graves.dbt": append(bytes.Repeat([]byte("x"), 600_000), 0x1a)}
	files["graves.dbf"][0] = 0x83
	if records, _, err := read(t, files, plots); err == nil {
		t.Errorf("%d records", len(records))
	}
}

func TestAnIndexThatNamesOneShapeOverAndOverIsAnError(t *testing.T) {
	files := layerOf(names(" a"), 1, pointShape(1, 1), pointShape(2, 2))
	x := files["graves.shx"]
	for range 1000 {
		x = append(x, x[100:108]...)
	}
	binary.BigEndian.PutUint32(x[24:], uint32(len(x)/2))
	files["graves.shx"] = x
	if records, _, err := read(t, files, plots); err == nil {
		t.Errorf("%d records", len(records))
	}
}

func TestAnIndexThatIsDamagedIsNotFollowed(t *testing.T) {
	for name, change := range map[string]func([]byte) []byte{
		"cut":      func(b []byte) []byte { return b[:110] },
		"no index": func([]byte) []byte { return []byte("x") },
	} {
		files := layerOf(names(" a", " b"), 1, pointShape(1, 1), pointShape(2, 2))
		files["graves.shx"] = change(files["graves.shx"])
		records, rules, err := read(t, files, plots)
		if err != nil || len(records) != 2 || records[1].Refused() || fmt.Sprint(rules) != "[shx_damaged]" {
			t.Errorf("%s: %v, %v, %v", name, records, rules, err)
		}
	}
	files := layerOf(names(" a", " b"), 1, pointShape(1, 1), pointShape(2, 2))
	copy(files["graves.shx"][108:], []byte{0x7f, 0xff, 0xff, 0xff})
	records, _, err := read(t, files, plots)
	if err != nil || len(records) != 2 || records[0].Refused() || !records[1].Refused() || records[1].Problems[0].Rule != "index_entry" {
		t.Errorf("an entry beyond the file: %v, %v", records, err)
	}
}

func TestATableAloneIsReadAsNotLocated(t *testing.T) {
	all, err := formattest.Read(shapefile.Reader{}, "list.dbf", names(" a", " b"), plots)
	records, rules := formattest.Apart(all)
	if err != nil || len(records) != 2 || records[0].Geometry != nil || fmt.Sprint(rules) != "[shp_missing]" {
		t.Errorf("%v, %v, %v", records, rules, err)
	}
}

func TestWhatLiesBesideTheLayersIsSaidOnceHoweverTheyAreRead(t *testing.T) {
	files := map[string][]byte{"old.zip": []byte("PK")}
	for name, content := range layerOf(names(" a"), 1, pointShape(1, 1)) {
		files["1-"+name], files["2-"+name] = content, content
	}
	said := 0
	for _, layer := range []string{"1-graves", "2-graves"} {
		opt := plots
		opt.Layer = layer
		records, rules, err := read(t, files, opt)
		if err != nil || len(records) != 1 {
			t.Fatal(records, err)
		}
		said += len(rules)
	}
	if said != 1 {
		t.Errorf("said %d times", said)
	}
}

func TestAnyByteOfASoundFileMayBeWrong(t *testing.T) {
	files := layerOf(names(" a", "*b"), 5, partsShape(5, square(0, 0, 9), reversed(square(1, 1, 2))), pointShape(1, 1))
	for _, part := range []string{"graves.shp", "graves.shx", "graves.dbf"} {
		for at := range min(len(files[part]), 350) {
			for _, b := range []byte{0x7f, 0xff} {
				changed := map[string][]byte{}
				for name, content := range files {
					changed[name] = bytes.Clone(content)
				}
				changed[part][at] = b
				if complaint := formattest.Survive(shapefile.Reader{}, zipped(t, changed), data.Plots); complaint != "" {
					t.Fatalf("%s, byte %d as %x: %s", part, at, b, complaint)
				}
			}
		}
	}
}
