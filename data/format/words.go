package format

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/geo"
)

// located is what became of a place that is given in words.
type located struct {
	words string
	data.Place
}

// locate looks for a place given in words where a record has no position. What is found
// is taken only if the person importing wants it, and then says location_method=text.
func (i *importing) locate(t *taken) {
	f := &t.feature
	if i.opt.Places == nil || f.Geometry != nil || !i.rules.Collection.Spatial {
		return
	}
	if t.words = i.placeOf(f); t.words == nil {
		return
	}
	switch place := t.words; {
	case !place.Found:
		i.find(t, "place_"+place.WhyCode, "location_text", fmt.Sprintf("no position can be read from the words %.80q: %s%s", place.words, place.Why, candidates(place.Candidates)),
			"the record is kept as not located; say where it is by distance and direction from a place of the gazetteer, or add the place with --gazetteer")
	case !i.opt.LocateWords:
		i.find(t, "place_proposed", "location_text", fmt.Sprintf("the words %.80q can be read as %s within %s (95 %%)", place.words, position(place), metres(place.Accuracy)),
			"look whether that is what they mean; --locate-words takes it as location_method=text")
	default:
		f.Geometry = place.Point
		f.Location.Accuracy, f.Location.Method, f.Location.Parse = place.Accuracy, data.MethodText, place.Parse
		if f.Location.Text == "" {
			f.Location.Text = place.words
		}
	}
}

// stays lets a position that was read from words stand where the list is loaded again
// without a wish to read them: it was looked at and taken then, and the words still give it.
func (i *importing) stays(ctx context.Context, t *taken) error {
	if t.words == nil || !t.words.Found || t.feature.Geometry != nil {
		return nil
	}
	stored, err := i.stored(ctx, *t)
	if err != nil || stored.Geometry == nil || stored.Location.Method != data.MethodText || len(stored.Location.Parse) == 0 {
		return err
	}
	l := &t.feature.Location
	t.feature.Geometry, l.Accuracy, l.Method, l.Parse = stored.Geometry, stored.Location.Accuracy, stored.Location.Method, stored.Location.Parse
	if l.Text == "" {
		l.Text = stored.Location.Text
	}
	t.words = nil
	t.problems = slices.DeleteFunc(t.problems, func(p data.Problem) bool { return p.Rule == "place_proposed" })
	return nil
}

// stored is the feature that the store has of a record; zero if there is none.
func (i *importing) stored(ctx context.Context, t taken) (data.Feature, error) {
	key := t.content
	if key == "" {
		key = t.feature.Location.SourceKey
	}
	q := data.Query{Collection: i.rules.Collection.Name, Equal: map[string]string{"source_key": key}}
	for f, err := range i.tx.Features(ctx, q) {
		if err != nil || f.Location.Source == t.feature.Location.Source {
			return f, err
		}
	}
	return data.Feature{}, nil
}

// placeOf tries the words the record gives its place in, and then its names: a site that is
// called after a settlement and says no more lies in or near it. Nil if it has neither.
func (i *importing) placeOf(f *data.Feature) *located {
	hint := data.Hint{Region: f.Text("region")}
	for _, field := range []string{"name_ru", "name_en", "name", "name_ja"} {
		if name := f.Text(field); name != "" && !slices.Contains(hint.Names, name) {
			hint.Names = append(hint.Names, name)
		}
	}
	tries := hint.Names
	if text := f.Location.Text; text != "" && !slices.Contains(nothing, data.Plain(text)) {
		tries = append([]string{text}, hint.Names...)
	}
	if len(tries) == 0 {
		return nil // that it is not located says it all
	}
	var missed *located
	for _, words := range tries {
		place := &located{words, i.opt.Places.Locate(words, hint)}
		if place.Found {
			return place
		}
		missed = missed.or(place)
	}
	return missed
}

// nothing is what people write into a cell that they do not want to leave empty.
var nothing = []string{"", "none", "no", "na", "unknown", "нет", "неизвестно", "不明", "なし", "無し"}

// or joins what is known of words that were tried before with what is known of others: all
// the reasons, and the first candidates.
func (l *located) or(next *located) *located {
	if l == nil {
		return next
	}
	if !strings.Contains(l.Why, next.Why) {
		l.Why += "; " + next.Why
	}
	if len(l.Candidates) == 0 && len(next.Candidates) > 0 {
		l.WhyCode, l.Candidates = next.WhyCode, next.Candidates
	}
	return l
}

func position(p *located) string {
	return fmt.Sprintf("%.4f, %.4f", p.Point[0], p.Point[1])
}

func metres(a geo.Accuracy) string {
	if m := float64(a); m >= 1000 {
		return fmt.Sprintf("%.1f km", m/1000)
	}
	return fmt.Sprintf("%.0f m", float64(a))
}

// candidates lists the places that words may mean, the first few of them.
func candidates(all []data.Candidate) string {
	const most = 5
	if len(all) == 0 {
		return ""
	}
	var names []string
	for _, c := range all[:min(len(all), most)] {
		names = append(names, fmt.Sprintf("%s (%s, %s; %.3f, %.3f)", c.Name, c.Region, c.ID, c.Point[0], c.Point[1]))
	}
	rest := ""
	if len(all) > most {
		rest = fmt.Sprintf(" and %d more", len(all)-most)
	}
	return "; it may be " + strings.Join(names, " or ") + rest
}
