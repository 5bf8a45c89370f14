package shapefile

import (
	"fmt"
	"slices"
	"strings"

	"burialmap/data"
)

// The format's limits.
const (
	maxName = 10  // bytes of the name of a field
	maxText = 254 // bytes of a text
	maxFile = 1<<31 - 1
)

// columnsOf are the columns of our tables: id, the fields of the collection, the location
// fields, and extra, all that was kept beside them as JSON. Widths follow the values.
func columnsOf(c data.Collection) []column {
	fields := slices.Concat([]data.Field{{Name: data.KeyColumn}}, c.Fields, data.LocationFields, []data.Field{{Name: "extra"}})
	list := make([]column, len(fields))
	taken := map[string]bool{}
	for i, f := range fields {
		list[i] = column{raw: []byte(shortName(f.Name, taken)), name: f.Name, kind: 'C', width: 1}
		switch f.Type {
		case data.Integer, data.Real:
			list[i].kind = 'N'
		case data.Boolean:
			list[i].kind = 'L'
		}
	}
	return list
}

// shortName is the beginning of a name, with a number at its end if that is taken.
func shortName(name string, taken map[string]bool) string {
	short := name[:min(len(name), maxName)]
	for n := 1; taken[strings.ToLower(short)]; n++ {
		mark := fmt.Sprintf("_%d", n)
		short = name[:min(len(name), maxName-len(mark))] + mark
	}
	taken[strings.ToLower(short)] = true
	return short
}

// fullName is the field of a collection that a name of ten letters is the beginning of, as
// GIS cut them: empty if there is none or more than one.
func fullName(short string, c data.Collection) string {
	if len(short) != maxName {
		return ""
	}
	full := ""
	for _, f := range slices.Concat(c.Fields, data.LocationFields) {
		if len(f.Name) > maxName && strings.EqualFold(f.Name[:maxName], short) {
			if full != "" {
				return ""
			}
			full = f.Name
		}
	}
	return full
}
