package gazetteer

import (
	"regexp"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/names"
	"burialmap/geo"
)

// named are the places that a phrase names from end to end, in any case of Russian and
// with whatever generic words and numbers of camps around it; of those only the ones that
// come nearest to it, so that one that bears just that name leaves out others that only
// sound like it.
func (g *Gazetteer) named(phrase string) []place {
	var words []names.Word
	for _, w := range names.Query(phrase) {
		if len(w.Sounds) > 0 && !strings.HasPrefix(w.Sounds[0], "#") {
			words = append(words, w)
		}
	}
	said := names.NewSet(phrase)
	bare, japanese := withoutDigits(phrase), inJapaneseScript.MatchString(phrase)
	var alike []place
	var scores []float64
	for _, i := range g.index().satisfying(words, false) {
		p := g.places[i]
		spoken := p.spoken(japanese)
		if said.Same(names.NewSet(spoken...)) && !numbersDiffer(phrase, p) {
			alike = append(alike, p)
			scores = append(scores, names.Score(bare, spoken...))
		}
	}
	var nearest []place
	for i, p := range alike {
		if scores[i] >= slices.Max(scores)-asNear {
			nearest = append(nearest, p)
		}
	}
	return merged(numbered(nearest))
}

// numbered are the places with a number in their names, if there are any: each has the
// phrase's own.
func numbered(places []place) []place {
	var all []place
	for _, p := range places {
		if p.number() {
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		return places
	}
	return all
}

func (p place) number() bool {
	return strings.ContainsFunc(p.name, func(r rune) bool { return r >= '0' && r <= '9' })
}

// asNear is how much worse a name may score than the best and still be meant: a vowel or
// two in katakana.
const asNear = 0.015

var inJapaneseScript = regexp.MustCompile(`[\p{Katakana}\p{Hiragana}\p{Han}]`)

func withoutDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return ' '
		}
		return r
	}, text)
}

// numbersDiffer reports whether the name of a place has a number that the phrase lacks, or
// lacks one of which the phrase does not say that it is that of a camp or a mine:
// neither is Горин-2 Горин.
func numbersDiffer(phrase string, p place) bool {
	keys := names.Keys(phrase)
	if !p.number() {
		return slices.ContainsFunc(keys, func(key string) bool { return strings.HasPrefix(key, "#?") })
	}
	for _, w := range names.Query(p.name) {
		if len(w.Sounds) > 0 && strings.HasPrefix(w.Sounds[0], "#") && !w.Satisfied(keys) {
			return true
		}
	}
	return false
}

// merged takes places that lie within each other's extent for one: the one that a user
// added, or else the larger.
func merged(places []place) []place {
	var all []place
	for _, p := range places {
		at := slices.IndexFunc(all, func(q place) bool {
			return geo.Distance(p.point, q.point) <= min(p.extent(), q.extent())
		})
		switch {
		case at < 0:
			all = append(all, p)
		case p.added && !all[at].added || p.added == all[at].added && p.population > all[at].population:
			all[at] = p
		}
	}
	return all
}

// within keeps the places of which the region that is stated is not another one.
func within(places []place, codes []string) []place {
	if len(codes) == 0 {
		return places
	}
	return slices.DeleteFunc(slices.Clone(places), func(p place) bool {
		return p.admin1 != "" && !slices.Contains(codes, p.admin1)
	})
}

// likest keeps, of several places, those that the record's own names name too, if any.
func likest(places []place, recordNames []string) []place {
	if len(places) < 2 || len(recordNames) == 0 {
		return places
	}
	said := names.NewSet(recordNames...)
	named := slices.DeleteFunc(slices.Clone(places), func(p place) bool { return !said.Same(names.NewSet(p.names()...)) })
	if len(named) == 0 {
		return places
	}
	return named
}

func candidates(places []place) []data.Candidate {
	var all []data.Candidate
	for _, p := range places[:min(len(places), maxCandidates)] {
		all = append(all, p.candidate())
	}
	return all
}

const maxCandidates = 20
