package notation

import (
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// written is what Write says of a place in one notation.
func written(t *testing.T, p orb.Point, accuracy geo.Accuracy, name Name) Writing {
	t.Helper()
	all, err := Write(p, accuracy)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range all {
		if w.Notation == name {
			return w
		}
	}
	t.Fatalf("%v is not written as %s", p, name)
	return Writing{}
}

func TestAPlaceIsWrittenAsFineAsItIsKnown(t *testing.T) {
	khabarovsk := orb.Point{135.0717, 48.4825}
	for _, c := range []struct {
		accuracy geo.Accuracy
		texts    []string // in the order of Names
	}{
		{0.1, []string{"48.4825000, 135.0717000", "48°28.95000′N 135°04.30200′E", "48°28′57.000″N 135°04′18.120″E", "", "", "", ""}},
		{10, []string{"48.48250, 135.07170", "48°28.950′N 135°04.302′E", "48°28′57.0″N 135°04′18.1″E", "", "", "", ""}},
		{5000, []string{"48.48, 135.07", "48°29.0′N 135°04.3′E", "48°28′57″N 135°04′18″E", "", "", "", ""}},
	} {
		for i, w := range must(Write(khabarovsk, c.accuracy)) {
			if c.texts[i] != "" && w.Text != c.texts[i] {
				t.Errorf("known to %v m, %s: %q, want %q", c.accuracy, w.Notation, w.Text, c.texts[i])
			}
			if w.Text == "" || w.System.Code == "" || w.Step <= 0 || w.Step > 2*max(1, float64(c.accuracy)) {
				t.Errorf("known to %v m: %+v", c.accuracy, w)
			}
		}
	}
}

func must(all []Writing, err error) []Writing {
	if err != nil {
		panic(err)
	}
	return all
}

func TestNoMinuteHasSixtySeconds(t *testing.T) {
	for _, c := range []struct {
		p    orb.Point
		want string
	}{
		{orb.Point{134.9999999, 47.9999999}, "48°00′00.0″N 135°00′00.0″E"},
		{orb.Point{-0.0000001, -0.0000001}, "00°00′00.0″S 00°00′00.0″W"},
		{orb.Point{-170.5, 65.9999999}, "66°00′00.0″N 170°30′00.0″W"},
		{orb.Point{180, 65.25}, "65°15′00.0″N 180°00′00.0″E"},
	} {
		if w := written(t, c.p, 10, Seconds); w.Text != c.want {
			t.Errorf("%v is written %q, want %q", c.p, w.Text, c.want)
		}
	}
	if w := written(t, orb.Point{-1e-9, -1e-9}, 10, Decimal); w.Text != "0.00000, 0.00000" {
		t.Errorf("nothing is written with a minus: %q", w.Text)
	}
}

func TestANotationSaysWhereItEnds(t *testing.T) {
	for _, c := range []struct {
		p    orb.Point
		name Name
		rule string
	}{
		{orb.Point{135, 84.001}, UTM, "polar"}, {orb.Point{135, 84.001}, MGRS, "polar"}, {orb.Point{135, -80.001}, MGRS, "polar"},
		{orb.Point{135, 90}, UTM, "polar"}, {orb.Point{135, 84}, MGRS, ""}, {orb.Point{135, -80}, UTM, ""},
		{orb.Point{139.7, 35.7}, SK42, "outside_area_of_use"}, {orb.Point{-160, 65}, SK42, "outside_area_of_use"}, {orb.Point{135, 84}, SK95, "outside_zone"}, {orb.Point{135, 81}, SK95, ""},
		{orb.Point{-170, 65}, SK42, ""}, {orb.Point{180, 70}, SK95, ""}, {orb.Point{-180, 70}, SK42, ""}, {orb.Point{21, 54.9}, SK95, ""},
	} {
		w := written(t, c.p, 10, c.name)
		switch {
		case c.rule == "" && (w.Text == "" || w.Refusal != nil):
			t.Errorf("%v as %s: %+v", c.p, c.name, w)
		case c.rule != "" && (w.Text != "" || w.Refusal == nil || w.Refusal.Rule != c.rule || w.Refusal.Advice == ""):
			t.Errorf("%v as %s: %+v, want it refused by %s", c.p, c.name, w, c.rule)
		}
	}
	for _, p := range []orb.Point{{math.NaN(), 48}, {135, math.Inf(1)}, {181, 48}, {135, 91}} {
		if _, err := Write(p, 10); err == nil {
			t.Errorf("%v is written", p)
		}
	}
}

// reference.sh says where the reference comes from.
func TestGridsAgreeWithOtherPrograms(t *testing.T) {
	file, err := os.Open("testdata/reference.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		p := orb.Point{number(t, row[0]), number(t, row[1])}
		if got := strings.ReplaceAll(written(t, p, 0.01, MGRS).Text, " ", ""); got != row[3] {
			t.Errorf("%v is MGRS %s, GeoConvert says %s", p, got, row[3])
		}
		utm := strings.Fields(written(t, p, 0.01, UTM).Text)
		want := strings.Fields(row[2])
		if utm[0][:2] != want[0][:2] || utm[0][2] < 'N' != (want[0][2] == 's') || apart(t, utm[1:], want[1:]) > 0.002 {
			t.Errorf("%v is UTM %s, GeoConvert says %s", p, utm, want)
		}
		for i, name := range []Name{SK42, SK95} {
			text := written(t, p, 0.01, name).Text
			if row[4+i] == "" {
				continue
			}
			f := strings.Fields(text) // X 5370000  Y 23505000
			if len(f) != 4 || apart(t, []string{f[1], f[3]}, strings.Fields(row[4+i])) > 0.003 {
				t.Errorf("%v is %s %s, PROJ says %s", p, name, text, row[4+i])
			}
		}
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func apart(t *testing.T, a, b []string) float64 {
	t.Helper()
	return math.Hypot(number(t, a[0])-number(t, b[0]), number(t, a[1])-number(t, b[1]))
}

// random is a place on earth, more often than by chance one where notations change: at the
// edges of zones and bands, at 180°, at the ends of UTM, in Norway and Svalbard.
func random(r *rand.Rand) orb.Point {
	p := orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
	switch r.IntN(6) {
	case 0:
		p = orb.Point{100 + r.Float64()*92, 41 + r.Float64()*41}
	case 1:
		p[0] = float64(r.IntN(61)*6-180) + r.NormFloat64()*1e-6
	case 2:
		p[1] = float64(r.IntN(21)*8-80) + r.NormFloat64()*1e-6
	case 3:
		p = orb.Point{r.Float64() * 42, 56 + r.Float64()*28}
	case 4:
		p = orb.Point{180 - math.Abs(r.NormFloat64())*1e-4, 50 + r.Float64()*35}
	}
	if p[0] > 180 {
		p[0] -= 360
	}
	return orb.Point{max(-180, p[0]), max(-90, min(90, p[1]))}
}

func TestWhatIsWrittenIsReadAsTheSamePlace(t *testing.T) {
	r := rand.New(rand.NewPCG(1945, 1956))
	worst, seen := map[Name]float64{}, map[Name]int{}
	for range 3000 {
		p := random(r)
		accuracy := geo.Accuracy(math.Pow(10, r.Float64()*6-2))
		for _, w := range must(Write(p, accuracy)) {
			if w.Text == "" {
				continue
			}
			seen[w.Notation]++
			off, err := wayBack(w, p)
			if err != nil {
				t.Fatalf("%v known to %v m is written %q: %v", p, accuracy, w.Text, err)
			}
			worst[w.Notation] = max(worst[w.Notation], off/w.Step)
			// Rounded in two directions by half a step each; a degree of latitude is up to 0.4 %
			// longer than metresPerDegree says, and 1 mm is for the smallest steps.
			if off > w.Step*math.Sqrt2/2*1.005+1e-3 {
				t.Fatalf("%v known to %v m is written %q and comes back %v m away; the step is %v m", p, accuracy, w.Text, off, w.Step)
			}
		}
	}
	for name, steps := range worst {
		t.Logf("%s: %d places, at most %.3f steps off", name, seen[name], steps)
	}
	for _, name := range Names {
		if seen[name] < 800 {
			t.Errorf("only %d places were written as %s", seen[name], name)
		}
	}
}

// wayBack is how far the nearest reading of a text, in the notation in which it was written,
// is from where it came from.
func wayBack(w Writing, p orb.Point) (float64, error) {
	text := w.Text
	if w.Notation == SK42 || w.Notation == SK95 {
		text = fmt.Sprintf("%s %s", w.Notation, text)
	}
	readings, refusal := Read(text)
	if refusal != nil {
		return 0, fmt.Errorf("%s: %s", refusal.Message, refusal.Advice)
	}
	least := math.Inf(1)
	for _, r := range readings {
		if r.Notation == w.Notation {
			least = min(least, geo.Distance(p, r.Point))
		}
	}
	return least, nil
}
