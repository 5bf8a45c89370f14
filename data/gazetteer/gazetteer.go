package gazetteer

import (
	"bytes"
	_ "embed"
	"slices"
	"sync"

	"burialmap/data"
)

// Gazetteer is a list of places that can be found by name. It never changes, and may be
// used by several goroutines. The zero value knows no place.
type Gazetteer struct {
	places []place
	keys   func() index // worked out when the first name is asked for
}

var _ data.Locator = (*Gazetteer)(nil)

//go:embed geonames.tsv
var geonames []byte

// Default is the built-in gazetteer: see the package comment for what it holds and
// whom to cite. The keys of its names are worked out when it is first asked for one,
// which takes a few tenths of a second.
var Default = sync.OnceValue(func() *Gazetteer {
	g, err := read(bytes.NewReader(geonames), "geonames", "GeoNames, CC BY 4.0", false)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return g
})

// With is a gazetteer of the places of g and of more. Where a place of one that was read
// by [Read] bears the name of a built-in one that lies where it does, that one counts.
func (g *Gazetteer) With(more ...*Gazetteer) *Gazetteer {
	places := slices.Clone(g.places)
	for _, m := range more {
		places = append(places, m.places...)
	}
	return newGazetteer(places)
}

func newGazetteer(places []place) *Gazetteer {
	return &Gazetteer{places: places, keys: sync.OnceValue(func() index { return newIndex(places) })}
}

func (g *Gazetteer) index() index {
	if g.keys == nil {
		return nil
	}
	return g.keys()
}

// Len is the number of places.
func (g *Gazetteer) Len() int { return len(g.places) }
