package data

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Tally is how the features of a selection divide by some facets.
type Tally struct {
	Matched int // features in the selection
	Facets  []Division
}

// Division is how they divide by one facet. Which of the lists is filled is said by the
// kind of the facet.
type Division struct {
	Field   string
	Values  []ValueCount
	Bins    []Bin
	Years   []Year // each year from the first to the last that a period may cover
	Missing int    // features of which it was not recorded, or cannot be read
	Others  int    // features with one of the values that are not listed, being too many
}

// ValueCount is how many features have a value.
type ValueCount struct {
	Value string
	Count int
}

// Bin counts the numbers from From on and below the From of the next bin. In the first are
// also those below, in the last all those above.
type Bin struct {
	From  float64
	Count int
}

// Year is how many periods cover some of a year.
type Year struct {
	Year    int
	Surely  int
	Perhaps int // beside those
}

// MostValues of a text are listed, the commonest.
const MostValues = 200

// Counter makes a Tally of one feature after the other. It holds each different text once.
type Counter struct {
	facets []Facet
	tally  Tally
	texts  []map[string]*int
}

// NewCounter counts by some facets of a collection. One that it does not have is an
// ErrInvalid.
func NewCounter(c Collection, fields []string) (*Counter, error) {
	k := &Counter{texts: make([]map[string]*int, len(fields))}
	for i, name := range fields {
		f, err := c.Facet(name)
		if err != nil {
			return nil, err
		}
		k.facets = append(k.facets, f)
		d := Division{Field: name}
		for _, e := range f.Edges {
			d.Bins = append(d.Bins, Bin{From: e})
		}
		k.tally.Facets = append(k.tally.Facets, d)
		k.texts[i] = map[string]*int{}
		for _, v := range f.Values {
			k.texts[i][v] = new(int)
		}
	}
	return k, nil
}

// Matched says that n more features are in the selection.
func (k *Counter) Matched(n int) { k.tally.Matched += n }

// Text counts n features that have a text for a facet, which goes by its number. The text
// may pass after the call.
func (k *Counter) Text(facet int, text string, n int) {
	count := k.texts[facet][text]
	switch {
	case count != nil:
	case text == "" || k.facets[facet].Kind == ByVocabulary:
		k.tally.Facets[facet].Missing += n
		return
	default:
		count = new(int)
		k.texts[facet][strings.Clone(text)] = count
	}
	*count += n
}

// Value counts n features that have a value, as a Feature has it; nil for none.
func (k *Counter) Value(facet int, v any, n int) {
	switch x := v.(type) {
	case string:
		k.Text(facet, x, n)
	case bool:
		*k.texts[facet][strconv.FormatBool(x)] += n
	case int64:
		k.number(facet, float64(x), n)
	case float64:
		k.number(facet, x, n)
	default:
		k.tally.Facets[facet].Missing += n
	}
}

func (k *Counter) number(facet int, x float64, n int) {
	k.tally.Facets[facet].Bins[k.facets[facet].Bin(x)].Count += n
}

// Tally is what was counted. The counter is not to be used any more.
func (k *Counter) Tally() Tally {
	for i, f := range k.facets {
		d := &k.tally.Facets[i]
		switch f.Kind {
		case ByVocabulary:
			for _, v := range f.Values {
				d.Values = append(d.Values, ValueCount{v, *k.texts[i][v]})
			}
		case ByText:
			d.commonest(k.texts[i])
		case ByYear:
			d.years(k.texts[i])
		}
	}
	return k.tally
}

// commonest lists the texts by how many features have them, and equal ones by code point.
func (d *Division) commonest(texts map[string]*int) {
	for v, n := range texts {
		d.Values = append(d.Values, ValueCount{v, *n})
	}
	slices.SortFunc(d.Values, func(a, b ValueCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	if len(d.Values) <= MostValues {
		return
	}
	for _, v := range d.Values[MostValues:] {
		d.Others += v.Count
	}
	d.Values = slices.Clone(d.Values[:MostValues])
}

// years lays periods out over the years between the first and the last that any of them
// names. One without a beginning or an end goes on to there.
func (d *Division) years(texts map[string]*int) {
	periods := map[Years]int{}
	first, last := LastYear, FirstYear
	for text, n := range texts {
		p, err := ParsePeriod(text)
		if err != nil {
			d.Missing += *n
			continue
		}
		y := p.Years()
		periods[y] += *n
		first, last = min(first, y.firstNamed()), max(last, y.lastNamed())
	}
	if len(periods) == 0 {
		return
	}
	// What begins and ends in each year, with one more in which the last have ended.
	surely, atAll := make([]int, last-first+2), make([]int, last-first+2)
	over := func(changes []int, from, to int16, n int) {
		changes[max(first, int(from))-first] += n
		changes[min(last, int(to))-first+1] -= n
	}
	for y, n := range periods {
		over(atAll, y.From, y.To, n)
		if y.SurelyFrom > 0 {
			over(surely, y.SurelyFrom, y.SurelyTo, n)
		}
	}
	sure, all := 0, 0
	for i := range last - first + 1 {
		sure, all = sure+surely[i], all+atAll[i]
		d.Years = append(d.Years, Year{first + i, sure, all - sure})
	}
}

// firstNamed is the first year that is no open end.
func (y Years) firstNamed() int {
	if y.From == FirstYear {
		return int(y.To)
	}
	return int(y.From)
}

// lastNamed is the last year that is no open end.
func (y Years) lastNamed() int {
	if y.To == LastYear {
		return int(y.From)
	}
	return int(y.To)
}
