package xmltext_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"burialmap/data/xmltext"
)

// words is the text of a document's outermost element.
func words(document string) (text string, whole bool, err error) {
	d, err := xmltext.Open(context.Background(), strings.NewReader(document), "")
	if err != nil {
		return "", false, err
	}
	if _, err := d.Root(); err != nil {
		return "", false, err
	}
	if text, whole, err = d.Text(); err != nil {
		return "", false, err
	}
	return text, whole, d.End()
}

func TestTextIsReadInTheEncodingThatIsDeclared(t *testing.T) {
	for _, c := range []struct {
		declared, text string
		encoding       encoding.Encoding
	}{
		{"UTF-8", "Хурмули フルムリ", encoding.Nop},
		{"windows-1251", "Кладбище военнопленных", charmap.Windows1251},
		{"KOI8-R", "Кладбище военнопленных", charmap.KOI8R},
		{"Shift_JIS", "日本人墓地 ジャットバ", japanese.ShiftJIS},
		{"EUC-JP", "日本人墓地 ジャットバ", japanese.EUCJP},
		{"UTF-16", "Хурмули フルムリ", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16", "Хурмули フルムリ", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"UTF-16", "Хурмули, said to be in UTF-16", encoding.Nop},
		{"UTF-8", "Кладбище военнопленных на окраине посёлка", charmap.Windows1251}, // it lies
	} {
		document, err := c.encoding.NewEncoder().String(`<?xml version="1.0" encoding="` + c.declared + `"?><p>` + c.text + `</p>`)
		if err != nil {
			t.Fatal(err)
		}
		if got, _, err := words(document); got != c.text || err != nil {
			t.Errorf("%s: %q, %v; want %q", c.declared, got, err, c.text)
		}
		if got := xmltext.RootOf([]byte(document)); got != "p" {
			t.Errorf("%s: the outermost element is %q", c.declared, got)
		}
	}
}

func TestWrongDeclarationIsTold(t *testing.T) {
	document, _ := charmap.Windows1251.NewEncoder().String(`<p>Кладбище военнопленных на окраине посёлка</p>`)
	d, err := xmltext.Open(context.Background(), strings.NewReader(document), "")
	if err != nil || !d.Mislabelled || d.Encoding != "windows-1251" {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestAnEncodingThatIsNamedWronglyIsTold(t *testing.T) {
	for named, want := range map[string]bool{"windows-1251": true, "shift_jis": true, "utf-8": false, "": false} {
		d, err := xmltext.Open(context.Background(), strings.NewReader(`<p>Хурмули</p>`), named)
		if err != nil || d.Mislabelled != want {
			t.Errorf("%q: %+v, %v", named, d, err)
		}
	}
}

func TestHostileAndBrokenFilesAreErrors(t *testing.T) {
	laughs := `<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><p>&c;</p>`
	for name, c := range map[string]struct{ document, says string }{
		"entity bomb":       {laughs, "declares entities"},
		"external entity":   {`<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>&x;</p>`, "declares entities"},
		"parameter entity":  {`<!DOCTYPE p [<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;]><p/>`, "declares entities"},
		"unknown entity":    {"<p>\n&nbsp;</p>", "line 2"},
		"deep":              {strings.Repeat("<p>", 200_000), "deep"},
		"giant tag":         {`<p a="` + strings.Repeat("a", 2<<20) + `"/>`, "longer than 1 MiB"},
		"giant word":        {`<p>` + strings.Repeat("a", 34<<20) + `</p>`, "longer than 32 MiB"},
		"giant comment":     {`<p><!--` + strings.Repeat("a ", 17<<20) + `--></p>`, "longer than 32 MiB"},
		"truncated":         {"<p>\n<q>", "ends early, in line 2"},
		"truncated tag":     {"<p>\n<q", "ends early, in line 2"},
		"empty":             {"", "empty"},
		"blank":             {" \n", "empty"},
		"no XML":            {"name,lat,lon", "empty"},
		"crossed":           {"<p><q></p></q>", "not well-formed"},
		"two documents":     {"<p/><p/>", "<p> follows"},
		"trailing text":     {"<p/>more", "text follows"},
		"unknown encoding":  {`<?xml version="1.0" encoding="x-mac-greek"?><p/>`, "x-mac-greek"},
		"control character": {"<p>\x01</p>", "not well-formed"},
	} {
		if _, _, err := words(c.document); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want it to say %q", name, err, c.says)
		}
	}
}

func TestLongTextIsCutAndReadingGoesOn(t *testing.T) {
	for _, c := range []struct {
		bytes int
		whole bool
	}{{xmltext.MaxText - 100, true}, {xmltext.MaxText + 100, false}, {3 * xmltext.MaxText, false}} {
		d, err := xmltext.Open(context.Background(), strings.NewReader("<p><q>"+strings.Repeat("131,48 ", c.bytes/7)+"</q><r>after</r></p>"), "utf-8")
		if err != nil {
			t.Fatal(err)
		}
		d.Root()
		var met []string
		err = d.Children(func(e xml.StartElement) error {
			text, whole, err := d.Text()
			if whole != (c.whole || e.Name.Local == "r") {
				t.Errorf("%d bytes: <%s> whole is %v", c.bytes, e.Name.Local, whole)
			}
			met = append(met, e.Name.Local)
			if e.Name.Local == "r" && text != "after" {
				t.Errorf("what follows reads %q", text)
			}
			return err
		})
		if err != nil || len(met) != 2 || d.End() != nil {
			t.Errorf("%d bytes: met %v, %v", c.bytes, met, err)
		}
	}
}

func TestWhatIsLeftUnreadIsPassedOver(t *testing.T) {
	d, _ := xmltext.Open(context.Background(), strings.NewReader(`<p><q><r>1</r><r>2</r></q><s a="x"/>text<q/></p>`), "")
	d.Root()
	met := ""
	err := d.Children(func(e xml.StartElement) error {
		met += e.Name.Local + xmltext.Attr(e, "a")
		if met == "q" {
			return d.Children(func(e xml.StartElement) error { met += e.Name.Local; return nil })
		}
		return nil
	})
	if met != "qrrsxq" || err != nil || d.End() != nil {
		t.Errorf("met %q, %v", met, err)
	}
}

func TestCancelledReadingEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	d, err := xmltext.Open(ctx, strings.NewReader("<p>"+strings.Repeat("<q/>", 100)), "utf-8")
	if err != nil {
		t.Fatal(err)
	}
	d.Root()
	cancel()
	if err := d.Children(func(xml.StartElement) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0" encoding="windows-1251"?><p a="b">text<q/><!-- c --><![CDATA[d]]></p>`))
	f.Add([]byte("\xff\xfe<\x00p\x00/\x00>\x00"))
	f.Fuzz(func(t *testing.T, document []byte) {
		xmltext.RootOf(document)
		d, err := xmltext.Open(context.Background(), bytes.NewReader(document), "")
		if err != nil {
			return
		}
		if _, err := d.Root(); err != nil {
			return
		}
		err = d.Children(func(e xml.StartElement) error {
			_, _, err := d.Text()
			return err
		})
		if err == nil {
			err = d.End()
		}
		if err == nil && d.Line() < 1 {
			t.Fatal("no line was read")
		}
	})
}
