package web

import (
	"net/http"
	"strconv"

	"burialmap/data"
)

func ref(schema string) object { return object{"$ref": "#/components/schemas/" + schema} }

func media(schema object) object { return object{"schema": schema} }

func text() object { return media(object{"type": "string"}) }

func list(of object) object { return object{"type": "array", "items": of} }

func formParameter(offers []offer) parameter {
	var names []string
	for _, o := range offers {
		names = append(names, o.name)
	}
	return parameter{Name: "f", in: "query", exploded: true, Description: "Format of the answer; without it the header Accept decides.",
		schema: object{"type": "string", "enum": names}}
}

func limitParameter(most int, of string) parameter {
	return parameter{Name: "limit", in: "query", exploded: true, Description: "The most " + of + ". More than " + strconv.Itoa(most) + " is taken as that.",
		schema: object{"type": "integer", "minimum": 1, "maximum": most, "default": defaultLimit}}
}

func numberParameter(name, about string) parameter {
	return parameter{Name: name, in: "query", exploded: true, Description: about, schema: object{"type": "integer", "format": "int64", "minimum": 0}}
}

func wordsParameter() parameter {
	return parameter{Name: "q", in: "query", exploded: true, Description: "Words of a name, in whatever script and spelling: each has to be found, or the beginning of it.",
		schema: object{"type": "string", "maxLength": maxWords}}
}

func tileParameter(name, about string) parameter {
	return parameter{Name: name, in: "path", Description: about, schema: object{"type": "integer", "minimum": 0}}
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

// schemas are the shapes of all answers.
func schemas() object {
	str, num, whole := object{"type": "string"}, object{"type": "number"}, object{"type": "integer"}
	shape := func(required []string, members object) object {
		return object{"type": "object", "required": required, "properties": members}
	}
	links := list(ref("link"))
	item := object{"type": object{"type": "string", "enum": []string{"Feature"}}, "id": str,
		"geometry":   object{"type": "object", "nullable": true, "properties": object{"type": str}},
		"properties": object{"type": "object"}, "links": links}
	return object{
		"link": shape([]string{"href", "rel"}, object{"href": str, "rel": str, "type": str, "title": str}),
		"problem": shape([]string{"type", "title", "status", "detail"}, object{"type": str, "title": str, "status": whole,
			"detail": str, "parameter": str, "request_id": str}),
		"landing":     shape([]string{"title", "description", "links"}, object{"title": str, "description": str, "links": links}),
		"conformance": shape([]string{"conformsTo"}, object{"conformsTo": list(str)}),
		"collections": shape([]string{"links", "collections"}, object{"links": links, "collections": list(ref("collection"))}),
		"collection": shape([]string{"id", "title", "itemType", "links", "count", "located", "derived", "fields"}, object{
			"id": str, "title": str, "description": str, "itemType": str, "crs": list(str), "count": whole, "located": whole,
			"derived": object{"type": "boolean"}, "fields": list(object{"type": "object"}), "links": links,
			"extent": shape([]string{"spatial"}, object{"spatial": shape([]string{"bbox", "crs"}, object{
				"bbox": list(object{"type": "array", "items": num, "minItems": 4, "maxItems": 4}), "crs": str})})}),
		"item":    shape([]string{"type", "id", "geometry", "properties", "links"}, item),
		"feature": shape([]string{"type", "id", "geometry", "properties"}, item),
		"items": shape([]string{"type", "timeStamp", "features", "numberReturned", "links"}, object{
			"type": object{"type": "string", "enum": []string{"FeatureCollection"}}, "timeStamp": object{"type": "string", "format": "date-time"},
			"numberMatched": whole, "numberReturned": whole, "features": list(ref("feature")), "links": links}),
		"history": shape([]string{"versions", "links"}, object{"links": links,
			"versions": list(shape([]string{"revision", "time", "author", "what", "kind", "changed", "moved_m"}, object{"revision": whole,
				"time": object{"type": "string", "format": "date-time"}, "author": str, "what": str, "kind": str, "source": str, "moved_m": num,
				"changed": list(shape([]string{"field"}, object{"field": str}))}))}),
		"search": shape([]string{"features", "places"}, object{
			"features": list(shape([]string{"collection", "id", "name", "score"}, object{"collection": str, "id": str, "name": str, "score": num,
				"point": object{"type": "array", "nullable": true, "items": num}})),
			"places": list(shape([]string{"id", "name", "point", "source"}, object{"id": str, "name": str, "source": str, "point": list(num)}))}),
		"exports": shape([]string{"formats"}, object{"formats": list(shape([]string{"name", "title", "extension", "media_type", "layers", "loses"}, object{
			"name": str, "title": str, "extension": str, "media_type": str, "layers": object{"type": "boolean"}, "loses": list(str)}))}),
		"counts": shape([]string{"source", "counts"}, object{"source": str, "counts": object{"type": "object", "additionalProperties": whole}}),
		"changes": shape([]string{"revision", "changes", "links"}, object{"revision": whole, "links": links,
			"changes": list(shape([]string{"revision", "time", "author", "what", "new", "updated", "deleted"}, object{"revision": whole,
				"time": object{"type": "string", "format": "date-time"}, "author": str, "what": str, "new": whole, "updated": whole, "deleted": whole}))}),
	}
}

type docsPage struct {
	Description string
	Operations  []operation
}

// docs is the contract for people.
func (s *server) docs(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	ops := s.operations()
	for i, op := range ops {
		if op.Path == "/" {
			ops[i].Path = "/api"
		} else if op.ID != "tile" && op.ID != "tilejson" && op.ID != "healthy" && op.ID != "ready" {
			ops[i].Path = "/api" + op.Path
		}
	}
	return s.pages.write(w, r, "docs", "Documentation", s.base(r), docsPage{apiAbout, ops})
}
