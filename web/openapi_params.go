package web

import (
	"strconv"
	"strings"

	"burialmap/data"
	"burialmap/geo/notation"
)

// parameter is one that an address takes.
type parameter struct {
	Name, Description string
	in                string
	schema            object
	exploded          bool // one value; else several, with commas between them
	needed            bool
}

func (p parameter) object() object {
	o := object{"name": p.Name, "in": p.in, "description": p.Description, "required": p.needed || p.in == "path", "schema": p.schema}
	if p.in == "query" {
		o["style"], o["explode"] = "form", p.exploded
	}
	return o
}

// single is a query parameter with one value.
func single(name, about string, schema object) parameter {
	return parameter{Name: name, in: "query", exploded: true, Description: about, schema: schema}
}

func formParameter(offers ...offer) parameter {
	var names []string
	for _, o := range offers {
		names = append(names, o.name)
	}
	return single("f", "Format of the answer; without it the header Accept decides.", object{"type": "string", "enum": names})
}

func languageParameter() parameter {
	return single("lang", "Language of pages for people; without it the header Accept-Language decides.", object{"type": "string", "enum": languages})
}

func limitParameter(most int, of string) parameter {
	return single("limit", "The most "+of+". More than "+strconv.Itoa(most)+" is taken as that.",
		object{"type": "integer", "minimum": 1, "maximum": most, "default": defaultLimit})
}

func numberParameter(name, about string) parameter {
	return single(name, about, object{"type": "integer", "format": "int64", "minimum": 0})
}

func wordsParameter() parameter {
	return single("q", "Words of a name, in whatever script and spelling: each has to be found, or the beginning of it.",
		object{"type": "string", "maxLength": maxWords})
}

func coordinateParameters() []parameter {
	degrees := func(name string, most int) parameter {
		return single(name, "Of the position to write, in degrees (WGS 84); needed unless q is given.", object{"type": "number", "minimum": -most, "maximum": most})
	}
	return []parameter{
		degrees("lon", 180), degrees("lat", 90),
		single("accuracy_m", "How far off the position may be, in metres: the last digit is worth about a tenth of it. 10 if it is not given, or 0.",
			object{"type": "number", "minimum": 0, "maximum": 10_000_000}),
		single("notation", "Only this notation.", object{"type": "string", "enum": notation.Names}),
		single("q", "A text to read: degrees in any usual way of writing and in either order, UTM, MGRS, a Soviet grid reference, a geo: URI, or the address of a map's page.",
			object{"type": "string", "maxLength": maxPosition}),
		formParameter(asJSON),
	}
}

func systemParameter(name, about string) parameter {
	return single(name, about+", by its URI: one of those that the collection lists under crs. Axes are in the order of its definition. CRS84 if it is not given.",
		object{"type": "string", "format": "uri", "default": crs84})
}

func featureParameter() parameter {
	return parameter{Name: "featureId", in: "path", Description: "Id of the feature.", schema: object{"type": "string"}}
}

func tileParameter(name, about string) parameter {
	return parameter{Name: name, in: "path", Description: about, schema: object{"type": "integer", "minimum": 0}}
}

func bboxParameter() parameter {
	return parameter{Name: "bbox", in: "query", schema: object{"type": "array", "items": object{"type": "number"}, "minItems": 4, "maxItems": 6},
		Description: "Only located features whose bounds meet these: west,south,east,north in degrees (WGS 84), or lower and upper corner in the system of bbox-crs. " +
			"West may be greater than east: the bounds then cross 180°. Six numbers hold heights as well, which do not matter. " +
			"Of bounds in metres the least bounds in degrees that hold them count."}
}

func datetimeParameter() parameter {
	return single("datetime", "Only features whose period may hold this time, an instant or an interval (RFC 3339; .. for an open end). Features whose period is not recorded match every time.",
		object{"type": "string"})
}

func packageParameter() parameter {
	return single("package", "Formats other than pages: as a zip with a README and the sources to cite.", object{"type": "string", "enum": []string{"zip"}})
}

// conditionParameters are those of a condition in CQL2.
func conditionParameters() []parameter {
	return []parameter{
		single("filter", "Only features of which this condition is true (CQL2). The queryables say what it may look at; distance(geometry, POINT(131 48)) is in metres.",
			object{"type": "string"}),
		single("filter-lang", "How the condition is written.", object{"type": "string", "enum": filterLanguages, "default": filterLanguages[0]}),
		systemParameter("filter-crs", "The coordinate reference system of geometries in the condition"),
	}
}

// narrowingParameters say of each collection alone what is wanted of it.
func narrowingParameters(spatial bool) []parameter {
	var all []parameter
	for _, name := range narrowingParams(spatial) {
		kind, collection, _ := strings.Cut(name, "-")
		if kind == "q" {
			all = append(all, single(name, "Only those of the "+collection+" that these words find.", object{"type": "string", "maxLength": maxWords}))
		} else {
			all = append(all, single(name, "Only those of the "+collection+" of which this condition is true (CQL2 text).", object{"type": "string"}))
		}
	}
	return all
}

func (s *server) itemsParameters(c data.Collection) []parameter {
	names := fieldNames(fieldsOf(c))
	all := []parameter{
		formParameter(s.itemOffers()...), languageParameter(),
		limitParameter(maxLimit, "features. GeoJSON and HTML come in pages of "+strconv.Itoa(defaultLimit)+" unless this asks for others; the other formats hold everything unless this asks for less"),
		systemParameter("crs", "The coordinate reference system of GeoJSON pages"),
	}
	all = append(all,
		parameter{Name: "sortby", in: "query", Description: "Fields to sort by, the first before the others: + or nothing before a field for ascending, - for descending. What was not recorded comes last.",
			schema: object{"type": "array", "minItems": 1, "maxItems": maxSort, "items": object{"type": "string", "pattern": "^[+-]?(id|" + strings.Join(fieldNames(sortables(c)), "|") + ")$"}}},
		parameter{Name: "properties", in: "query", Description: "Only these properties of each feature, on pages.",
			schema: object{"type": "array", "items": object{"type": "string", "enum": names}}},
		single("after", "Where the page begins. Follow the link to the next page rather than counting.", object{"type": "string"}),
		numberParameter("offset", "How many features are passed over. Links to the next page are faster and do not slip when features are added."),
		numberParameter("startindex", "Another name of offset."),
		packageParameter(),
	)
	return append(all, pickParameters(c)...)
}

// pickParameters are those that pick features of a collection.
func pickParameters(c data.Collection) []parameter {
	all := []parameter{
		bboxParameter(), systemParameter("bbox-crs", "The coordinate reference system of bbox"), datetimeParameter(), wordsParameter(),
		{Name: "ids", in: "query", Description: "Only features with one of these ids.", schema: object{"type": "array", "items": object{"type": "string", "minLength": 1}, "minItems": 1, "maxItems": maxIDs}},
	}
	all = append(all, conditionParameters()...)
	for _, f := range filterFields(c) {
		all = append(all, single(f.Name, "Only features with exactly this value. "+f.About, fieldSchema(f)))
	}
	return all
}

func facetsParameters(c data.Collection) []parameter {
	fields := parameter{Name: "fields", in: "query", schema: list(object{"type": "string", "enum": facetNames(c)}),
		Description: "Only by these fields; " + data.Located + " says whether a feature has a place. All of them if it is not given."}
	return append([]parameter{formParameter(asJSON), fields}, pickParameters(c)...)
}

// fieldSchema is how a field is written in JSON.
func fieldSchema(f data.Field) object {
	switch f.Type {
	case data.Enum:
		return object{"type": "string", "enum": f.Values}
	case data.Integer:
		return object{"type": "integer", "format": "int64"}
	case data.Real:
		return object{"type": "number"}
	case data.Boolean:
		return object{"type": "boolean"}
	case data.JSON:
		return object{}
	}
	return object{"type": "string"}
}
