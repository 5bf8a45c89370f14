package xlsx

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/formattest"
)

// foreignTable is a table as people have it.
const foreignTable = "Код,Название,日本語名,Широта,Долгота,Захоронено,Дата осмотра\n" +
	"007,Хурмули,フルムリ,50.9825123,136.8925,12,1992-08-15\n" +
	"008,\"Горин, у реки\",ゴリン,51.1925,136.6625,3,1946-01-01\n"

func checkForeign(t *testing.T, file []byte) {
	t.Helper()
	r := readAll(t, file, sites)
	if len(r.records) != 2 || len(r.rules) > 0 {
		t.Fatalf("%d records, findings %v", len(r.records), r.rules)
	}
	first := r.records[0]
	if first.Geometry != (orb.Point{136.8925, 50.9825123}) {
		t.Errorf("it lies at %v", first.Geometry)
	}
	for _, want := range []string{"Название=Хурмули", "日本語名=フルムリ", "Захоронено=12", "Дата осмотра=1992-08-15"} {
		if got := texts(first); !strings.Contains(got, want) {
			t.Errorf("got %s, want %s in it", got, want)
		}
	}
	if got := texts(r.records[1]); !strings.Contains(got, "Название=Горин, у реки") {
		t.Errorf("got %s", got)
	}
}

func TestWorkbookOfLibreOfficeIsRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "t.csv"), []byte(foreignTable), 0o600); err != nil {
		t.Fatal(err)
	}
	formattest.Run(t, dir, "soffice", "--headless", "--infilter=CSV:44,34,76,1,,1033", "--convert-to", "xlsx", "t.csv")
	file, err := os.ReadFile(filepath.Join(dir, "t.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	checkForeign(t, file)
	checkForeign(t, annotated(t, file, "no."))
}

func TestWorkbookOfGDALIsRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "t.csv"), []byte(foreignTable), 0o600); err != nil {
		t.Fatal(err)
	}
	formattest.Run(t, dir, "ogr2ogr", "-f", "XLSX", "t.xlsx", "t.csv", "-oo", "AUTODETECT_TYPE=YES")
	file, err := os.ReadFile(filepath.Join(dir, "t.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	r := readAll(t, file, sites)
	if len(r.records) != 2 || r.records[0].Geometry != (orb.Point{136.8925, 50.9825123}) || !strings.Contains(texts(r.records[0]), "日本語名=フルムリ") {
		t.Errorf("got %v, findings %v", r.records, r.rules)
	}
}

func TestLibreOfficeReadsWhatIsWritten(t *testing.T) {
	var features []data.Feature
	for i := range 50 {
		features = append(features, data.Feature{ID: fmt.Sprintf("%03d", i), Collection: "sites", Geometry: orb.Point{135.0825 + float64(i)/1e3, 48.4825},
			Properties: map[string]any{"name": "=Хурмули", "name_ja": "フルムリ 第1", "burials": int64(i)}})
	}
	dir := t.TempDir()
	file := written(t, data.Sites, features)
	var marked bytes.Buffer
	in := format.Input{Name: "t.xlsx", ReadSeeker: bytes.NewReader(file), Size: int64(len(file))}
	if err := (Reader{}).Annotate(context.Background(), in, sites, &marked, func(n int) string { return fmt.Sprint("finding ", n) }); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "t.xlsx"), marked.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	formattest.Run(t, dir, "soffice", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "t.xlsx")
	text, err := os.ReadFile(filepath.Join(dir, "t.csv"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(table) != 51 {
		t.Fatalf("%d rows, %v", len(table), err)
	}
	row := strings.Join(table[8], "|")
	for _, want := range []string{"007|=Хурмули|", "|フルムリ 第1|", "|135.0895|48.4825|POINT (135.0895 48.4825)", "finding 8"} {
		if !strings.Contains(row, want) {
			t.Errorf("row 8 is %s, want %s in it", row, want)
		}
	}
}

func TestGDALReadsWhatIsWritten(t *testing.T) {
	dir := t.TempDir()
	f := data.Feature{ID: "007", Collection: "sites", Geometry: orb.Point{135.0825, 48.4825}, Properties: map[string]any{"name_ru": "Хурмули", "name_ja": "フルムリ"}}
	if err := os.WriteFile(filepath.Join(dir, "t.xlsx"), written(t, data.Sites, []data.Feature{f, f}), 0o600); err != nil {
		t.Fatal(err)
	}
	formattest.Run(t, dir, "ogr2ogr", "-f", "CSV", "t.csv", "t.xlsx", "sites", "-oo", "HEADERS=FORCE")
	text, err := os.ReadFile(filepath.Join(dir, "t.csv"))
	if err != nil || strings.Count(string(text), "\n") != 3 || strings.Count(string(text), "Хурмули") != 2 || strings.Count(string(text), "フルムリ") != 2 || !strings.Contains(string(text), "135.0825") {
		t.Errorf("%v: %s", err, text)
	}
}
