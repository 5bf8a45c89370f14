package geopackage

import (
	"database/sql/driver"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"burialmap/data/names"
)

// shortestID is from how many characters on the beginning of an id finds a feature.
const shortestID = 3

// byWords looks for the rows by their id or by the keys of their names. Lists of words
// and keys come as JSON, so that the text of the statement depends on their number alone
// and is prepared once.
func (s *selection) byWords(l *layer, text string) {
	words := names.Query(text)
	if words == nil {
		return // it asks nothing
	}
	id := strings.TrimSpace(text)
	found, values := "SELECT fid FROM "+quoted(l.Name)+" WHERE id = ?", []driver.Value{id}
	if utf8.RuneCountInString(id) >= shortestID {
		found += " UNION SELECT fid FROM " + quoted(l.Name) + " WHERE id > ? AND id < ? || char(1114111)"
		values = append(values, id, id)
	}
	if len(l.named) > 0 {
		var terms []string
		for _, w := range words {
			terms = append(terms, "SELECT fid FROM ("+strings.ReplaceAll(wordSQL, "«n»", quoted(l.names))+")")
			values = append(values, listOf(w.Sounds), listOf(w.Begins))
		}
		found += " UNION SELECT fid FROM (" + strings.Join(terms, " INTERSECT ") + ")"
	}
	s.and("fid IN ("+found+")", values...)
}

// wordSQL finds what satisfies one word: a key that is one of a list, or begins like one
// of another.
const wordSQL = `SELECT fid FROM json_each(?) AS w CROSS JOIN «n» AS n ON n.key = w.value UNION
SELECT fid FROM json_each(?) AS w CROSS JOIN «n» AS n ON n.key >= w.value AND n.key < w.value || char(1114111)`

func listOf(texts []string) string {
	b, err := json.Marshal(texts) // nil is null, which has no elements of use
	if err != nil {               // cannot happen: they are texts
		panic(err)
	}
	return string(b)
}
