package gazetteer

import (
	"cmp"
	"slices"

	"burialmap/data"
	"burialmap/data/names"
)

// Search finds places by name or the beginning of one, in any script, the best first, of
// equally good ones the larger, at most limit. It is for people who look for a place on
// the map; [Gazetteer.Locate] is stricter.
func (g *Gazetteer) Search(query string, limit int) []data.Candidate {
	type hit struct {
		place
		score float64
	}
	words := names.Query(query)
	if len(words) == 0 || limit <= 0 {
		return nil
	}
	var hits []hit
	for _, i := range g.index().satisfying(words, true) {
		p := g.places[i]
		hits = append(hits, hit{p, names.Score(query, p.names()...)})
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.population, a.population))
	})
	var all []data.Candidate
	for _, h := range hits[:min(limit, len(hits))] {
		all = append(all, h.candidate())
	}
	return all
}
