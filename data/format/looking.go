package format

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// looking gathers a Look while an import is on its way.
type looking struct {
	*importing
	look    Look
	columns map[string]int // name → index in look.Columns
	rules   map[[3]string]int
	bound   *orb.Bound
}

// RuleCount is how often a rule had something to say about a field.
type RuleCount struct {
	Rule     string        `json:"rule"`
	Severity data.Severity `json:"severity"`
	Field    string        `json:"field"`
	Count    int           `json:"count"`
	Message  string        `json:"message"` // of the first
	Advice   string        `json:"advice"`
}

// Preview is the first records that have a position, as a FeatureCollection.
type Preview struct {
	Type     string           `json:"type"`
	Features []PreviewFeature `json:"features"`
}

// PreviewFeature is a record on the map.
type PreviewFeature struct {
	Type       string          `json:"type"`
	Geometry   json.RawMessage `json:"geometry"`
	Properties PreviewFacts    `json:"properties"`
}

// PreviewFacts is what the map shows of a record.
type PreviewFacts struct {
	Record   int     `json:"record"`
	Name     string  `json:"name"`
	Accuracy float64 `json:"accuracy_m,omitempty"`
	State    string  `json:"state"` // "ok", "warning", or "words": a position that was read from words
}

func newLooking(i *importing) *looking {
	l := &looking{importing: i, columns: map[string]int{}, rules: map[[3]string]int{}}
	_, annotatable := i.reader.(Annotator)
	l.look = Look{
		File: i.report.File, Format: i.reader.Name(), FormatTitle: i.reader.Title(), Annotatable: annotatable,
		Encoding: i.about.Encoding, Layers: i.about.Layers, Collection: i.report.Collection, Preview: Preview{Type: "FeatureCollection"},
	}
	l.look.Layer = i.report.Layer
	for _, layer := range i.about.Layers {
		if i.carriedBack() && layer.Name != data.Observations.Name {
			continue
		}
		for _, name := range layer.Columns {
			l.column(name)
		}
	}
	return l
}

// see takes note of one record.
func (l *looking) see(t taken) {
	l.values(t)
	l.place(t)
	l.words(t)
	for _, like := range t.like {
		if len(l.look.Alike) == maxAlikes {
			break
		}
		a := Alike{Record: t.record.Number, Name: namesOf(t.feature)[0], Ref: like.ref, RefName: like.name}
		if like.distance >= 0 {
			a.Distance = &like.distance
		}
		l.look.Alike = append(l.look.Alike, a)
	}
}

func (l *looking) place(t taken) {
	at, state := t.feature.Geometry, "ok"
	switch {
	case t.outcome == 0:
		return
	case t.words != nil && t.words.Found:
		at, state = t.words.Point, "words"
	case at == nil:
		return
	case slices.ContainsFunc(t.problems, func(p data.Problem) bool { return p.Severity == data.Warning }):
		state = "warning"
	}
	l.look.PreviewOf++
	l.grow(geo.BoundOf(at))
	if len(l.look.Preview.Features) == maxPreview {
		return
	}
	facts := PreviewFacts{Record: t.record.Number, State: state, Accuracy: float64(t.feature.Location.Accuracy)}
	if state == "words" {
		facts.Accuracy = float64(t.words.Accuracy)
	}
	if names := namesOf(t.feature); len(names) > 0 {
		facts.Name = names[0]
	}
	l.look.Preview.Features = append(l.look.Preview.Features, PreviewFeature{"Feature", data.AppendGeometry(nil, at), facts})
}

func (l *looking) grow(b orb.Bound) {
	if l.bound != nil {
		b = geo.UnionBounds(*l.bound, b)
	}
	l.bound = &b
}

func (l *looking) words(t taken) {
	if t.words == nil || len(l.look.Places) == maxShown {
		return
	}
	p := t.words
	w := Words{Record: t.record.Number, Words: p.words, Found: p.Found, Accuracy: float64(p.Accuracy), Parse: p.Parse, Why: p.Why, WhyCode: p.WhyCode, Candidates: p.Candidates}
	if p.Found {
		w.Point = &p.Point
	}
	l.look.Places = append(l.look.Places, w)
}

// problem counts a finding by its rule.
func (l *looking) problem(p data.Problem) {
	key := [3]string{p.Rule, string(p.Severity), p.Field}
	at, known := l.rules[key]
	if !known {
		at = len(l.look.Rules)
		if at >= maxShown { // a field for every record is a broken file
			return
		}
		l.rules[key] = at
		l.look.Rules = append(l.look.Rules, RuleCount{Rule: p.Rule, Severity: p.Severity, Field: p.Field, Message: p.Message, Advice: p.Advice})
	}
	l.look.Rules[at].Count++
	if len(l.look.Problems) < maxShown {
		l.look.Problems = append(l.look.Problems, p)
	}
}

func (l *looking) done() Look {
	l.finishColumns()
	l.look.CRS, l.look.Report = l.aboutCRS(), l.report
	slices.SortStableFunc(l.look.Rules, func(a, b RuleCount) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), -cmp.Compare(a.Count, b.Count)) // "refused" sorts before "warning"
	})
	if b := l.bound; b != nil {
		l.look.Bound = []float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
	}
	return l.look
}

// needsCollection reports whether all that is missing is the collection.
func (i *importing) needsCollection(err error) bool {
	return errors.Is(err, data.ErrInvalid) && i.reader != nil && i.frame != nil && i.opt.Collection.Name == "" && len(i.targets) == 0
}

// guess is the collection that most of the file's columns belong to. It takes more than a
// name and a position to tell: without more, sites are what people have lists of, and
// polygons are cemeteries.
func (i *importing) guess(ctx context.Context, in Input) (data.Collection, error) {
	columns, shapes, err := i.glance(ctx, in)
	if err != nil {
		return data.Collection{}, err
	}
	best, most := data.Sites, 0
	if shapes > 0 {
		best = data.Cemeteries
	}
	for _, c := range []data.Collection{data.Sites, data.Cemeteries, data.Plots, data.Observations, data.Sources} {
		mapping, err := data.NewMapping(c, nil)
		if err != nil {
			return best, err
		}
		own := 0
		for _, column := range columns {
			for _, field := range mapping.Fields(column) {
				if _, is := ownField(c, field); is {
					own++
				}
			}
		}
		if own > most {
			best, most = c, own
		}
	}
	return best, nil
}

// ownField finds a field that tells collections apart: not one of the names that several
// have, nor remarks, which any list may have.
func ownField(c data.Collection, name string) (data.Field, bool) {
	for _, f := range c.Fields {
		if f.Name == name {
			return f, !slices.Contains([]string{"title", "date", "remarks"}, name) && !strings.HasPrefix(name, "name")
		}
	}
	return data.Field{}, false
}

// glance reads the first records: their columns, and how many of them are outlines.
func (i *importing) glance(ctx context.Context, in Input) (columns []string, shapes int, err error) {
	for _, layer := range i.about.Layers {
		columns = append(columns, layer.Columns...)
	}
	opt := i.opt.Options
	opt.Collection, opt.Map = data.Sites, nil
	n := 0
	for r, err := range i.reader.Read(ctx, in, opt) {
		if err != nil && n == 0 {
			return columns, 0, i.unreadable(ctx, in, err)
		}
		for _, v := range r.Values {
			if !slices.Contains(columns, v.Name) && len(columns) < maxColumns {
				columns = append(columns, v.Name)
			}
		}
		if _, point := r.Geometry.(orb.Point); r.Geometry != nil && !point {
			shapes++
		}
		if n++; n == 50 || err != nil {
			break
		}
	}
	return columns, shapes, nil
}
