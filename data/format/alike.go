package format

import (
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/names"
	"burialmap/geo"
)

// alike knows the named features that were in the store before the import, to tell a
// person when a new record looks like one of them. It never joins anything: that two
// sources mean the same ground is for people to say.
type alike struct {
	features []namedFeature
	byKey    map[string][]int32 // search key → features that have it
}

// namedFeature is what two records of the same place would have in common.
type namedFeature struct {
	id, source string
	names      []string
	at         orb.Point
	accuracy   geo.Accuracy
	located    bool
}

// likeness is a feature that a record looks like.
type likeness struct {
	ref, name string
	distance  float64 // metres; -1 if one of them has no position
}

const (
	// maxAlike is how many named features are kept in mind: beyond any list of sites, and
	// still below 100 MB.
	maxAlike = 100_000
	// alikeReach is how far apart in metres two positions of one place may lie beyond what
	// their accuracy explains: a cemetery is recorded at its gate, its middle, or its village.
	alikeReach = 5000
	// maxLikenesses are pointed out of one record.
	maxLikenesses = 3
)

// loadAlike reads the names of the collections whose features have names of their own.
// Nil for the others: graves are not compared.
func loadAlike(ctx context.Context, tx data.Tx, c data.Collection) (*alike, error) {
	if c.Name != data.Sites.Name && c.Name != data.Cemeteries.Name {
		return nil, nil
	}
	a := &alike{byKey: map[string][]int32{}}
	fields := []string{"name", "name_en", "name_ru", "name_ja", "source", "accuracy_m"}
	for f, err := range tx.Features(ctx, data.Query{Collection: c.Name, Fields: fields, Limit: maxAlike}) {
		if err != nil {
			return nil, err
		}
		a.add(f)
	}
	return a, nil
}

func (a *alike) add(f data.Feature) {
	n := namedFeature{id: f.ID, source: f.Location.Source, names: namesOf(f), accuracy: f.Location.Accuracy}
	if len(n.names) == 0 {
		return
	}
	n.at, n.located = geo.FirstPosition(f.Geometry)
	for _, key := range names.Keys(n.names...) {
		a.byKey[key] = append(a.byKey[key], int32(len(a.features)))
	}
	a.features = append(a.features, n)
}

func namesOf(f data.Feature) []string {
	var all []string
	for _, field := range []string{"name", "name_en", "name_ru", "name_ja"} {
		if name := f.Text(field); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// compare points out what a new feature looks like: features of other sources, of the same
// name in any script, and near it as far as anybody knows. Records of one source are not
// compared with each other: whoever made the list kept them apart.
func (i *importing) compare(t *taken) {
	if i.alike == nil {
		return
	}
	own := namesOf(t.feature)
	if len(own) == 0 {
		return
	}
	t.like = i.alike.find(own, t.feature)
	if len(t.like) == 0 {
		return
	}
	i.report.Alike++
	for _, l := range t.like {
		i.find(t, "looks_like", "name", fmt.Sprintf("%.80q looks like %s (%.80q)%s", own[0], l.ref, l.name, l.apart()),
			"nothing is joined: if both are the same place, keep one and record the other position beside it")
	}
}

func (l likeness) apart() string {
	if l.distance < 0 {
		return ""
	}
	return ", " + metres(geo.Accuracy(l.distance)) + " away"
}

func (a *alike) find(own []string, f data.Feature) []likeness {
	var found []likeness
	seen := map[int32]bool{}
	for _, key := range names.Keys(own...) {
		for _, n := range a.byKey[key] {
			if seen[n] {
				continue
			}
			seen[n] = true
			other := a.features[n]
			if other.source == f.Location.Source || !names.Same(own, other.names) {
				continue
			}
			if distance, near := other.near(f); near {
				found = append(found, likeness{f.Collection + "/" + other.id, other.names[0], distance})
			}
		}
	}
	slices.SortFunc(found, func(x, y likeness) int { return compareDistance(x.distance, y.distance) })
	return found[:min(len(found), maxLikenesses)]
}

// near reports whether two records may lie in one place. Where one has no position, only
// the names speak.
func (n namedFeature) near(f data.Feature) (metres float64, near bool) {
	at, located := geo.FirstPosition(f.Geometry)
	if !located || !n.located {
		return -1, true
	}
	distance := geo.Distance(at, n.at)
	return distance, distance <= alikeReach+float64(n.accuracy)+float64(f.Location.Accuracy)
}

// compareDistance orders what is near first, and what has no position last.
func compareDistance(x, y float64) int {
	switch {
	case x == y:
		return 0
	case y < 0 || x >= 0 && x < y:
		return -1
	}
	return 1
}
