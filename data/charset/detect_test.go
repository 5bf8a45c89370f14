package charset_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"burialmap/data/charset"
)

// gazetteer are the names of settlements in Russian, and those in Japanese with what lists
// of burials add to them.
func gazetteer(t *testing.T) (russian, japanese []string) {
	t.Helper()
	file, err := os.Open("../gazetteer/geonames.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows := csv.NewReader(file)
	rows.Comma, rows.LazyQuotes = '\t', true
	all, err := rows.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range all[1:] {
		if row[3] != "" {
			russian = append(russian, row[3])
		}
		if row[4] != "" {
			japanese = append(japanese, row[4], row[4]+[]string{"村墓地", "日本人墓地", "第1収容所", "市営墓地", "駅北西4km"}[i%5])
		}
	}
	return russian, japanese
}

// encoded is a text in an encoding; false if that cannot hold it.
func encoded(name, text string) ([]byte, bool) {
	enc, err := charset.Named(name)
	if err != nil {
		panic(err)
	}
	if enc == nil {
		return []byte(text), true
	}
	b, err := enc.NewEncoder().Bytes([]byte(text))
	return b, err == nil
}

// table is a table of so many names, drawn by chance.
func table(r *rand.Rand, names []string, rows int) string {
	var b strings.Builder
	b.WriteString("id,name,lat,lon\n")
	for range rows {
		b.WriteString("12," + names[r.IntN(len(names))] + ",48.1,135.2\n")
	}
	return b.String()
}

// script is the one of an encoding.
func script(encoding string) string {
	switch encoding {
	case "windows-1251", "koi8-r", "ibm866":
		return "Russian"
	case "shift_jis", "euc-jp", "iso-2022-jp":
		return "Japanese"
	}
	return encoding
}

// TestNamesTellTheirEncoding draws tables of names. Russian is never taken for Japanese,
// nor the other way round; from two names on the code page is right too. Of single names
// one in 25 at most is not recognised, or taken for another page of the same script.
func TestNamesTellTheirEncoding(t *testing.T) {
	russian, japanese := gazetteer(t)
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		names     []string
		encodings []string
	}{
		{russian, []string{"windows-1251", "koi8-r", "ibm866"}},
		{japanese, []string{"shift_jis", "euc-jp", "iso-2022-jp"}},
	} {
		for _, encoding := range c.encodings {
			for _, rows := range []int{1, 2, 3, 5, 10, 100} {
				const draws = 500
				missed := 0
				for range draws {
					text := table(r, c.names, rows)
					b, ok := encoded(encoding, text)
					if !ok {
						t.Fatalf("%s cannot hold %s", encoding, text)
					}
					got, err := charset.Of(b)
					if err == nil && script(got) != script(encoding) {
						t.Errorf("%s is taken for %s: %q", encoding, got, text)
					}
					if got != encoding {
						missed++
					}
				}
				t.Logf("%s, %d names: %.1f %% not recognised", encoding, rows, 100*float64(missed)/draws)
				if rows == 1 && missed > draws/25 || rows > 1 && missed > 0 {
					t.Errorf("%s, %d names: %d of %d not recognised", encoding, rows, missed, draws)
				}
			}
		}
	}
}

func TestTextInPiecesIsTheSameText(t *testing.T) {
	russian, japanese := gazetteer(t)
	r := rand.New(rand.NewPCG(3, 4))
	for _, encoding := range []string{"utf-8", "windows-1251", "koi8-r", "ibm866"} {
		inPieces(t, encoding, table(r, russian, 30))
	}
	for _, encoding := range []string{"utf-8", "shift_jis", "euc-jp", "iso-2022-jp"} {
		inPieces(t, encoding, table(r, japanese, 30))
	}
}

// dribble gives a few bytes at a time.
type dribble struct{ *bytes.Reader }

func (d dribble) Read(p []byte) (int, error) { return d.Reader.Read(p[:min(len(p), 3)]) }

func inPieces(t *testing.T, encoding, text string) {
	t.Helper()
	b, _ := encoded(encoding, text)
	r, got, err := charset.Text(context.Background(), dribble{bytes.NewReader(b)}, "")
	if err != nil || got != encoding {
		t.Fatalf("%s is taken for %s, %v", encoding, got, err)
	}
	all, err := io.ReadAll(r)
	if err != nil || string(all) != text {
		t.Errorf("%s: %v, %.200q", encoding, err, all)
	}
}

func TestByteOrderMarksDecide(t *testing.T) {
	text := "name\nХурмули フルムリ\n"
	for _, encoding := range []string{"utf-16le", "utf-16be"} {
		b, _ := encoded(encoding, text)
		if got, err := charset.Of(b); err != nil || got != encoding {
			t.Errorf("%s is taken for %s, %v", encoding, got, err)
		}
	}
	if got, err := charset.Of([]byte(charset.ByteOrderMark + text)); err != nil || got != charset.UTF8 {
		t.Errorf("UTF-8 with a mark is taken for %s, %v", got, err)
	}
}

func TestUTF8ThatIsCalledSomethingElseIsNoticed(t *testing.T) {
	for _, c := range []struct {
		text, named string
		want        bool
	}{
		{"name\nХурмули\n", "windows-1251", true},
		{"name\nフルムリ\n", "shift_jis", true},
		{"name\nХурмули\n", "utf-8", false},
		{"name\nKhurmuli\n", "windows-1251", false},
		{"name\n\xd5\xf3\xf0\xec\xf3\xeb\xe8\n", "windows-1251", false},
		{"name\n\x83t\x83\x8b\n", "shift_jis", false},
		{"name\n\x1b$B%U%k\x1b(B\n", "iso-2022-jp", false},
	} {
		if got, err := charset.Misnamed(context.Background(), strings.NewReader(c.text), c.named); err != nil || got != c.want {
			t.Errorf("%q called %s: %v, %v", c.text, c.named, got, err)
		}
	}
}

func TestNobodyGuessesWhatIsNothing(t *testing.T) {
	for name, text := range map[string]string{
		"accents":    "name\nCaf\xe9 de la Gare\n",
		"control":    "name\n\x80\x81\xff\xfe\x9d\n",
		"two sounds": "name\n\x93\xef\n", // Уя in IBM 866, and a kanji in Shift_JIS
	} {
		if got, err := charset.Of([]byte(text)); !errors.Is(err, charset.ErrUnknown) {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
}

func TestLabelsAreThoseOfTheStandard(t *testing.T) {
	for _, label := range []string{"UTF-8", "cp1251", " Windows-1251 ", "CP866", "SJIS", "cp932", "EUC-JP", "latin1"} {
		if _, err := charset.Named(label); err != nil {
			t.Errorf("%s: %v", label, err)
		}
	}
	if _, err := charset.Named("klingon"); err == nil {
		t.Error("an unknown label was taken")
	}
}

func FuzzDetect(f *testing.F) {
	f.Add([]byte("name\n\xd5\xf3\xf0\xec\xf3\xeb\xe8\n"))
	f.Add([]byte("\x1b$B%U%k%`%j\x1b(B\n"))
	f.Add([]byte("\x8f\xa2\xaf\xa5\xd5\x83t"))
	f.Fuzz(func(t *testing.T, text []byte) {
		whole, errWhole := charset.Of(text)
		pieces, errPieces := charset.Detect(context.Background(), dribble{bytes.NewReader(text)})
		if len(text) > 2 && (whole != pieces || (errWhole == nil) != (errPieces == nil)) {
			t.Errorf("as a whole %s, %v; in pieces %s, %v", whole, errWhole, pieces, errPieces)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	text := bytes.Repeat([]byte("12,\xd5\xf3\xf0\xec\xf3\xeb\xe8,48.123456,135.123456,1945/1948\n"), 1<<15)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if got, err := charset.Of(text); err != nil || got != "windows-1251" {
			b.Fatal(got, err)
		}
	}
}
