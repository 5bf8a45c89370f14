package csv

import (
	"context"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data/charset"
	"burialmap/data/format"
)

// TestEveryEncodingWithEverySeparator writes the same rows in each encoding, with each
// separator, and wants every letter of them back, whether the encoding is found or named.
func TestEveryEncodingWithEverySeparator(t *testing.T) {
	russian := []string{"Хурмули, лагерное отделение", "Вершино-Дарасунский", "посёлок Горин; у реки", "ГАЛЁНКИ"}
	japanese := []string{"フルムリ村墓地", "ハバロフスク日本人墓地", "第23収容所, 第1支部", "ブカチャーチャ村第1炭鉱; 一本松墓地"}
	both := append(append([]string{}, russian...), japanese...)
	for _, c := range []struct {
		encoding string
		mark     string
		names    []string
		found    bool // without being named
	}{
		{"utf-8", "", both, true},
		{"utf-8", charset.ByteOrderMark, both, true},
		{"utf-16le", "", both, true},
		{"utf-16be", "", both, true},
		{"windows-1251", "", russian, true},
		{"koi8-r", "", russian, true},
		{"ibm866", "", russian, true},
		{"shift_jis", "", japanese, true},
		{"euc-jp", "", japanese, true},
		{"iso-2022-jp", "", japanese, true},
		{"windows-1252", "", []string{"Café, près du lac", "Große Straße; Süd"}, false},
	} {
		for _, separator := range []string{",", ";", "\t"} {
			text := strings.Join([]string{"id", "name", "lat", "lon"}, separator) + "\r\n"
			for i, name := range c.names {
				text += strings.Join([]string{string(rune('1' + i)), `"` + name + `"`, "48.4825", "135.0825"}, separator) + "\r\n"
			}
			file, err := charsetOf(c.encoding, text)
			if err != nil {
				t.Fatal(c.encoding, err)
			}
			for _, named := range []string{"", c.encoding} {
				if named == "" && !c.found {
					continue
				}
				checkNames(t, c.mark+file, c.encoding, named, c.names)
			}
		}
	}
}

func checkNames(t *testing.T, file, encoding, named string, names []string) {
	t.Helper()
	opt := sites
	opt.Encoding = named
	d, err := (Reader{}).Describe(context.Background(), format.Input{Name: "t.csv", ReadSeeker: strings.NewReader(file), Size: int64(len(file))}, opt)
	if err != nil || d.Encoding != encoding {
		t.Errorf("%s, named %q: described as %q, %v", encoding, named, d.Encoding, err)
	}
	records, err := read(file, opt)
	if err != nil || len(records) != len(names) {
		t.Fatalf("%s, named %q: %d records, %v", encoding, named, len(records), err)
	}
	for i, r := range records {
		if r.Values[1].Value != names[i] || r.Geometry != (orb.Point{135.0825, 48.4825}) {
			t.Errorf("%s, named %q: %v at %v, want %s", encoding, named, r.Values, r.Geometry, names[i])
		}
	}
}

func TestAnEncodingThatIsNamedWronglyIsAFinding(t *testing.T) {
	opt := sites
	opt.Encoding = "windows-1251"
	records, err := read("id,name,lat,lon\n1,Хурмули,48.1,135.1\n", opt)
	if err != nil || len(records) != 2 || records[0].Number != 0 || records[0].Problems[0].Rule != "encoding_differs" || records[1].Number != 1 {
		t.Errorf("%+v, %v", records, err)
	}
}
