package web

import (
	"net/http"

	"burialmap/data"
)

// What a collection's features are made of, what a filter may look at and what they can be
// sorted by, each as a JSON Schema with the roles and units of OGC API – Features Part 5.

var asSchema = offer{name: "json", title: "JSON Schema", media: "application/schema+json", also: []string{"application/json"}}

const jsonSchema = "https://json-schema.org/draft/2020-12/schema"

// The relations by which a collection leads to its schemas and tiles.
const (
	relSchema     = "http://www.opengis.net/def/rel/ogc/1.0/schema"
	relQueryables = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
	relSortables  = "http://www.opengis.net/def/rel/ogc/1.0/sortables"
)

// schemaKind is one of the three schemas of a collection.
type schemaKind struct {
	name, title, about string
	rel                string
	members            func(data.Collection) []schemaProperty
}

// schemaProperty is a property of a schema.
type schemaProperty struct {
	name   string
	schema object
}

var (
	returnables = schemaKind{"schema", "Schema", "What the features of the collection are made of.", relSchema, returnableMembers}
	queryables  = schemaKind{"queryables", "Queryables", "What the parameter filter, in CQL2, may look at.", relQueryables, queryableMembers}
	sorting     = schemaKind{"sortables", "Sortables", "What the parameter sortby may name.", relSortables, sortableMembers}

	schemaKinds = []schemaKind{returnables, queryables, sorting}
)

// schema answers with a schema of a collection.
func (s *server) schema(kind schemaKind) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		c, err := collectionOf(r)
		if err != nil {
			return err
		}
		p, err := readParams(r, "f")
		if err != nil {
			return err
		}
		o, err := negotiate(r, p, asSchema)
		if err != nil {
			return err
		}
		w.Header().Add("Vary", "Accept")
		doc := kind.document(c, s.collectionURL(r, c.Name)+"/"+kind.name)
		body := append(appendJSON(nil, doc), '\n')
		if unchanged(w, r, contentTag(body)) {
			return nil
		}
		w.Header().Set("Content-Type", o.media)
		_, _ = w.Write(body) // the client is gone: nobody is left to tell
		return nil
	}
}

func (kind schemaKind) document(c data.Collection, id string) object {
	properties := object{}
	for i, m := range kind.members(c) {
		m.schema["x-ogc-propertySeq"] = i + 1
		properties[m.name] = m.schema
	}
	return object{
		"$schema": jsonSchema, "$id": id, "title": c.Title + ": " + kind.title, "description": kind.about,
		"type": "object", "properties": properties, "additionalProperties": false,
	}
}

// schemaLinks lead from a collection to its schemas.
func (s *server) schemaLinks(r *http.Request, c data.Collection) []link {
	var links []link
	for _, kind := range schemaKinds {
		links = append(links, link{s.collectionURL(r, c.Name) + "/" + kind.name, kind.rel, asSchema.media, c.Title + ": " + kind.title})
	}
	return links
}

func queryableMembers(c data.Collection) []schemaProperty {
	var members []schemaProperty
	for _, q := range c.Queryables() {
		members = append(members, schemaProperty{q.Name, queryableSchema(q)})
	}
	return members
}

func sortableMembers(c data.Collection) []schemaProperty {
	var members []schemaProperty
	for _, q := range c.Queryables() {
		if sorts(c, q.Name) {
			members = append(members, schemaProperty{q.Name, queryableSchema(q)})
		}
	}
	return members
}

func queryableSchema(q data.Queryable) object {
	schema := described(q.Title, q.About, q.Unit)
	switch q.Type {
	case data.NumberType:
		schema["type"] = "number"
		if q.Whole {
			schema["type"] = "integer"
		}
	case data.BooleanType:
		schema["type"] = "boolean"
	case data.TimeType:
		schema["type"], schema["format"] = "string", "date-time"
	case data.GeometryType:
		schema["format"] = "geometry-any"
	case data.ListType:
		schema["type"], schema["items"] = "array", object{"type": "string"}
	case data.ObjectType:
		schema["type"] = "object"
	default:
		schema["type"] = "string"
	}
	if len(q.Values) > 0 {
		schema["enum"] = q.Values
	}
	return withRole(schema, q.Name)
}

func returnableMembers(c data.Collection) []schemaProperty {
	var members []schemaProperty
	add := func(name string, schema object) {
		members = append(members, schemaProperty{name, withRole(schema, name)})
	}
	for _, q := range c.Queryables() {
		f, isField := c.Field(q.Name)
		schema := queryableSchema(q)
		switch {
		case isField && f.Type == data.JSON && q.Type == data.ListType:
			schema["items"] = object{"type": "object"}
		case isField && f.Name == "fictional":
			schema["default"] = false
		}
		if isField && f.Derived || c.Derived || !isField && q.Name != "geometry" && q.Name != "id" {
			schema["readOnly"] = true
		}
		if q.Name == "revision" {
			add("extra", object{"type": "object", "title": "Also recorded", "description": "What the source says beyond the fields, by its own names.",
				"additionalProperties": object{"type": "string"}})
		}
		add(q.Name, schema)
	}
	return members
}

func described(title, about, unit string) object {
	schema := object{"title": title, "description": about}
	if unit != "" {
		schema["x-ogc-unit"], schema["x-ogc-unitLang"] = unitCode(unit), "UCUM"
	}
	return schema
}

// unitCode is a unit as UCUM writes it.
func unitCode(unit string) string {
	if unit == "m²" {
		return "m2"
	}
	return unit
}

// withRole says what a property is to its feature.
func withRole(schema object, name string) object {
	switch to, refers := refersTo[name]; {
	case name == "id":
		schema["x-ogc-role"] = "id"
	case name == "geometry":
		schema["x-ogc-role"] = "primary-geometry"
	case refers && to != "":
		schema["x-ogc-role"], schema["x-ogc-collectionId"] = "reference", to
	}
	return schema
}
