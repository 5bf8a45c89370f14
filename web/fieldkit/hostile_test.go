package fieldkit_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"burialmap/data"
)

// hostile are texts that somebody could have put into a plan or a record.
var hostile = map[string]string{
	"path":     "../../../etc/passwd",
	"markup":   `</name><script>alert(1)</script><![CDATA[]]>&amp;&#0;"'>`,
	"control":  "a\x00b\x01c\x1b[2Jd\r\ne\tf\u202eg\uffff",
	"formula":  `=HYPERLINK("http://example.org","x")`,
	"quotes":   `'; DROP TABLE plan_stops; -- \' " || %s {0}`,
	"japanese": strings.Repeat("捕虜収容所", 400),
	"long":     strings.Repeat("Хабаровск ", 300),
	"bytes":    "\xff\xfe broken",
	"empty":    "",
}

func TestHostileTextsAreTextsInEveryFile(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			features := ground()
			for i := range features {
				switch features[i].ID {
				case "s1":
					features[i].Properties["name_en"] = text
					fallthrough
				case "p1":
					features[i].Properties["name"] = text
				}
			}
			p := plan()
			p.Title, p.Note, p.Base.Name, p.Nights[0].Name = text, text, text, text
			p.Vehicles[0].Name, p.Stops[0].Note = text, text
			if utf8.ValidString(text) && text != "" { // ids come from JSON, which is always UTF-8
				p.ID, p.Base.ID, p.Vehicles[0].ID = text, text, text
			}
			k := kitOf(t, stored(t, features...), p)
			for i := range k.Timetable.Days {
				if k.Timetable.Days[i].Vehicle == "a" {
					k.Timetable.Days[i].Vehicle = p.Vehicles[0].ID
				}
			}
			files := unzipped(t, zipped(t, k))
			for name, content := range files {
				if path.Clean(name) != name || strings.HasPrefix(name, "..") || path.IsAbs(name) {
					t.Errorf("a file is called %q", name)
				}
				switch path.Ext(name) {
				case ".gpx", ".kml", ".qgs":
					wellFormed(t, name, content)
				case ".json", ".geojson":
					if !json.Valid(content) {
						t.Errorf("%s is not JSON", name)
					}
				case ".csv", ".txt":
					if !utf8.Valid(content) {
						t.Errorf("%s is not UTF-8", name)
					}
				}
			}
			if bytes.Contains(files["timetable.csv"], []byte(",=HYPERLINK")) || bytes.Contains(files["timetable.csv"], []byte(`,"=HYPERLINK`)) {
				t.Error("a spreadsheet would run a cell of timetable.csv")
			}
		})
	}
}

// wellFormed reads XML to its end, and sees that points and routes have names that every
// device shows.
func wellFormed(t *testing.T, name string, content []byte) {
	t.Helper()
	d, within := xml.NewDecoder(bytes.NewReader(content)), []string{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			within = append(within, token.Name.Local)
		case xml.EndElement:
			within = within[:len(within)-1]
		case xml.CharData:
			at := strings.Join(within, "/")
			if strings.HasSuffix(at, "/description") && strings.Contains(string(token), "<script") {
				t.Errorf("%s shows markup of a record as markup: %s", at, token)
			}
			if (at == "gpx/wpt/name" || at == "gpx/rte/name" || at == "gpx/rte/rtept/name") && !plainLabel.Match(token) {
				t.Errorf("%s is %q", at, token)
			}
		}
	}
}

// plainLabel is what every device shows.
var plainLabel = regexp.MustCompile(`^[A-Z0-9][A-Z0-9 .-]{0,29}$`)

func TestAnEmptyPlanIsAPackageThatSaysSo(t *testing.T) {
	p := plan()
	p.Stops, p.Vehicles, p.Nights, p.Matrix = nil, nil, nil, nil
	k := kitOf(t, stored(t, ground()...), p)
	k.Timetable.Days, k.Timetable.LeftOut = nil, nil
	files := unzipped(t, zipped(t, k))
	if len(files) < 15 || !bytes.Contains(files["plan.gpx"], []byte("BASE GORNYY")) {
		t.Errorf("%d files; %s", len(files), files["plan.gpx"])
	}
}

func TestASiteThatTheDataDoNotHaveIsNamedAndLeftOut(t *testing.T) {
	p := plan()
	p.Stops[2].Site = "gone"
	k := kitOf(t, stored(t, ground()...), p)
	k.Timetable.LeftOut[0].Site = "gone"
	files := unzipped(t, zipped(t, k))
	if !bytes.Contains(files["README.txt"], []byte("(gone)")) || bytes.Contains(files["plan.gpx"], []byte("gone")) || !bytes.Contains(files["timetable.csv"], []byte("X1 GONE,gone")) {
		t.Errorf("%s\n%s", files["README.txt"], files["timetable.csv"])
	}
	if _, ok := data.CollectionNamed("plan_stops"); ok {
		t.Error("the layers of a plan are collections of the data")
	}
}
