package geopackage

import (
	"fmt"
	"strings"

	"burialmap/data"
)

// lookups are the indexes beside the R-tree: by the key in the source, for imports, by
// the source itself, by the places a feature belongs to, and by how it was judged. Rows without such a value
// are left out of them, so that plots of no site cost nothing.
func (l *layer) lookups() string {
	var b strings.Builder
	index := func(name, columns, held string) {
		fmt.Fprintf(&b, "CREATE INDEX IF NOT EXISTS %s ON %s(%s) WHERE %s IS NOT NULL;\n",
			quoted(l.Name+"_"+name), quoted(l.Name), columns, quoted(held))
	}
	index("source", "source_key, source", "source_key")
	index("of_source", "source", "source")
	for _, f := range l.belongings() {
		index(f, quoted(f), f)
	}
	if len(l.judged) > 0 {
		index("review", "review", "review") // to count what has been judged
	}
	return b.String()
}

// belongings are the fields that name what a feature is part of, by which its rows are
// asked for again and again.
func (l *layer) belongings() []string {
	switch l.Name {
	case data.Plots.Name:
		return []string{"site", "cemetery"}
	case data.Overlaps.Name:
		return []string{"pow", "civilian", "site", "pow_cemetery", "civilian_cemetery"}
	case data.Positions.Name:
		return []string{"of"}
	case data.Observations.Name:
		return []string{"of", "plan"}
	case data.Restrictions.Name:
		return []string{"site", "region"}
	}
	return nil
}
