package tiles

import (
	"encoding/binary"

	"burialmap/data"
)

// periodField is the field that years are taken from. They are not kept feature by feature:
// a chunk holds each different period once, and its years with it.
const periodField = "period"

// aboutYears describes the properties that a feature with a period has beside it.
var aboutYears = map[string]string{
	"from":        "First year of the period that may be meant, a whole number; 1 if the beginning is open or not known; absent if there is no period.",
	"to":          "Last year of the period that may be meant; 9999 if the end is open or not known.",
	"surely_from": "First of the years that the period surely covers in part; absent if there are none.",
	"surely_to":   "Last of the years that the period surely covers in part; absent if there are none.",
	"unsure":      "True if the period is marked as approximate or uncertain; absent otherwise.",
}

// yearsOf are the years of each period in a column.
func yearsOf(periods *column) []data.Years {
	all := make([]data.Years, len(periods.ends))
	for n := range all {
		all[n] = yearsOfPeriod(textOf(periods.value(n + 1)))
	}
	return all
}

// textOf is a text out of a value as a layer holds it; "" for a value that is none.
func textOf(encoded []byte) string {
	_, n := binary.Uvarint(encoded[min(1, len(encoded)):])
	inner := encoded[min(1+n, len(encoded)):]
	if len(inner) == 0 || inner[0] != valueString<<3|delimited {
		return ""
	}
	_, n = binary.Uvarint(inner[1:])
	return string(inner[1+n:])
}

// yearsOfPeriod are those of a text; one that is no period has none.
func yearsOfPeriod(text string) data.Years {
	p, err := data.ParsePeriod(text)
	if err != nil {
		return data.Years{}
	}
	return p.Years()
}

// yearsAt are the years of a feature.
func (c *chunk) yearsAt(i int) data.Years {
	if c.years == nil {
		return data.Years{}
	}
	if n := c.columns[c.period].at(i); n > 0 {
		return c.years[n-1]
	}
	return data.Years{}
}

// manyYears are the years of what is drawn as one: From and To hold all that may be meant,
// SurelyFrom and SurelyTo what is sure of every single one. If one of them has no date or is
// unsure, they are.
type manyYears struct {
	data.Years
	some    bool // something was added
	undated bool // something without a date was
}

func (m *manyYears) add(y data.Years) {
	m.join(manyYears{Years: y, some: true, undated: !y.Dated()})
}

func (m *manyYears) join(o manyYears) {
	switch {
	case !o.some:
		return
	case !m.some:
		*m = o
		return
	}
	undated := m.undated || o.undated
	switch {
	case !o.Dated():
	case !m.Dated():
		m.Years = o.Years
	default:
		m.Years = both(m.Years, o.Years)
	}
	m.undated = undated
	if undated && m.Dated() {
		m.SurelyFrom, m.SurelyTo, m.Unsure = 0, 0, true
	}
}

// both are the years of two of which each has some.
func both(a, b data.Years) data.Years {
	y := data.Years{From: min(a.From, b.From), To: max(a.To, b.To), Unsure: a.Unsure || b.Unsure}
	from, to := max(a.SurelyFrom, b.SurelyFrom), min(a.SurelyTo, b.SurelyTo)
	if a.SurelyFrom != 0 && b.SurelyFrom != 0 && from <= to {
		y.SurelyFrom, y.SurelyTo = from, to
	}
	return y
}

// yearTags are the tags of years that the layer at hand has had. There are few different
// ones, so that each is looked up at once.
type yearTags map[data.Years][]uint32

// tagYears gives the feature at hand its years, if it has any.
func (d *drawer) tagYears(y data.Years) {
	if !y.Dated() {
		return
	}
	tags, known := d.years[y]
	if !known {
		tags = d.yearsTagged(y)
		d.years[y] = tags
	}
	d.tags = append(d.tags, tags...)
}

func (d *drawer) yearsTagged(y data.Years) []uint32 {
	tags := d.words.add(nil, "from", int64(y.From))
	tags = d.words.add(tags, "to", int64(y.To))
	if y.SurelyFrom != 0 {
		tags = d.words.add(tags, "surely_from", int64(y.SurelyFrom))
		tags = d.words.add(tags, "surely_to", int64(y.SurelyTo))
	}
	if y.Unsure {
		tags = d.words.add(tags, "unsure", true)
	}
	return tags
}
