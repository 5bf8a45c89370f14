package gazetteer

import (
	"slices"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// place is an entry of a gazetteer.
type place struct {
	id              string // with the gazetteer: "geonames/2012349"
	name, ascii     string
	ru, ja          string
	point           orb.Point
	coordinateError float64 // metres
	fcode           string  // GeoNames feature code, or ""
	admin1          string  // GeoNames code of the region, or "" if it is not one of ours
	region          string  // its name
	population      int     // 0 if not known
	source          string
	added           bool // by a user
}

// names are those that the place has.
func (p place) names() []string {
	var all []string
	for _, name := range []string{p.name, p.ascii, p.ru, p.ja} {
		if name != "" {
			all = append(all, name)
		}
	}
	return all
}

// spoken are the names together with their cases in Russian: Джатвы is Джатва. A phrase in
// letters is not compared with the Japanese name, in which Хабаровск and Хабаровский are one.
func (p place) spoken(japanese bool) []string {
	all := append(cases(p.ru), p.name, p.ascii, p.ru)
	if p.ru != p.name {
		all = append(all, cases(p.name)...)
	}
	if japanese {
		all = append(all, p.ja)
	}
	return slices.DeleteFunc(all, func(name string) bool { return name == "" })
}

func (p place) candidate() data.Candidate {
	return data.Candidate{ID: p.id, Name: p.name, NameRu: p.ru, NameJa: p.ja, Region: p.region, Point: p.point, Source: p.source}
}
