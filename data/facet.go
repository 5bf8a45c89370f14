package data

import (
	"fmt"
	"slices"
	"sort"
)

// Located is the facet that says whether a feature has a place. No field has that name.
const Located = "located"

// FacetKind says how the features of a selection are divided by a facet.
type FacetKind int

const (
	// ByVocabulary counts each value of a closed vocabulary, also those that no feature
	// has; of a truth "true" and "false".
	ByVocabulary FacetKind = iota + 1
	// ByText counts the values that are there, the commonest first.
	ByText
	// ByNumber counts in bins that are the same whatever is selected.
	ByNumber
	// ByYear counts how many periods cover each year.
	ByYear
)

// Facet is something by which features of a collection are divided and counted.
type Facet struct {
	Field  string // a field, or [Located]
	Kind   FacetKind
	Values []string  // of ByVocabulary
	Edges  []float64 // of ByNumber, rising: see [Bin]
}

// Bin is the number of the bin that a number is in.
func (f Facet) Bin(x float64) int {
	return max(0, sort.Search(len(f.Edges), func(i int) bool { return f.Edges[i] > x })-1)
}

// divided are the fields of text whose values are worth counting: those that many features
// share.
var divided = []string{"region", "camp", "source", "site", "cemetery", "pow_cemetery", "civilian_cemetery", "method_version", "reviewer",
	"issuer", "plan", "observer"}

// Facets are what the features of the collection can be divided by, in the order of the
// fields.
func (c Collection) Facets() []Facet {
	var list []Facet
	for _, f := range fields(c.Fields, LocationFields) {
		if facet, ok := f.facet(); ok {
			list = append(list, facet)
		}
	}
	if c.Spatial {
		list = append(list, Facet{Field: Located, Kind: ByVocabulary, Values: truths})
	}
	return list
}

// Facet finds one by the name of its field.
func (c Collection) Facet(field string) (Facet, error) {
	all := c.Facets()
	i := slices.IndexFunc(all, func(f Facet) bool { return f.Field == field })
	if i < 0 {
		return Facet{}, fmt.Errorf("%w: %s are not divided by %q", ErrInvalid, c.Name, field)
	}
	return all[i], nil
}

var truths = []string{"true", "false"}

func (f Field) facet() (Facet, bool) {
	switch f.Type {
	case Enum:
		return Facet{Field: f.Name, Kind: ByVocabulary, Values: f.Values}, true
	case Boolean:
		return Facet{Field: f.Name, Kind: ByVocabulary, Values: truths}, true
	case Interval:
		return Facet{Field: f.Name, Kind: ByYear}, true
	case Integer, Real:
		return Facet{Field: f.Name, Kind: ByNumber, Edges: f.edges()}, true
	case Text:
		return Facet{Field: f.Name, Kind: ByText}, slices.Contains(divided, f.Name)
	}
	return Facet{}, false
}

// The edges of bins. Whatever reaches over some powers of ten is divided as 1, 2, 5; shares
// and probabilities are divided so that the limits of the classes are edges.
var (
	lengthEdges = []float64{0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000}
	areaEdges   = []float64{0, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000}
	countEdges  = []float64{0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000}
	shareEdges  = func() []float64 {
		edges := make([]float64, 20)
		for i := range edges {
			edges[i] = float64(i) / 20
		}
		return edges
	}()
)

func (f Field) edges() []float64 {
	switch {
	case f.Unit == "m":
		return lengthEdges
	case f.Unit == "m²":
		return areaEdges
	case f.Type == Integer:
		return countEdges
	}
	return shareEdges
}
