package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/names"
	"burialmap/geo"
)

// Places is what the server needs of a gazetteer.
type Places interface {
	data.Locator
	// Search finds places by name, in any script, the likeliest first.
	Search(query string, limit int) []data.Candidate
}

// searchDoc is what is found by words.
type searchDoc struct {
	Features []foundDoc       `json:"features"` // the likeliest first
	Places   []data.Candidate `json:"places"`   // of the gazetteer
}

type foundDoc struct {
	Collection string     `json:"collection"`
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	NameEn     string     `json:"name_en,omitempty"`
	NameRu     string     `json:"name_ru,omitempty"`
	NameJa     string     `json:"name_ja,omitempty"`
	Region     string     `json:"region,omitempty"`
	MinistryNo string     `json:"ministry_no,omitempty"`
	Camp       string     `json:"camp,omitempty"`
	Point      *orb.Point `json:"point"` // the middle of its bound; null if it is not located
	Fictional  bool       `json:"fictional,omitempty"`
	Score      float64    `json:"score"` // 1 is the same name
}

// maxFound is how many features of a collection are ranked: who finds more has to say more.
const maxFound = 500

// searched are the collections that have names of their own, in the order of equal scores.
var searched = []data.Collection{data.Sites, data.Cemeteries, data.Plots, data.Restrictions, data.Sources}

// search finds features and places of the gazetteer by name, in whatever script.
func (s *server) search(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "q", "limit")
	if err != nil {
		return err
	}
	words, err := p.words()
	if err != nil {
		return err
	}
	limit, err := p.number("limit", 20, 1, 100)
	if err != nil {
		return err
	}
	doc := searchDoc{Features: []foundDoc{}, Places: []data.Candidate{}}
	if len(names.Query(words)) == 0 {
		return answerJSON(w, http.StatusOK, doc)
	}
	if doc.Features, err = s.found(r.Context(), words); err != nil {
		return err
	}
	doc.Features = doc.Features[:min(len(doc.Features), int(limit))]
	if s.Places != nil {
		doc.Places = append(doc.Places, s.Places.Search(words, int(limit))...)
	}
	return answerJSON(w, http.StatusOK, doc)
}

// found are the features that words find, ranked.
func (s *server) found(ctx context.Context, words string) ([]foundDoc, error) {
	all := []foundDoc{}
	for _, c := range searched {
		for f, err := range s.Store.Features(ctx, data.Query{Collection: c.Name, Words: words, Limit: maxFound}) {
			if err != nil {
				return nil, err
			}
			all = append(all, describeFound(f, words))
		}
	}
	slices.SortStableFunc(all, func(a, b foundDoc) int { return cmp.Compare(b.Score, a.Score) })
	return all, nil
}

func describeFound(f data.Feature, words string) foundDoc {
	d := foundDoc{
		Collection: f.Collection, ID: f.ID, Name: f.Text("name"), NameEn: f.Text("name_en"), NameRu: f.Text("name_ru"), NameJa: f.Text("name_ja"),
		Region: f.Text("region"), MinistryNo: f.Text("ministry_no"), Camp: f.Text("camp"), Fictional: f.Location.Fictional,
	}
	for _, otherwise := range []string{d.NameEn, d.NameRu, d.NameJa, f.Text("title"), f.ID} {
		if d.Name == "" {
			d.Name = otherwise
		}
	}
	numbers := strings.FieldsFunc(d.MinistryNo, func(r rune) bool { return r == ';' || r == ',' || r == ' ' })
	d.Score = names.Score(words, append(numbers, d.Name, d.NameEn, d.NameRu, d.NameJa, d.Camp, f.ID)...)
	if f.Geometry != nil {
		at := geo.BoundCenter(geo.BoundOf(f.Geometry))
		d.Point = &at
	}
	return d
}
