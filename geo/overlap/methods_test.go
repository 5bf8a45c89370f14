package overlap

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo"
	"burialmap/geo/crs"
)

var methods = filepath.Join("..", "..", "docs", "METHODS.md")

// computed are the numbers of docs/METHODS.md: what stands between <!-- computed: name -->
// and <!-- end --> is written by these functions, so that the text cannot go stale. -bless
// renews it.
var computed = map[string]func(t *testing.T) string{
	"radii":       radiiTable,
	"operations":  operationsTable,
	"limits":      limitsTable,
	"together":    togetherTable,
	"too poor":    tooPoorTable,
	"positions":   positionsTable,
	"measures":    measuresTable,
	"sum":         sumTable,
	"results":     resultsTable,
	"check":       checkScript,
	"other pairs": otherPairsTable,
}

var computedBlock = regexp.MustCompile(`(?s)<!-- computed: ([a-z ]+) -->\n(.*?)<!-- end -->`)

func TestTheNumbersInTheMethodsAreThoseThatAreComputed(t *testing.T) {
	text, err := os.ReadFile(methods)
	if err != nil {
		t.Fatal(err)
	}
	was := strings.ReplaceAll(string(text), "\r\n", "\n")
	seen := 0
	now := computedBlock.ReplaceAllStringFunc(was, func(block string) string {
		name := computedBlock.FindStringSubmatch(block)[1]
		table, ok := computed[name]
		if !ok {
			t.Fatalf("%s asks for %q, which nobody computes", methods, name)
		}
		seen++
		want := fmt.Sprintf("<!-- computed: %s -->\n\n%s\n<!-- end -->", name, table(t))
		if block != want && !*bless {
			t.Errorf("%s, %s: computed is\n%s\nLook at the change and run make bless if it is right.", methods, name, want)
		}
		return want
	})
	if seen != len(computed) {
		t.Errorf("%s shows %d of %d computed tables", methods, seen, len(computed))
	}
	if now != was && *bless {
		if err := os.WriteFile(methods, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// table writes rows as Markdown; the first is the head.
func table(rows ...[]string) string {
	var b strings.Builder
	for i, r := range rows {
		b.WriteString("| " + strings.Join(r, " | ") + " |\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(r)) + "|\n")
		}
	}
	return b.String()
}

// row formats numbers with so many decimals.
func row(decimals int, head string, values ...float64) []string {
	cells := []string{head}
	for _, v := range values {
		cells = append(cells, fixed(v, decimals))
	}
	return cells
}

// fixed writes a number as text does: with a minus sign, and no −0.
func fixed(v float64, decimals int) string {
	s := fmt.Sprintf("%.*f", decimals, v)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	return strings.ReplaceAll(s, "-", "−")
}

func radiiTable(*testing.T) string {
	head, radii := []string{"share of true positions inside"}, []string{"radius in units of σ"}
	for _, share := range []float64{1 - math.Exp(-0.5), 0.5, 0.8, 0.95, 0.99} {
		head = append(head, fmt.Sprintf("%.3g %%", 100*share))
		radii = append(radii, fixed(math.Sqrt(-2*math.Log(1-share)), 4))
	}
	return table(head, radii)
}

func operationsTable(t *testing.T) string {
	rows := [][]string{{"operation", "name", "accuracy as published", "taken as a 95 % radius"}}
	for _, code := range []string{"EPSG:5044", "EPSG:5043", "EPSG:15484", "EPSG:1244"} {
		o, ok := crs.OperationNamed(code)
		if !ok {
			t.Fatalf("%s is not known", code)
		}
		accuracy := float64(o.Accuracy)
		rows = append(rows, []string{code, o.Name, fmt.Sprintf("%g m", accuracy), fixed(float64(geo.AccuracyOf(accuracy)), 1) + " m"})
	}
	return table(rows...)
}

func limitsTable(*testing.T) string {
	a := NewShape(rect(0, 0, 1, 2))
	head := []string{"as recorded"}
	sigmas := []float64{0.001, 0.1, 0.5, 1, 2, 5, 30}
	for _, s := range sigmas {
		head = append(head, fmt.Sprintf("σ = %g m", s))
	}
	rows := [][]string{head}
	for _, c := range []struct {
		name string
		b    *Shape
	}{
		{"one on the other", NewShape(rect(0, 0, 1, 2))},
		{"half on the other", NewShape(rect(0.5, 0, 1, 2))},
		{"touching along the long side", NewShape(rect(1, 0, 1, 2))},
		{"touching at a corner", NewShape(rect(1, 2, 1, 2))},
		{"0.5 m between them", NewShape(rect(1.5, 0, 1, 2))},
	} {
		r := []string{c.name}
		for _, s := range sigmas {
			r = append(r, fixed(Probability(a, c.b, s).Value, 4))
		}
		rows = append(rows, r)
	}
	return table(rows...)
}

func togetherTable(*testing.T) string {
	const sigma = 30
	pows, civilians := graves(5, 10, 0), graves(25, 20, 65)
	none := 1.0
	var a, b Shape
	var p pair
	var r room
	for _, g := range pows {
		a.set(g, nil)
		for _, h := range civilians {
			b.set(h, nil)
			p.set(&a, &b, sigma, &r)
			none *= 1 - p.probability().Value
		}
	}
	return table([]string{"what is assumed", "probability that any two graves share ground"},
		row(3, "one shift for the whole plan, as it is", sharedShiftMass(pows, civilians, 0, sigma)*sharedShiftMass(pows, civilians, 1, sigma)),
		row(3, "a shift of its own for each of the 25,000 pairs, wrong", 1-none))
}

func tooPoorTable(*testing.T) string {
	grave := rect(0, 0, 1, 2)
	rows := [][]string{{"pair", "box of the sum", "σ at which it is 5 %", "as a 95 % radius", "P there, one on the other"}}
	for _, c := range []struct {
		name string
		b    orb.Polygon
	}{
		{"two graves of 1 m × 2 m", grave},
		{"a grave and a row of 2 m × 20 m, square to it", rect(0, 0, 20, 2)},
		{"a grave and a section of 20 m × 30 m", rect(0, 0, 20, 30)},
	} {
		a, b := NewShape(grave), NewShape(c.b)
		box := mostProbability(a, b, 1e6) * 2 * math.Pi * 1e12
		sigma := math.Sqrt(box / (2 * math.Pi * 0.05))
		middle := NewShape(rect(-0.5+c.b.Bound().Center()[0], -1+c.b.Bound().Center()[1], 1, 2))
		rows = append(rows, []string{
			c.name, fixed(box, 0) + " m²", fixed(sigma, 2) + " m", fixed(float64(geo.AccuracyOf(sigma)), 1) + " m",
			fixed(Probability(middle, b, sigma).Value, 4),
		})
	}
	return table(rows...)
}
