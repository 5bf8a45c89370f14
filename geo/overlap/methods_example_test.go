package overlap

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"burialmap/geo"
)

// The worked example of docs/METHODS.md: two graves of the demonstration cemetery.
const (
	examplePow      = "demo-B-1"
	exampleCivilian = "demo-L-6"
	exampleLeast    = 0.25 // m²
)

// example is a pair of the demonstration cemetery, in the plane about the middle of the
// prisoners' grave.
type example struct {
	a, b         *Shape
	own, against geo.Accuracy
	between      geo.Accuracy
	sigma        float64
}

func demonstration(t *testing.T, collection string) map[string]*geojson.Feature {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "data", "sample", "demonstration_"+collection+".geojson"))
	if err != nil {
		t.Fatal(err)
	}
	all, err := geojson.UnmarshalFeatureCollection(text)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]*geojson.Feature{}
	for _, f := range all.Features {
		found[fmt.Sprint(f.ID)] = f
	}
	return found
}

func exampleOf(t *testing.T, pow, civilian string) example {
	t.Helper()
	plots, sources := demonstration(t, "plots"), demonstration(t, "sources")
	f, g := plots[pow], plots[civilian]
	if f == nil || g == nil {
		t.Fatalf("the demonstration has no %s or no %s", pow, civilian)
	}
	plane := geo.PlaneFor(f.Geometry)
	x, y := positionErrorOf(f, sources), positionErrorOf(g, sources)
	between := geo.Between(x, y)
	return example{
		NewShape(plane.ProjectGeometry(f.Geometry)), NewShape(plane.ProjectGeometry(g.Geometry)),
		x.Own, y.Own, between, between.Sigma(),
	}
}

// positionErrorOf is a feature's own error and that of its source.
func positionErrorOf(f *geojson.Feature, sources map[string]*geojson.Feature) geo.PositionError {
	own, _ := f.Properties["accuracy_m"].(float64)
	e := geo.PositionError{Own: geo.Accuracy(own)}
	id, _ := f.Properties["source"].(string)
	if s := sources[id]; s != nil {
		if shift, ok := s.Properties["shift_accuracy_m"].(float64); ok {
			e.Shared = append(e.Shared, geo.SharedError{Key: id, Accuracy: geo.Accuracy(shift)})
		}
	}
	return e
}

// class is the class of a pair by the rules of the text.
func (e example) class() string {
	switch p := Probability(e.a, e.b, e.sigma).Value; {
	case math.IsNaN(e.sigma), mostProbability(e.a, e.b, e.sigma) < 0.05:
		return "not_assessed"
	case p >= 0.95:
		return "certain"
	case p >= 0.5:
		return "probable"
	case p >= 0.05:
		return "possible"
	}
	return "unlikely"
}

func positionsTable(t *testing.T) string {
	e := exampleOf(t, examplePow, exampleCivilian)
	rows := [][]string{{"corner", "prisoners' x", "y", "civilian x", "y"}}
	for i, p := range e.a.convex {
		q := e.b.convex[i]
		rows = append(rows, row(3, fmt.Sprint(i+1), p[0], p[1], q[0], q[1]))
	}
	return table(rows...)
}

func measuresTable(t *testing.T) string {
	e := exampleOf(t, examplePow, exampleCivilian)
	m := Measure(e.a, e.b)
	return table([]string{"what", "value"},
		[]string{"relation as recorded", string(m.Relation)},
		row(3, "area of the prisoners' grave, m²", m.AreaAM2),
		row(3, "area of the civilian grave, m²", m.AreaBM2),
		row(3, "shared as recorded, m²", m.SharedM2),
		row(3, "shared as recorded, of the prisoners' grave", m.SharedM2/m.AreaAM2),
		row(1, "accuracy of the prisoners' grave r_a, m", float64(e.own)),
		row(1, "accuracy of the civilian grave r_b, m", float64(e.against)),
		row(4, "accuracy of their offset √(r_a² + r_b²), m", float64(e.between)),
		row(4, "σ = that / 2.4477, m", e.sigma))
}

// sumTable lists the corners of the Minkowski sum and what each edge adds to the
// probability.
func sumTable(t *testing.T) string {
	e := exampleOf(t, examplePow, exampleCivilian)
	m := difference(e.a.convex, e.b.convex, nil)
	rows := [][]string{{"corner", "x (m)", "y (m)", "x/σ", "y/σ", "length of the edge from it, in σ", "what the edge adds"}}
	sum := 0.0
	for i, p := range m {
		q := m[(i+1)%len(m)]
		u := orb.Point{p[0] / e.sigma, p[1] / e.sigma}
		v := orb.Point{q[0] / e.sigma, q[1] / e.sigma}
		mass := edgeMass(u, v)
		sum += mass
		rows = append(rows, append(row(3, fmt.Sprint(i+1), p[0], p[1], u[0], u[1], dist(u, v)), fixed(mass, 5)))
	}
	if p := Probability(e.a, e.b, e.sigma).Value; math.Abs(sum-p) > 1e-12 {
		t.Errorf("the edges add up to %v, the probability is %v", sum, p)
	}
	return table(append(rows, []string{"**sum**", "", "", "", "", "", "**" + fixed(sum, 5) + "**"})...)
}

func resultsTable(t *testing.T) string {
	e := exampleOf(t, examplePow, exampleCivilian)
	p, area := Probability(e.a, e.b, e.sigma), ExpectedArea(e.a, e.b, e.sigma)
	at := AreaProbability(e.a, e.b, e.sigma, exampleLeast)
	shared := SharedArea(e.a, e.b)
	if !(p.Value < 0.5 && shared > 0.5*e.a.area && area.Value < shared/3) {
		t.Error("the words around the example no longer hold")
	}
	return table([]string{"what", "value", "error of the computation below"},
		[]string{"probability that they share ground", "**" + fixed(p.Value, 4) + "**", tenTo(p.Error)},
		[]string{"probability that they share 0.25 m² or more", "**" + fixed(at.Value, 3) + "**", tenTo(at.Error)},
		[]string{"expected shared area, m²", "**" + fixed(area.Value, 3) + "**", tenTo(area.Error)},
		[]string{"expected shared area, of the prisoners' grave", fixed(area.Value/e.a.area, 3), ""},
		[]string{"greatest probability with this accuracy (bound)", fixed(mostProbability(e.a, e.b, e.sigma), 3), ""},
		[]string{"class", "**`" + e.class() + "`**", ""})
}

// tenTo writes a small number with one digit as a multiple of a power of ten.
func tenTo(v float64) string {
	digit, power, _ := strings.Cut(fmt.Sprintf("%.0e", v), "e-0")
	power = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(power)
	return strings.TrimPrefix(digit+" · 10⁻"+power, "1 · ")
}

// checkScript is a few lines of Python that draw the same probability.
func checkScript(t *testing.T) string {
	e := exampleOf(t, examplePow, exampleCivilian)
	var corners []string
	for _, p := range difference(e.a.convex, e.b.convex, nil) {
		corners = append(corners, fmt.Sprintf("(%.4f, %.4f)", p[0], p[1]))
	}
	half := len(corners) / 2
	return "```python\nimport random\n\nM = [" + strings.Join(corners[:half], ", ") + ",\n     " + strings.Join(corners[half:], ", ") +
		fmt.Sprintf("]\nsigma, n, hits = %.4f, 1_000_000, 0\n", e.sigma) +
		`for _ in range(n):
    x, y = random.gauss(0, sigma), random.gauss(0, sigma)
    hits += all((q[0] - p[0]) * (y - p[1]) > (q[1] - p[1]) * (x - p[0]) for p, q in zip(M, M[1:] + M[:1]))
print(hits / n)  # ` + fixed(Probability(e.a, e.b, e.sigma).Value, 3) + " ± 0.001\n```\n"
}

func otherPairsTable(t *testing.T) string {
	rows := [][]string{{"prisoners'", "civilian", "as recorded", "σ (m)", "P", "expected (m²)", "class", "what it shows"}}
	for _, c := range []struct{ pow, civilian, shows string }{
		{"demo-A-1", "demo-L-2", "both surveyed to half a metre"},
		{"demo-B-3", "demo-L-7", "a large plot against a grave known to 3 m"},
		{"demo-A-12", "demo-S-2", "corner touches corner: near a quarter"},
		{"demo-A-11", "demo-S-1", "half a metre between them, both known to half a metre"},
		{"demo-C-11", "demo-L-13", "the plan may be shifted by 12 m as a whole: recorded inside, yet far from sure"},
		{"demo-D-7", "demo-L-15", "both from the plan: its shift cancels, their own errors are too poor all the same"},
		{"demo-D-2", "demo-L-14", "recorded across each other, but 25 m is too poor for two graves"},
		{"demo-F-2", "demo-L-18", "nobody has stated the accuracy"},
	} {
		e := exampleOf(t, c.pow, c.civilian)
		m := Measure(e.a, e.b)
		how := string(m.Relation)
		switch {
		case m.SharedM2 > 0:
			how += ", " + fixed(m.SharedM2, 2) + " m²"
		case m.DistanceM > 0:
			how = fixed(m.DistanceM, 2) + " m apart"
		}
		class, sigma, p, area := e.class(), "", "", ""
		if class != "not_assessed" {
			p, area = fixed(Probability(e.a, e.b, e.sigma).Value, 3), fixed(ExpectedArea(e.a, e.b, e.sigma).Value, 3)
		}
		if !math.IsNaN(e.sigma) {
			sigma = fixed(e.sigma, 3)
		}
		short := func(id string) string { return strings.TrimPrefix(id, "demo-") }
		rows = append(rows, []string{short(c.pow), short(c.civilian), how, sigma, p, area, "`" + class + "`", c.shows})
	}
	return table(rows...)
}
