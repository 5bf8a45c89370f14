package gazetteer

import (
	"slices"
	"strings"

	"burialmap/data/names"
)

// index finds places by the keys of their names.
type index []entry

type entry struct {
	key   string
	place int
}

func newIndex(places []place) index {
	var x index
	for i, p := range places {
		for _, key := range names.Keys(p.spoken(true)...) {
			x = append(x, entry{key, i})
		}
	}
	slices.SortFunc(x, func(a, b entry) int { return strings.Compare(a.key, b.key) })
	return x
}

// satisfying are the places that satisfy every word, in the order of the gazetteer; by
// the beginning of a word only if begun is set.
func (x index) satisfying(words []names.Word, begun bool) []int {
	var found []int
	for i, w := range words {
		met := x.satisfyingOne(w, begun)
		if i > 0 {
			met = slices.DeleteFunc(met, func(p int) bool {
				_, both := slices.BinarySearch(found, p)
				return !both
			})
		}
		found = met
	}
	return found
}

func (x index) satisfyingOne(w names.Word, begun bool) []int {
	var met []int
	for _, sound := range w.Sounds {
		for i := x.from(sound); i < len(x) && x[i].key == sound; i++ {
			met = append(met, x[i].place)
		}
	}
	if begun {
		for _, begin := range w.Begins {
			for i := x.from(begin); i < len(x) && strings.HasPrefix(x[i].key, begin); i++ {
				met = append(met, x[i].place)
			}
		}
	}
	slices.Sort(met)
	return slices.Compact(met)
}

// from is the first entry that does not sort before a key.
func (x index) from(key string) int {
	at, _ := slices.BinarySearchFunc(x, key, func(e entry, key string) int { return strings.Compare(e.key, key) })
	return at
}
