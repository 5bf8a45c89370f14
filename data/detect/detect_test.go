package detect

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/overlap"
)

var _ = flag.Bool("bless", false, "renew golden files (none here)")

var here = orb.Point{131.5, 50.25}

func rect(x, y, w, h float64) orb.Polygon {
	return orb.Polygon{{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}}}
}

func plot(id, occupancy string, g orb.Geometry, more ...string) data.Feature {
	p := map[string]any{"occupancy": occupancy}
	for i := 0; i+1 < len(more); i += 2 {
		p[more[i]] = more[i+1]
	}
	return feature("plots", id, g, here, p)
}

func cemetery(id, use string, g orb.Geometry) data.Feature {
	return feature("cemeteries", id, g, here, map[string]any{"use": use})
}

func site(id string, g orb.Geometry) data.Feature {
	return feature("sites", id, g, here, map[string]any{})
}

func find(t *testing.T, features ...data.Feature) map[string]data.Feature {
	t.Helper()
	m := newMemory()
	m.put(features...)
	if _, err := Run(context.Background(), m, Options{}); err != nil {
		t.Fatal(err)
	}
	byPair := map[string]data.Feature{}
	for _, f := range m.overlaps() {
		byPair[f.Text("pow")+" "+f.Text("civilian")] = f
	}
	return byPair
}

func reasonsOf(t *testing.T, f data.Feature) []Reason {
	t.Helper()
	var list []Reason
	if err := json.Unmarshal(f.Properties["reasons"].(json.RawMessage), &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func codesOf(t *testing.T, f data.Feature) []string {
	var codes []string
	for _, r := range reasonsOf(t, f) {
		codes = append(codes, r.Code)
	}
	return codes
}

func TestWhoIsComparedWithWhom(t *testing.T) {
	big, grave := rect(-20, -20, 40, 40), rect(0, 0, 2, 1)
	found := find(t,
		plot("p", "pow", grave), plot("c", "civilian", grave), plot("m", "mixed", grave), plot("m2", "mixed", grave),
		plot("u", "unknown", grave), feature("plots", "none", grave, here, map[string]any{}), plot("lost", "pow", nil),
		cemetery("pow", "pow", big), cemetery("civ", "civilian", big), cemetery("mix", "mixed", big), cemetery("unk", "unknown", big),
		cemetery("dot", "civilian", orb.Point{1, 1}),
		site("s", big), site("dot", orb.Point{1, 1}),
	)
	var want []string
	for _, a := range []string{"plots/p", "plots/m", "plots/m2", "cemeteries/pow", "sites/s"} {
		for _, b := range []string{"plots/c", "plots/m", "plots/m2", "cemeteries/civ", "cemeteries/mix"} {
			if a != b && !(a == "plots/m2" && b == "plots/m") {
				want = append(want, a+" "+b)
			}
		}
	}
	got := slices.Sorted(maps.Keys(found))
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("compared\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAnOverlapSaysWhatWasMeasuredAndHowLikelyItIs(t *testing.T) {
	f := find(t,
		plot("p", "pow", rect(0, 0, 2, 1), "period", "1946", "site", "s", "cemetery", "old"),
		plot("c", "civilian", rect(1, 0, 2, 2), "period", "1951/..", "cemetery", "new"),
	)["plots/p plots/c"]
	for name, want := range map[string]any{
		"relation": "overlaps", "area_m2": 1.0, "pow_fraction": 0.5, "civilian_fraction": 0.25, "distance_m": 0.0,
		"class": "certain", "time_relation": "civilian_later", "method_version": MethodVersion,
		"site": "s", "pow_cemetery": "old", "civilian_cemetery": "new",
	} {
		if got := f.Properties[name]; got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	// Both are known to 0.5 m, so that σ = √2 · 0.5/2.4477 along each axis. Parallel
	// rectangles: the figures are products of those along each side.
	const sigma = 0.28888
	along := func(low, high float64) float64 {
		return (math.Erf(high/sigma/math.Sqrt2) - math.Erf(low/sigma/math.Sqrt2)) / 2
	}
	probability := along(-1, 3) * along(-1, 2) // the prisoners' may move 1 m west, 3 m east, 1 m south, 2 m north
	if got, _ := f.Properties["probability"].(float64); math.Abs(got-probability) > 1e-4 {
		t.Errorf("probability %v, want %v", got, probability)
	}
	for name, want := range map[string][2]float64{
		"expected_area_m2": {0.85, 0.92}, "expected_fraction": {0.425, 0.46}, "area_probability": {0.97, 1},
	} {
		if got, ok := f.Properties[name].(float64); !ok || got < want[0] || got > want[1] {
			t.Errorf("%s: %v, want one between %v", name, f.Properties[name], want)
		}
	}
	for name := range f.Properties {
		if _, ok := data.Overlaps.Field(name); !ok {
			t.Errorf("%s is no field of overlaps", name)
		}
	}
	l := f.Location
	if math.Abs(float64(l.Accuracy)-0.5*math.Sqrt2) > 1e-6 || l.Method != "survey" || !l.Fictional || l.Source != "" {
		t.Errorf("location %+v", l)
	}
	if len(f.ID) != 16 || f.ID != overlapID("plots/p", "plots/c") || f.ID == overlapID("plots/c", "plots/p") {
		t.Errorf("id %q", f.ID)
	}
	if g, ok := f.Geometry.(orb.Polygon); !ok || len(g[0]) != 5 {
		t.Errorf("the shared ground is drawn as %v", f.Geometry)
	}
}

func TestTouchingIsNotOverlapping(t *testing.T) {
	f := find(t, plot("p", "pow", rect(0, 0, 2, 1)), plot("c", "civilian", rect(2, 0, 2, 1)))["plots/p plots/c"]
	if f.Text("relation") != "touches" || f.Properties["area_m2"] != 0.0 || f.Properties["distance_m"] != 0.0 {
		t.Errorf("%v", f.Properties)
	}
}

func TestPointsAndRowsHaveDistancesAndAFootprintButNoRecordedArea(t *testing.T) {
	found := find(t,
		plot("dot", "pow", orb.Point{1, 1}), plot("row", "pow", orb.LineString{{0, 2.5}, {3, 2.5}}),
		plot("c", "civilian", rect(0, 0, 2, 2)),
	)
	dot, row := found["plots/dot plots/c"], found["plots/row plots/c"]
	if dot.Text("relation") != "within" || row.Text("relation") != "disjoint" || row.Properties["distance_m"] != 0.5 {
		t.Errorf("point %v, row %v", dot.Properties, row.Properties)
	}
	for _, f := range []data.Feature{dot, row} {
		if _, ok := f.Properties["area_m2"]; ok {
			t.Error("what is recorded without outline has no area, not one of 0")
		}
		if p, _ := f.Properties["probability"].(float64); !(p > 0.5) {
			t.Errorf("a grave known to half a metre in or beside the other: probability %v", f.Properties["probability"])
		}
	}
	if !slices.Contains(codesOf(t, dot), CodeDisc) || !slices.Contains(codesOf(t, row), CodeStrip) {
		t.Errorf("the reasons do not say which ground was taken: %v, %v", codesOf(t, dot), codesOf(t, row))
	}
	if line, ok := row.Geometry.(orb.LineString); !ok || len(line) != 2 {
		t.Errorf("the shortest way is drawn as %v", row.Geometry)
	}
}

func TestPairsApartAreRecordedWhileTheyArePossible(t *testing.T) {
	for _, c := range []struct{ accuracy, size float64 }{{0.1, 2}, {5, 2}, {5, 0.5}, {20, 90}, {30, 2}} {
		for _, distance := range []float64{0.5, 0.99, 1.01, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 8, 12, 13, 13.9, 16, 20} {
			a, b := rect(0, 0, c.size, c.size), rect(c.size+distance, 0, c.size, c.size)
			p, q := plot("p", "pow", a), plot("c", "civilian", b)
			p.Location.Accuracy, q.Location.Accuracy = 1e-3, geo.Accuracy(c.accuracy)
			likely := overlap.Probability(overlap.NewShape(a), overlap.NewShape(b), q.Location.Accuracy.Sigma()).Value
			if math.Abs(likely-possible) < 1e-3 {
				t.Fatalf("%v at %v m is too close to call", c, distance)
			}
			f, found := find(t, p, q)["plots/p plots/c"]
			if want := distance <= 1 || likely >= possible; found != want {
				t.Errorf("accuracy %v m, size %v m, %v m apart, probability %v: recorded %v", c.accuracy, c.size, distance, likely, found)
			} else if found && !slices.Contains(codesOf(t, f), CodeReach) {
				t.Errorf("accuracy %v m, %v m apart: %v", c.accuracy, distance, codesOf(t, f))
			}
		}
	}
}

func TestTheReachHasACapAndAValueForWhatNobodyKnows(t *testing.T) {
	for _, c := range []struct {
		accuracy, distance, size float64
		found                    bool
		code                     string
	}{
		{1000, 199, 5000, true, CodeReachCapped}, {1000, 201, 5000, false, ""},
		{0, 4.9, 2, true, CodeReach}, {0, 5.1, 2, false, ""},
	} {
		p, q := plot("p", "pow", rect(0, 0, c.size, c.size)), plot("c", "civilian", rect(c.size+c.distance, 0, c.size, c.size))
		p.Location.Accuracy = 1e-3
		q.Location.Accuracy = geo.Accuracy(c.accuracy)
		f, found := find(t, p, q)["plots/p plots/c"]
		if found != c.found {
			t.Errorf("accuracy %v m, %v m apart: found %v", c.accuracy, c.distance, found)
		} else if found && !slices.Contains(codesOf(t, f), c.code) {
			t.Errorf("accuracy %v m, %v m apart: %v", c.accuracy, c.distance, codesOf(t, f))
		}
	}
}

func TestWhatIsKnownTooPoorlyIsNotAssessedAndSaysByWhichRule(t *testing.T) {
	grave := rect(0, 0, 2, 1)
	for name, c := range map[string]struct {
		accuracy geo.Accuracy
		class    string
		code     string
	}{
		"nobody has stated it":   {0, "not_assessed", CodeAccuracyUnknown},
		"12 m":                   {12, "possible", CodeRelative},    // a box of 4 m by 2 m over 2π (12/2.4477)²: 5.3 %
		"13 m":                   {13, "not_assessed", CodeTooPoor}, // 4.5 %
		"a village, 2 km across": {2000, "not_assessed", CodeTooPoor},
	} {
		p, q := plot("p", "pow", grave), plot("c", "civilian", grave)
		p.Location.Accuracy = c.accuracy
		f := find(t, p, q)["plots/p plots/c"]
		if f.Text("class") != c.class || !slices.Contains(codesOf(t, f), c.code) {
			t.Errorf("%s: %s, %v", name, f.Text("class"), codesOf(t, f))
		}
		if _, ok := f.Properties["probability"]; ok != (c.class != "not_assessed") {
			t.Errorf("%s: probability %v", name, f.Properties["probability"])
		}
	}
}

func TestTimeRelations(t *testing.T) {
	for _, c := range []struct{ pow, civilian, want string }{
		{"1945/1948", "1950/1960", "civilian_later"},
		{"1945/1948", "1949/..", "civilian_later"},
		{"1945/1948", "1948/..", "contemporary"},
		{"1945/1948", "1900/1944", "civilian_earlier"},
		{"1945/1948", "../1944", "civilian_earlier"},
		{"1945/1948", "1930/1970", "contemporary"},
		{"1945/1948", "194X", "contemporary"},
		{"1946~", "1946", "contemporary"},
		{"1945/1948", "1950/", "civilian_later"},
		{"1945/1948", "1940/", "unknown"},
		{"1945/1948", "/1960", "unknown"},
		{"1945/1948", "", "unknown"},
		{"1945/1948", "after the war", "unknown"},
	} {
		if got := timeRelation(spanOf(c.pow), spanOf(c.civilian)); got != c.want {
			t.Errorf("%q and %q: %s, want %s", c.pow, c.civilian, got, c.want)
		}
	}
}

func TestReasonsSayWhatDroveTheResult(t *testing.T) {
	bowTie := orb.Polygon{{{0, 0}, {4, 4}, {4, 0}, {0, 4}, {0, 0}}}
	p := plot("p", "pow", rect(1, 1, 2, 2), "cemetery", "c")
	c := cemetery("c", "mixed", bowTie)
	c.Location.Accuracy, c.Location.Method, c.Location.Fictional = 0, "plan", false
	f := find(t, p, c)["plots/p cemeteries/c"]
	want := []string{CodeSharesGround, CodeOwnCemetery, CodeMixed, CodeFaulty, CodeAccuracy, CodeAccuracyUnknown,
		CodeSameSource, CodeReach, CodeTimeUnknown, CodeCaptivity, CodeFictional}
	if got := codesOf(t, f); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if f.Properties["area_m2"] != 2.0 {
		t.Errorf("half of the square lies in the bow-tie: %v", f.Properties["area_m2"])
	}
	if f.Location.Accuracy.Known() || f.Location.Method != "plan" {
		t.Errorf("location %+v", f.Location)
	}
}

func TestEveryCodeHasASentenceWithItsValues(t *testing.T) {
	number := 0.25
	full := Reason{Side: "pow", Ref: "plots/7", Source: "s", AreaM2: &number, PowFraction: &number, CivilianFraction: &number,
		DistanceM: &number, AccuracyM: &number, ReachM: &number, WantedM: &number, Method: "plan", Rule: "self_intersection",
		WidthM: &number, ToleranceM: &number, Probability: &number, Burials: 3, Count: 4, Operation: "EPSG:5044", PowPeriod: "1946", CivilianPeriod: "1950"}
	for _, code := range Codes {
		full.Code = code
		if text := full.Text(); text == code || strings.ContainsAny(text, "{}") || strings.Contains(text, "unknown") || !strings.HasSuffix(text, ".") {
			t.Errorf("%s: %q", code, text)
		}
	}
	if len(Codes) != len(sentences) {
		t.Errorf("%d codes, %d sentences", len(Codes), len(sentences))
	}
	if got := (Reason{Code: "later_version"}).Text(); got != "later_version" {
		t.Error(got)
	}
	text := Reason{Code: CodeSharesGround, AreaM2: &number, PowFraction: &number, CivilianFraction: &number}.Text()
	if want := "The outlines as recorded share 0.25 m²: 25.0 % of the prisoners' ground, 25.0 % of the civilian."; text != want {
		t.Error(text)
	}
}

func TestTheWordsForRelationsAreThoseOfTheData(t *testing.T) {
	for _, r := range []overlap.Relation{overlap.Disjoint, overlap.Touches, overlap.Overlaps, overlap.Within, overlap.Contains, overlap.Equals} {
		if !slices.Contains(data.Relations, string(r)) {
			t.Errorf("%s is no relation of overlaps", r)
		}
	}
}

func TestASecondRunChangesNothing(t *testing.T) {
	m := newMemory()
	m.put(plot("p", "pow", rect(0, 0, 2, 1)), plot("c", "civilian", rect(1, 0, 2, 2)))
	first, err := Run(context.Background(), m, Options{})
	if err != nil || first.New != 1 || !first.Full || first.Revision != 2 {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := Run(context.Background(), m, Options{})
	if err != nil || second.Unchanged != 1 || second.changed() || second.Revision != 2 {
		t.Errorf("%+v, %v", second, err)
	}
	if s, err := CatchUp(context.Background(), m, Options{}); err != nil || s.Full || s.Pairs != 0 || s.Revision != 2 {
		t.Errorf("nothing to catch up with: %+v, %v", s, err)
	}
}

func TestAnotherMethodComparesEverythingAgain(t *testing.T) {
	m := newMemory()
	m.put(plot("p", "pow", rect(0, 0, 1, 1)), plot("c", "civilian", rect(8, 0, 1, 1)))
	ctx := context.Background()
	if s, err := CatchUp(ctx, m, Options{}); err != nil || !s.Full || s.Pairs != 0 {
		t.Fatalf("the first time: %+v, %v", s, err)
	}
	s, err := CatchUp(ctx, m, Options{Reach: Reach{Floor: 10, Cap: 200, Unknown: 10}})
	if err != nil || !s.Full || s.New != 1 {
		t.Errorf("with a longer reach: %+v, %v", s, err)
	}
}

func TestNothingIsWrittenWhenStopped(t *testing.T) {
	m := newMemory()
	m.put(plot("p", "pow", rect(0, 0, 2, 1)), plot("c", "civilian", rect(1, 0, 2, 2)))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, m, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if len(m.overlaps()) > 0 || len(m.changes) != 1 {
		t.Error("something was written")
	}
}

func TestOverlapsOfAPartyThatIsGoneGo(t *testing.T) {
	for name, edit := range map[string]func(*memory){
		"deleted":           func(m *memory) { m.remove("plots", "c") },
		"no longer located": func(m *memory) { m.put(plot("c", "civilian", nil)) },
		"moved away":        func(m *memory) { m.put(plot("c", "civilian", rect(5000, 0, 2, 2))) },
		"said to be pow":    func(m *memory) { m.put(plot("c", "pow", rect(1, 0, 2, 2))) },
	} {
		m := newMemory()
		m.put(plot("p", "pow", rect(0, 0, 2, 1)), plot("c", "civilian", rect(1, 0, 2, 2)))
		if _, err := CatchUp(context.Background(), m, Options{}); err != nil || len(m.overlaps()) != 1 {
			t.Fatal(err)
		}
		edit(m)
		s, err := CatchUp(context.Background(), m, Options{})
		if err != nil || s.Full || s.Deleted != 1 || len(m.overlaps()) != 0 {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}

// cases scales the property test: BURIALMAP_CASES=20 makes twenty times as many.
func cases(n int) int {
	if k, err := strconv.Atoi(os.Getenv("BURIALMAP_CASES")); err == nil && k > 0 {
		return n * k
	}
	return n
}

// Whatever is edited in whatever order, catching up leaves what a full run would.
func TestCatchingUpEqualsAFullRunToTheLastBit(t *testing.T) {
	for seed := range uint64(cases(4)) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		m := newMemory()
		m.coarse = seed%3 == 2
		w := world{rnd: rnd, m: m, at: here}
		if seed%2 == 1 {
			w.at = orb.Point{180, 66.4}
		}
		w.source("plan", 20, "")
		w.source("map", 0, "EPSG:5044")
		for range 40 {
			w.edit()
		}
		for step := range 16 {
			for range 1 + rnd.IntN(4) {
				w.edit()
			}
			if step == 12 {
				w.source("plan", 3, "EPSG:5043") // it concerns all that comes from it
			}
			s, err := CatchUp(context.Background(), m, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if s.Full != (step == 0 || step == 12) {
				t.Fatalf("seed %d step %d: full %v", seed, step, s.Full)
			}
			compareWithFull(t, m, fmt.Sprintf("seed %d step %d", seed, step))
		}
	}
}

func compareWithFull(t *testing.T, m *memory, when string) {
	t.Helper()
	fresh := newMemory()
	fresh.state = m.now().clone()
	for ref, f := range fresh.state.features {
		if f.Collection == data.Overlaps.Name {
			delete(fresh.state.features, ref)
			continue
		}
		fresh.state.features[ref] = withoutSummary(f)
	}
	fresh.state.keys = map[string]string{}
	if _, err := Run(context.Background(), fresh, Options{}); err != nil {
		t.Fatal(err)
	}
	want, got := fresh.overlaps(), m.overlaps()
	for id, f := range want {
		if bare(f) != bare(got[id]) {
			t.Fatalf("%s:\nfull        %s\ncatching up %s", when, bare(f), bare(got[id]))
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%s: %d overlaps, a full run finds %d", when, len(got), len(want))
	}
	for ref, f := range fresh.now().features {
		if got := digestOf(m.now().features[ref]); digestOf(f) != got {
			t.Fatalf("%s: %s\nfull        %s\ncatching up %s", when, ref, digestOf(f), got)
		}
	}
}

func withoutSummary(f data.Feature) data.Feature {
	f.Properties = maps.Clone(f.Properties)
	for _, field := range data.Sites.Fields {
		if field.Derived {
			delete(f.Properties, field.Name)
		}
	}
	return f
}

// world makes random edits to a small invented burial ground.
type world struct {
	rnd *rand.Rand
	m   *memory
	at  orb.Point
}

func (w world) edit() {
	id := strconv.Itoa(w.rnd.IntN(30))
	pick := func(list ...string) string { return list[w.rnd.IntN(len(list))] }
	collection := pick("plots", "plots", "plots", "plots", "cemeteries", "sites", "overlaps")
	all := slices.DeleteFunc(slices.Sorted(maps.Keys(w.m.now().features)), func(ref string) bool { return strings.HasPrefix(ref, "sources/") })
	switch dice := w.rnd.IntN(10); {
	case collection == "overlaps":
		w.meddle()
	case dice < 2 && len(all) > 0:
		collection, id, _ := strings.Cut(all[w.rnd.IntN(len(all))], "/")
		w.m.remove(collection, id)
	default:
		f := feature(collection, id, w.outline(collection), w.at, map[string]any{
			"occupancy": pick("pow", "civilian", "mixed", "unknown"),
			"use":       pick("pow", "civilian", "mixed", "unknown"),
			"period":    pick("1946", "1950/1960", "../1940", "1946~"),
			"cemetery":  strconv.Itoa(w.rnd.IntN(30)),
			"site":      strconv.Itoa(w.rnd.IntN(30)),
			"burials":   int64(w.rnd.IntN(40)),
		})
		f.Location.Accuracy = geo.Accuracy([]float64{0, 0.5, 5, 30}[w.rnd.IntN(4)])
		f.Location.Source = pick("", "plan", "map", "list")
		if collection != "plots" {
			delete(f.Properties, "site")
			delete(f.Properties, "cemetery")
		}
		w.m.put(f)
	}
}

// source says what a source states.
func (w world) source(id string, shift float64, operation string) {
	f := feature("sources", id, nil, w.at, map[string]any{})
	f.Location = data.Location{}
	if shift > 0 {
		f.Properties["shift_accuracy_m"] = shift
	}
	if operation != "" {
		f.Properties["crs_operation"] = operation
	}
	w.m.put(f)
}

// meddle changes or removes an overlap, or adds one that is none, as an editor of the
// file might.
func (w world) meddle() {
	overlaps := w.m.overlaps()
	ids := slices.Sorted(maps.Keys(overlaps))
	if len(ids) == 0 || w.rnd.IntN(4) == 0 {
		w.m.put(feature("overlaps", "made-up"+strconv.Itoa(w.rnd.IntN(9)), orb.Point{30, 40}, w.at, map[string]any{"pow": "plots/1", "civilian": "plots/2"}))
		return
	}
	f := overlaps[ids[w.rnd.IntN(len(ids))]]
	if w.rnd.IntN(2) == 0 {
		w.m.remove("overlaps", f.ID)
		return
	}
	f.Properties = maps.Clone(f.Properties)
	f.Properties["distance_m"] = 77.0
	w.m.put(f)
}

func (w world) outline(collection string) orb.Geometry {
	x, y := 300*w.rnd.Float64()-150, 300*w.rnd.Float64()-150
	if collection != "plots" {
		switch w.rnd.IntN(6) {
		case 0:
			return nil
		case 1:
			return orb.Point{x, y}
		}
		r := rect(x, y, 20+120*w.rnd.Float64(), 20+120*w.rnd.Float64())
		if w.rnd.IntN(3) == 0 {
			r[0] = append(r[0][:2], append(orb.Ring{{x + 10, y + 10}}, r[0][2:]...)...)
		}
		return r
	}
	switch w.rnd.IntN(8) {
	case 0:
		return nil
	case 1:
		return orb.Point{x, y}
	case 2:
		return orb.LineString{{x, y}, {x + 20, y + 5}}
	case 3:
		return orb.Polygon{{{x, y}, {x + 9, y + 9}, {x + 9, y}, {x, y + 9}, {x, y}}}
	}
	return rect(x, y, 2+10*w.rnd.Float64(), 1+10*w.rnd.Float64())
}
