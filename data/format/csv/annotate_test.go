package csv

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

// annotated is a text handed back with "no. n" beside each record, none beside the second.
func annotated(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	in := format.Input{Name: "t.csv", ReadSeeker: strings.NewReader(text), Size: int64(len(text))}
	err := (Reader{}).Annotate(context.Background(), in, sites, &out, func(n int) string {
		if n == 2 {
			return ""
		}
		return fmt.Sprintf("no. %d: \"=\"", n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestFindingsStandBesideTheRowsAsTheyAre(t *testing.T) {
	text := "\r\nid;name;lat\r\n1;\"a;\"\"b\"\"\";\"48\"\r\n\r\n2;x\r\n3;\"y\"z;1\r\n;;\r\n4;\"two\nlines\";1;more;\"and; more\""
	want := "\ufeff\r\nid;name;lat;burialmap_findings\r\n1;\"a;\"\"b\"\"\";\"48\";\"no. 1: \"\"=\"\"\"\r\n\r\n2;x;;\r\n3;\"y\"z;1;\"no. 3: \"\"=\"\"\"\r\n;;\r\n4;\"two\nlines\";1;\"no. 4: \"\"=\"\"\";more;\"and; more\"\n"
	once := annotated(t, text)
	if once != want {
		t.Errorf("got\n%q, want\n%q", once, want)
	}
	if twice := annotated(t, once); twice != want {
		t.Errorf("the second time\n%q, want\n%q", twice, want)
	}
}

func TestFindingsInTheMiddleMoveToTheEnd(t *testing.T) {
	if got, want := annotated(t, "sep=,\nid,burialmap_findings,name\n1,old,a\n2,old,b\n"), "\ufeffsep=,\nid,name,burialmap_findings\n1,a,\"no. 1: \"\"=\"\"\"\n2,b,\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAnnotatedFileReadsAsBefore(t *testing.T) {
	for _, c := range []struct{ encoding, text string }{
		{"utf-8", "id,name,lat,lon\n1,Хурмули,48.123,135.123\n2,\"б\"в,1,1\n3,г,48.123\n"},
		{"windows-1251", "Код;Название;Широта;Долгота\n1;Хурмули, лагерь;48,123;135,123\n2;Горин у реки;;\n"},
		{"shift_jis", "識別子,名称,緯度,経度\n1,フルムリ村墓地,48.123,135.123\n2,ハバロフスク日本人墓地,,\n"},
	} {
		text := c.text
		if e, _ := charset.Named(c.encoding); e != nil {
			text, _ = e.NewEncoder().String(c.text)
		}
		before, errB := read(text, sites)
		after, errA := read(annotated(t, text), sites)
		if errB != nil || errA != nil || len(before) != len(after) {
			t.Fatalf("%s: %v, %v; %d and %d records", c.encoding, errB, errA, len(before), len(after))
		}
		for i := range before {
			f, p := assembled(t, before[i], data.Sites)
			g, q := assembled(t, after[i], data.Sites)
			if fmt.Sprint(f) != fmt.Sprint(g) || fmt.Sprint(p) != fmt.Sprint(q) && !strings.Contains(fmt.Sprint(p), "row_length") {
				t.Errorf("%s: record %d was %v %v, is %v %v", c.encoding, i+1, f, p, g, q)
			}
		}
	}
}

func TestDescribeTellsEncodingAndColumns(t *testing.T) {
	text, _ := charsetOf("windows-1251", "Название;Широта;\nХурмули, лагерное отделение;48,1;x\nпосёлок Горин;48,2;y\n")
	for _, opt := range []format.Options{sites, {}} {
		in := format.Input{Name: "t.csv", ReadSeeker: strings.NewReader(text), Size: int64(len(text))}
		d, err := (Reader{}).Describe(context.Background(), in, opt)
		if err != nil || d.Encoding != "windows-1251" || len(d.Layers) != 1 || !slices.Equal(d.Layers[0].Columns, []string{"Название", "Широта", "column 3"}) {
			t.Errorf("got %+v, %v", d, err)
		}
	}
}

func charsetOf(name, text string) (string, error) {
	e, err := charset.Named(name)
	if err != nil || e == nil {
		return text, err
	}
	return e.NewEncoder().String(text)
}

func FuzzAnnotate(f *testing.F) {
	f.Add([]byte("id,name\n1,\"a\"\"b\"\n2,b,c\r\n\"x\"y,\n"))
	f.Add([]byte("\r\nname;burialmap_findings;lat\ra;b;c\r;;\r"))
	f.Fuzz(func(t *testing.T, text []byte) {
		before, err := read(string(text), sites)
		if err != nil {
			return
		}
		var out bytes.Buffer
		in := format.Input{Name: "t.csv", ReadSeeker: bytes.NewReader(text), Size: int64(len(text))}
		asked := 0
		if err := (Reader{}).Annotate(context.Background(), in, sites, &out, func(n int) string { asked = n; return "f" }); err != nil || asked != len(before) {
			t.Fatalf("%d records, %d annotated, %v", len(before), asked, err)
		}
	})
}
