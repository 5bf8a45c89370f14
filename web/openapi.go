package web

import (
	"net/http"
	"slices"

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
	w.Header().Add("Vary", "Accept")
	body := append(appendJSON(nil, s.contract(s.base(r))), '\n')
	if unchanged(w, r, contentTag(body)) {
		return nil
	}
	w.Header().Set("Content-Type", o.media)
	_, _ = w.Write(body) // the client is gone: nobody is left to tell
	return nil
}

func (s *server) contract(base string) object {
	paths := object{}
	for _, op := range s.operations() {
		path := object{"get": op.object()}
		if !op.inAPI() {
			path["servers"] = []object{{"url": base + "/"}}
		}
		paths[op.Path] = path
	}
	components := object{"schemas": schemas(), "headers": answerHeaders(), "responses": wrongAnswers()}
	paths["/measure"] = object{"post": measureOperation()}
	s.describeEditing(paths, components)
	s.describePlans(paths, components["schemas"].(object))
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
		"components": components,
	}
}

// operation is one address that can be read.
type operation struct {
	Path       string // below /api, or of the server if outside is set
	ID         string
	Summary    string
	Parameters []parameter
	answers    object   // content by media type
	headers    []string // of the answer, beside those that all have
	empty      bool     // whether the answer may be 204
	outside    bool     // whether the address is not below /api
}

func (o operation) inAPI() bool { return !o.outside }

// Address is the path as a client asks for it.
func (o operation) Address() string {
	switch {
	case o.outside:
		return o.Path
	case o.Path == "/":
		return "/api"
	}
	return "/api" + o.Path
}

func (o operation) object() object {
	parameters := []object{}
	for _, p := range o.Parameters {
		parameters = append(parameters, p.object())
	}
	headers := object{}
	for _, name := range append([]string{"ETag", "X-Request-Id"}, o.headers...) {
		headers[name] = object{"$ref": "#/components/headers/" + name}
	}
	responses := object{
		"200": object{"description": o.Summary, "content": o.answers, "headers": headers},
		"304": object{"description": "The client has the answer already: its tag is among those of If-None-Match."},
	}
	for status, name := range map[string]string{"400": "badRequest", "404": "notFound", "406": "notAcceptable", "503": "unavailable", "default": "wrong"} {
		responses[status] = object{"$ref": "#/components/responses/" + name}
	}
	if o.empty {
		responses["204"] = object{"description": "Nothing lies here."}
	}
	return object{"operationId": o.ID, "summary": o.Summary, "parameters": parameters, "responses": responses}
}

// operations are all addresses, in the order in which a person would read about them.
func (s *server) operations() []operation {
	ops := s.rootOperations()
	for _, c := range data.Collections {
		ops = append(ops, s.collectionOperations(c)...)
	}
	return slices.Concat(ops, tileOperations(), s.recordOperations(), planOperations(), programOperations())
}

func (s *server) rootOperations() []operation {
	both := func(schema string) object { return object{asJSON.media: media(ref(schema)), asHTML.media: text()} }
	form := func(path, id, summary, schema string) operation {
		return operation{Path: path, ID: id, Summary: summary, answers: both(schema), Parameters: []parameter{formParameter(asJSON, asHTML), languageParameter()}}
	}
	return []operation{
		form("/", "landing", "What there is.", "landing"),
		form("/conformance", "conformance", "The standards that this API meets.", "conformance"),
		{Path: "/openapi.json", ID: "definition", Summary: "This definition.", Parameters: []parameter{formParameter(asOpenAPI)}, answers: object{asOpenAPI.media: media(object{"type": "object"})}},
		{Path: "/docs", ID: "documentation", Summary: "This definition for people.", Parameters: []parameter{languageParameter()}, answers: object{asHTML.media: text()}},
		form("/collections", "collections", "All collections.", "collections"),
	}
}

func (s *server) collectionOperations(c data.Collection) []operation {
	path := "/collections/" + c.Name
	items := object{asGeoJSON.media: media(ref("items")), asHTML.media: text()}
	for _, o := range s.linkedOffers()[2:] {
		items[o.media] = binary()
	}
	items["application/zip"] = binary() // package=zip
	ops := []operation{
		{Path: path, ID: c.Name, Summary: c.About, Parameters: []parameter{formParameter(asJSON, asHTML), languageParameter()},
			answers: object{asJSON.media: media(ref("collection")), asHTML.media: text()}},
	}
	for _, kind := range schemaKinds {
		ops = append(ops, operation{Path: path + "/" + kind.name, ID: c.Name + "." + kind.name, Summary: kind.about,
			Parameters: []parameter{formParameter(asSchema)}, answers: object{asSchema.media: media(ref("schema"))}})
	}
	return append(ops,
		operation{Path: path + "/items", ID: c.Name + ".items", Summary: "Features of the collection " + c.Name + ".", Parameters: s.itemsParameters(c), answers: items,
			headers: []string{"Content-Crs", "Content-Disposition"}},
		operation{Path: path + "/facets", ID: c.Name + ".facets", Summary: "How the features of the collection " + c.Name + " that are picked divide by their fields.",
			Parameters: facetsParameters(c), answers: object{asJSON.media: media(ref("facets"))}},
		operation{Path: path + "/items/{featureId}", ID: c.Name + ".item", Summary: "One feature of the collection " + c.Name + ".",
			Parameters: []parameter{featureParameter(), formParameter(asGeoJSON, asHTML), languageParameter(), systemParameter("crs", "The coordinate reference system of the answer")},
			answers:    object{asGeoJSON.media: media(ref("item")), asHTML.media: text()}, headers: []string{"Content-Crs"}},
		operation{Path: path + "/items/{featureId}/history", ID: c.Name + ".history", Summary: "What was recorded of the feature when, by whom and from where, the newest first.",
			Parameters: []parameter{featureParameter(), formParameter(asJSON)}, answers: object{asJSON.media: media(ref("history"))}},
	)
}

// recordOperations are about the records as a whole.
func (s *server) recordOperations() []operation {
	var formats []string
	for _, w := range s.Formats.Writers {
		formats = append(formats, w.Name())
	}
	files := object{"application/zip": binary()}
	for _, o := range s.linkedOffers()[2:] {
		files[o.media] = binary()
	}
	return []operation{
		{Path: "/changes", ID: "changes", Summary: "The history of the data, the newest change first.", answers: object{asJSON.media: media(ref("changes")), asHTML.media: text()},
			Parameters: []parameter{formParameter(asJSON, asHTML), languageParameter(), limitParameter(maxChanges, "changes"), numberParameter("after", "Only changes with a greater revision.")}},
		{Path: "/search", ID: "search", Summary: "Features and places of the gazetteer by name, in whatever script; the likeliest first.", answers: object{asJSON.media: media(ref("search"))},
			Parameters: []parameter{wordsParameter(), limitParameter(100, "features, and places")}},
		{Path: "/coordinates", ID: "coordinates", answers: object{asJSON.media: media(object{"oneOf": []object{ref("written"), ref("readings")}})},
			Summary:    "A position in every notation: degrees, UTM, MGRS, Gauss-Krüger on Pulkovo 1942 and 1995, each with what its last digit is worth and the accuracy of its datum operation. Or the positions that a pasted text can mean, the likeliest first, with the reasons, or why it can be none.",
			Parameters: coordinateParameters()},
		{Path: "/exports", ID: "exports", Summary: "The formats that features can be had in, and what each cannot hold.", answers: object{asJSON.media: media(ref("exports"))}},
		{Path: "/export", ID: "export", Summary: "Several collections at once, as one file or a zip of files.", answers: files, headers: []string{"Content-Disposition"},
			Parameters: append([]parameter{
				{Name: "f", in: "query", exploded: true, needed: true, Description: "Format of the files.", schema: object{"type": "string", "enum": formats}},
				{Name: "collections", in: "query", needed: true, Description: "Names of collections.", schema: list(object{"type": "string", "enum": collectionNames()})},
				bboxParameter(), datetimeParameter(), wordsParameter(), packageParameter()}, append(conditionParameters(), narrowingParameters(false)...)...)},
		{Path: "/sources/{sourceId}/counts", ID: "counts", Summary: "How many features of each collection name a source.", answers: object{asJSON.media: media(ref("counts"))},
			Parameters: []parameter{{Name: "sourceId", in: "path", Description: "Id of the source.", schema: object{"type": "string"}}, formParameter(asJSON)}},
	}
}

// programOperations are outside the API: what watches the server.
func programOperations() []operation {
	return []operation{
		{Path: "/basemap.json", outside: true, ID: "basemap", Summary: "The basemap that this server was given: kind (vector, raster or none), zooms, bounds, attribution.",
			answers: object{asJSON.media: media(object{"type": "object", "required": []string{"kind"}})}},
		{Path: "/basemap/own.pmtiles", outside: true, ID: "basemapArchive", Summary: "That basemap, a PMTiles archive to be read in ranges.",
			answers: object{mediaTypes[".pmtiles"]: binary()}},
		{Path: "/healthz", outside: true, ID: "healthy", Summary: "The program runs.", answers: object{asJSON.media: media(object{"type": "object"})}},
		{Path: "/readyz", outside: true, ID: "ready", Summary: "The store answers.", answers: object{asJSON.media: media(object{"type": "object"})}},
	}
}

func collectionNames() []string {
	var names []string
	for _, c := range data.Collections {
		names = append(names, c.Name)
	}
	return names
}

type docsPage struct {
	Operations []operation
}

// docs is the contract for people.
func (s *server) docs(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r, "lang"); err != nil {
		return err
	}
	return s.pages.write(w, r, "docs", languageOf(r).say("docs.title"), s.base(r), docsPage{s.operations()})
}
