package geopackage

import "strings"

// typeName is what gpkg_geometry_columns calls a column that holds these types and no
// others: the one there is, or GEOMETRY. A polygon is no multipolygon there.
func typeName(kinds map[string]int) string {
	name := ""
	for kind := range kinds {
		switch {
		case kind == "":
		case name == "":
			name = strings.ToUpper(kind)
		default:
			return "GEOMETRY"
		}
	}
	if name == "" {
		return "GEOMETRY"
	}
	return name
}
