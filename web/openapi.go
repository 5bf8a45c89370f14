package web

import (
	"net/http"
	"strconv"

	"burialmap/data"
)

// object is a JSON object whose members are written in the order of their names.
type object = map[string]any

// openAPI is the contract of the API, as OpenAPI 3.0. It is made from the same
// collections, fields, formats and limits that the handlers use.
func (s *server) openAPI(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "f")
	if err != nil {
		return err
	}
	o, err := negotiate(r, p, asOpenAPI)
	if err != nil {
		return err
	}
	return writeAs(w, o.media, s.contract(s.base(r)))
}

func (s *server) contract(base string) object {
	paths := object{}
	for _, op := range s.operations() {
		paths[op.Path] = object{"get": op.object()}
	}
	for _, path := range []string{"/tiles.json", "/tiles/{z}/{x}/{y}.mvt", "/healthz", "/readyz"} {
		paths[path].(object)["servers"] = []object{{"url": base + "/"}}
	}
	version := s.Version
	if version == "" {
		version = "unknown"
	}
	return object{
		"openapi": "3.0.3",
		"info": object{"title": apiTitle, "description": apiAbout, "version": version,
			"license": object{"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"}},
		"servers":    []object{{"url": base + "/api"}},
		"paths":      paths,
		"components": object{"schemas": schemas()},
	}
}

// operation is one address that can be read.
type operation struct {
	Path       string
	ID         string
	Summary    string
	Parameters []parameter
	answers    object // content by media type
	empty      bool   // whether the answer may be 204
}

type parameter struct {
	Name, Description string
	in                string
	schema            object
	exploded          bool
}

func (o operation) object() object {
	parameters := []object{}
	for _, p := range o.Parameters {
		parameter := object{"name": p.Name, "in": p.in, "description": p.Description, "required": p.in == "path", "schema": p.schema}
		if p.in == "query" {
			parameter["style"], parameter["explode"] = "form", p.exploded
		}
		parameters = append(parameters, parameter)
	}
	responses := object{
		"200": object{"description": o.Summary, "content": o.answers},
		"304": object{"description": "The client has the answer already."},
		"default": object{"description": "What is wrong.", "content": object{
			"application/problem+json": object{"schema": ref("problem")}}},
	}
	if o.empty {
		responses["204"] = object{"description": "Nothing lies here."}
	}
	return object{"operationId": o.ID, "summary": o.Summary, "parameters": parameters, "responses": responses}
}

// operations are all addresses, in the order in which a person would read about them.
func (s *server) operations() []operation {
	form := func(offers ...offer) parameter { return formParameter(offers) }
	both := func(schema string) object { return object{asJSON.media: media(ref(schema)), asHTML.media: text()} }
	ops := []operation{
		{Path: "/", ID: "landing", Summary: "What there is.", Parameters: []parameter{form(asJSON, asHTML)}, answers: both("landing")},
		{Path: "/conformance", ID: "conformance", Summary: "The standards that this API meets.", Parameters: []parameter{form(asJSON, asHTML)}, answers: both("conformance")},
		{Path: "/openapi.json", ID: "definition", Summary: "This definition.", Parameters: []parameter{form(asOpenAPI)}, answers: object{asOpenAPI.media: media(object{"type": "object"})}},
		{Path: "/docs", ID: "documentation", Summary: "This definition for people.", answers: object{asHTML.media: text()}},
		{Path: "/collections", ID: "collections", Summary: "All collections.", Parameters: []parameter{form(asJSON, asHTML)}, answers: both("collections")},
	}
	for _, c := range data.Collections {
		ops = append(ops, s.collectionOperations(c)...)
	}
	z, x, y := tileParameter("z", "Zoom."), tileParameter("x", "Column, counted from the west."), tileParameter("y", "Row, counted from the north.")
	return append(ops,
		operation{Path: "/changes", ID: "changes", Summary: "The history of the data, the newest change first.", answers: both("changes"), Parameters: []parameter{
			form(asJSON, asHTML), limitParameter(maxChanges, "changes"), numberParameter("after", "Only changes with a greater revision.")}},
		operation{Path: "/search", ID: "search", Summary: "Features and places of the gazetteer by name, in whatever script; the likeliest first.", answers: object{asJSON.media: media(ref("search"))},
			Parameters: []parameter{wordsParameter(), limitParameter(100, "features, and places")}},
		operation{Path: "/exports", ID: "exports", Summary: "The formats that features can be had in, and what each cannot hold.", answers: object{asJSON.media: media(ref("exports"))}},
		operation{Path: "/sources/{sourceId}/counts", ID: "counts", Summary: "How many features of each collection name a source.", answers: object{asJSON.media: media(ref("counts"))}, Parameters: []parameter{
			{Name: "sourceId", in: "path", Description: "Id of the source.", schema: object{"type": "string"}}, formParameter([]offer{asJSON})}},
		operation{Path: "/tiles.json", ID: "tilejson", Summary: "The vector tiles of all collections, as TileJSON 3.0.", answers: object{asJSON.media: media(object{"type": "object"})}},
		operation{Path: "/tiles/{z}/{x}/{y}.mvt", ID: "tile", Summary: "A Mapbox Vector Tile, with the collections as layers.", Parameters: []parameter{z, x, y},
			answers: object{mediaMVT: media(object{"type": "string", "format": "binary"})}, empty: true},
		operation{Path: "/healthz", ID: "healthy", Summary: "The program runs.", answers: object{asJSON.media: media(object{"type": "object"})}},
		operation{Path: "/readyz", ID: "ready", Summary: "The store answers.", answers: object{asJSON.media: media(object{"type": "object"})}},
	)
}

func (s *server) collectionOperations(c data.Collection) []operation {
	path := "/collections/" + c.Name
	items := object{asGeoJSON.media: media(ref("items")), asHTML.media: text()}
	for _, o := range s.linkedOffers()[2:] {
		items[o.media] = media(object{"type": "string", "format": "binary"})
	}
	items["application/zip"] = media(object{"type": "string", "format": "binary"}) // package=zip
	return []operation{
		{Path: path, ID: c.Name, Summary: c.About, Parameters: []parameter{formParameter([]offer{asJSON, asHTML})},
			answers: object{asJSON.media: media(ref("collection")), asHTML.media: text()}},
		{Path: path + "/items", ID: c.Name + ".items", Summary: "Features of the collection " + c.Name + ".", Parameters: s.itemsParameters(c), answers: items},
		{Path: path + "/items/{featureId}", ID: c.Name + ".item", Summary: "One feature of the collection " + c.Name + ".", Parameters: []parameter{
			{Name: "featureId", in: "path", Description: "Id of the feature.", schema: object{"type": "string"}}, formParameter([]offer{asGeoJSON, asHTML})},
			answers: object{asGeoJSON.media: media(ref("item")), asHTML.media: text()}},
		{Path: path + "/items/{featureId}/history", ID: c.Name + ".history", Summary: "What was recorded of the feature when, by whom and from where, the newest first.", Parameters: []parameter{
			{Name: "featureId", in: "path", Description: "Id of the feature.", schema: object{"type": "string"}}, formParameter([]offer{asJSON})},
			answers: object{asJSON.media: media(ref("history"))}},
	}
}

func (s *server) itemsParameters(c data.Collection) []parameter {
	corner := object{"type": "number"}
	all := []parameter{
		formParameter(s.itemOffers()),
		limitParameter(maxLimit, "features. GeoJSON and HTML come in pages of "+strconv.Itoa(defaultLimit)+" unless this asks for others; the other formats hold everything unless this asks for less"),
		{Name: "bbox", in: "query", Description: "Only located features whose bounds meet these: west,south,east,north in degrees (WGS 84). West may be greater than east: the bounds then cross 180°. Six numbers hold heights as well, which do not matter.",
			schema: object{"type": "array", "items": corner, "minItems": 4, "maxItems": 6}},
		{Name: "datetime", in: "query", exploded: true, Description: "Only features whose period may hold this time, an instant or an interval (RFC 3339; .. for an open end). Features whose period is not recorded match every time.",
			schema: object{"type": "string"}},
		wordsParameter(),
		{Name: "ids", in: "query", Description: "Only features with one of these ids.", schema: object{"type": "array", "items": object{"type": "string", "minLength": 1}, "minItems": 1, "maxItems": maxIDs}},
		{Name: "package", in: "query", exploded: true, Description: "Formats other than pages: as a zip with a README and the sources to cite.", schema: object{"type": "string", "enum": []string{"zip"}}},
		numberParameter("after", "Where the page begins. Follow the link to the next page rather than counting."),
	}
	for _, f := range filterFields(c) {
		all = append(all, parameter{Name: f.Name, in: "query", exploded: true, Description: "Only features with exactly this value. " + f.About, schema: fieldSchema(f)})
	}
	return all
}
