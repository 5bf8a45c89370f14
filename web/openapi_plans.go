package web

import (
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/web/fieldkit/book"
)

func planParameter() parameter {
	return parameter{Name: "planId", in: "path", Description: "Id of the plan.", schema: object{"type": "string"}}
}

func revisionParameter() parameter {
	return single("revision", "The plan as it was at this revision of its own, also of a plan that has been deleted; without it the newest.", object{"type": "integer", "format": "int64", "minimum": 1})
}

func todayParameter() parameter {
	return single("today", "The day on which the question is asked: what can still be applied for in time, and how long ago something was, depend on it. Without it the present day where the plan is made for.",
		object{"type": "string", "format": "date"})
}

// planOperations are what can be read about plans of visits.
func planOperations() []operation {
	of := []parameter{planParameter(), revisionParameter(), todayParameter()}
	answers := func(schema string) object { return object{asJSON.media: media(ref(schema))} }
	return []operation{
		{Path: "/plans", ID: "plans", Summary: "The plans of visits, by title. Pages of other hosts cannot read plans, for they name people.", answers: answers("plans")},
		{Path: "/plans/ranking", ID: "ranking", answers: answers("ranking"), Parameters: rankingParameters(),
			Summary: "Sites by what a visit would tell, the most first; each score is taken apart into its facts. All sites that are picked are ranked, and the limit is to the answer. A weight that is not given is as usual."},
		{Path: "/plans/{planId}", ID: "plan", Summary: "A plan of visits. Its entity tag is its revision.", answers: answers("plan"), Parameters: of[:2]},
		{Path: "/plans/{planId}/revisions", ID: "plan.revisions", Summary: "The revisions of a plan, the newest first, with who stored them; also of a plan that has been deleted.", answers: answers("revisions"), Parameters: of[:1]},
		{Path: "/plans/{planId}/timetable", ID: "plan.timetable", Summary: "How a plan works out: when each place is reached and left, every conflict, and what is left out and why.", answers: answers("timetable"), Parameters: of},
		{Path: "/plans/{planId}/changes", ID: "plan.changes", Summary: "How the overlaps at the stops of a plan have changed since its member before was taken.", answers: answers("plan.changes"), Parameters: of},
		{Path: "/plans/{planId}/matrix.csv", ID: "plan.matrix", answers: object{"text/csv": text()}, headers: []string{"Content-Disposition"}, Parameters: of[:2],
			Summary: "The ways between all places of a plan as a table: minutes and km of those that it holds, and of the others an estimate. Minutes filled in there can be sent to /plans/matrix."},
		{Path: "/plans/{planId}/book", ID: "plan.book", answers: object{asHTML.media: text()},
			Summary:    "The printable book of a plan in one language: overview, a sheet for each day, and for each site a map true to scale, papers, sources and a form to fill in. It is one page that asks nothing of any host.",
			Parameters: append(of[:3:3], single("lang", "Language of the book; without it the first one of the plan.", object{"type": "string", "enum": book.Languages}))},
		{Path: "/plans/{planId}/package", ID: "plan.package", answers: object{"application/zip": binary()}, headers: []string{"Content-Disposition"},
			Summary: "Everything that a team carries, as a ZIP: GPX, KML, a GeoPackage with a project and empty forms for QGIS and QField, tables, tiles around each site.",
			Parameters: append(of[:3:3],
				parameter{Name: "languages", in: "query", Description: "Languages of the package, the first one that of names and forms; without it those of the plan.", schema: list(object{"type": "string", "enum": book.Languages})},
				parameter{Name: "only", in: "query", Description: "Only these parts of it.", schema: list(object{"type": "string", "enum": partNames()})})},
	}
}

func rankingParameters() []parameter {
	all := []parameter{todayParameter(), limitParameter(maxLimit, "sites in the answer")}
	for i, about := range []string{"how undecided and how likely shared ground is", "expected shared ground", "burials not recovered", "what a position taken there would improve", "how long ago somebody was there"} {
		all = append(all, single(weightNames[i], "How much it counts: "+about+".", object{"type": "number", "minimum": 0, "maximum": maxWeight}))
	}
	return append(all, pickParameters(data.Sites)...)
}

// planSchemas are the types that have a schema of their own.
var planSchemas = map[reflect.Type]string{
	reflect.TypeFor[plansDoc]():            "plans",
	reflect.TypeFor[revisionsDoc]():        "revisions",
	reflect.TypeFor[data.Document]():       "document",
	reflect.TypeFor[fieldplan.Plan]():      "plan",
	reflect.TypeFor[fieldplan.Timetable](): "timetable",
	reflect.TypeFor[fieldplan.Conflict]():  "conflict",
	reflect.TypeFor[fieldplan.Ranking]():   "ranking",
	reflect.TypeFor[planChangesDoc]():      "plan.changes",
	reflect.TypeFor[arrangedDoc]():         "plan.arranged",
	reflect.TypeFor[travelDoc]():           "travel",
}

// describePlans adds to the contract the shapes of plans, what can be computed of one that
// is not stored and, where editing is on, how plans are stored.
func (s *server) describePlans(paths, schemas object) {
	for of, name := range planSchemas {
		schemas[name] = structShape(of)
	}
	schemas["plan.edit"] = planSchema()
	paths["/plans/timetable"] = object{"post": computingOperation("timetableOf", "How a plan works out that is not stored; nothing is stored by it.", asJSON.media, ref("plan.edit"), "timetable")}
	paths["/plans/arrange"] = object{"post": computingOperation("arrange",
		"A new arrangement of a plan: which site on which day, with which vehicle, in which order. Stops that are locked stay where they are. Nothing is stored by it.", asJSON.media, ref("plan.edit"), "plan.arranged")}
	matrix := computingOperation("matrix", `A table of ways as the matrix of a plan: one way a line under from, to, minutes and km, with commas, semicolons or tabs between them. "no way" stands for a way that there is not. Lines that cannot be used are listed as problems. Nothing is stored by it.`,
		"text/csv", object{"type": "string"}, "travel")
	matrix["parameters"] = matrix["parameters"].([]object)[:1]
	paths["/plans/matrix"] = object{"post": matrix}
	if s.Edit {
		paths["/plans"].(object)["post"] = s.planOperation(http.MethodPost)
		paths["/plans/{planId}"].(object)["put"] = s.planOperation(http.MethodPut)
		paths["/plans/{planId}"].(object)["delete"] = s.planOperation(http.MethodDelete)
	}
}

// computingOperation is a POST that only computes, and is there whether or not the data can
// be edited.
func computingOperation(id, summary, takes string, body object, answers string) object {
	return object{
		"operationId": "plans." + id, "summary": summary,
		"parameters": []object{
			{"name": ownHeader, "in": "header", "required": true, "description": "Keeps pages of other hosts out.", "schema": object{"type": "string", "enum": []string{"1"}}},
			todayParameter().object(),
		},
		"requestBody": object{"required": true, "content": object{takes: media(body)}},
		"responses": object{
			"200":     object{"description": "What it comes to.", "content": object{asJSON.media: media(ref(answers))}},
			"400":     wrongAnswer("The body is not one JSON object, or a parameter is unknown or malformed."),
			"403":     wrongAnswer("A page of another host asks, or the header is missing."),
			"413":     wrongAnswer("The body is larger than " + strconv.Itoa(bodyBytes>>10) + " kB."),
			"415":     wrongAnswer("The body is of another media type."),
			"422":     wrongAnswer("The body cannot be taken as it is; the findings say why and what to do."),
			"503":     object{"$ref": "#/components/responses/unavailable"},
			"default": object{"$ref": "#/components/responses/wrong"},
		},
	}
}

func wrongAnswer(about string) object {
	return object{"description": about, "content": object{"application/problem+json": media(ref("problem"))}}
}

// planEdits say what each method does to a plan.
var planEdits = map[string]struct{ id, summary, success string }{
	http.MethodPost: {"create", "Store a new plan. One without the member before is given what the overlaps at its stops come to now.", "201"},
	http.MethodPut: {"replace", "Store a plan as the next revision. Without the member before it is given what the overlaps at its stops come to now: so they are accepted. " +
		"A plan that has been deleted is there again if If-Match names the revision that deleted it.", "200"},
	http.MethodDelete: {"delete", "Delete the plan; its revisions stay.", "204"},
}

func (s *server) planOperation(method string) object {
	e := planEdits[method]
	operation := object{"operationId": "plans." + e.id, "summary": e.summary, "responses": s.planAnswers(method)}
	if method != http.MethodPost {
		operation["parameters"] = []object{planParameter().object(),
			{"name": "If-Match", "in": "header", "required": true, "description": `ETag of the plan, which is its newest revision: "3"; or * for whatever revision.`, "schema": object{"type": "string"}}}
	}
	if method != http.MethodDelete {
		operation["requestBody"] = object{"required": true, "content": object{asJSON.media: media(ref("plan.edit"))}}
	}
	if s.Editors != nil {
		operation["security"] = []object{{"token": []string{}}}
	}
	return operation
}

// planAnswers are the answers to an edit of a plan by status.
func (s *server) planAnswers(method string) object {
	header := func(about string) object {
		return object{"description": about, "required": true, "schema": object{"type": "string"}}
	}
	success := object{"description": "It is stored."}
	answers := object{planEdits[method].success: success, "400": wrongAnswer("The body is not one JSON object, or there is a parameter."),
		"403": wrongAnswer("The data cannot be changed from there."), "default": wrongAnswer("What is wrong.")}
	if s.Editors != nil {
		answers["401"] = wrongAnswer("A token is needed.")
	}
	if method != http.MethodDelete {
		headers := object{"ETag": header("The revision of the plan as it is now.")}
		if method == http.MethodPost {
			headers["Location"] = header("Address of the new plan.")
		}
		success["headers"], success["content"] = headers, object{asJSON.media: media(ref("plan"))}
		answers["413"] = wrongAnswer("The plan is larger than " + strconv.Itoa(bodyBytes>>10) + " kB.")
		answers["415"] = wrongAnswer("The body is of another media type.")
		answers["422"] = wrongAnswer("The plan cannot be taken as it is; the findings say why and what to do.")
	}
	if method == http.MethodPost {
		answers["409"] = wrongAnswer("The id is taken.")
		return answers
	}
	answers["404"] = wrongAnswer("There is no such plan.")
	answers["412"] = wrongAnswer("The plan is no longer at the revision that If-Match names.")
	answers["428"] = wrongAnswer("If-Match is missing.")
	return answers
}

// planSchema is a plan as it is sent: a draft may lack most of it.
func planSchema() object {
	schema := structShape(reflect.TypeFor[fieldplan.Plan]())
	optional(schema)
	schema["required"] = []string{"title", "base", "from", "to", "zone", "start", "end"}
	members := schema["properties"].(object)
	members["base"].(object)["required"] = []string{"name"}
	members["stops"].(object)["maxItems"] = maxStops
	members["revision"].(object)["description"] = "What If-Match says counts, and not this."
	members["before"].(object)["description"] = "What the overlaps at the stops came to when they were last accepted. Where it is missing it is taken now."
	return schema
}

// optional makes a schema one in which members may be left out, for they have defaults,
// and lists may be null.
func optional(schema object) {
	delete(schema, "required")
	if schema["type"] == "array" {
		schema["nullable"] = true
	}
	for _, inner := range []string{"items", "additionalProperties"} {
		if of, ok := schema[inner].(object); ok {
			optional(of)
		}
	}
	if members, ok := schema["properties"].(object); ok {
		schema["additionalProperties"] = false
		for _, of := range members {
			optional(of.(object))
		}
	}
}

// shapeOf is how a type of ours is written in JSON. Members that are always written are
// required.
func shapeOf(t reflect.Type) object {
	switch t.Kind() {
	case reflect.Pointer:
		o := shapeOf(t.Elem())
		o["nullable"] = true
		return o
	case reflect.String:
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return object{"type": "integer", "format": "int64"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Array:
		return object{"type": "array", "items": shapeOf(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.Slice:
		return list(shapeOf(t.Elem()))
	case reflect.Map:
		return object{"type": "object", "additionalProperties": shapeOf(t.Elem())}
	case reflect.Struct:
		if name, ok := planSchemas[t]; ok {
			return ref(name)
		}
		return structShape(t)
	case reflect.Interface:
		return object{"nullable": true, "description": "A number, a text or null."}
	}
	panic(fmt.Sprintf("web: %v has no schema", t)) // a type of ours that nobody has described
}

func structShape(t reflect.Type) object {
	if t == reflect.TypeFor[time.Time]() {
		return object{"type": "string", "format": "date-time"}
	}
	members, required := object{}, []string{}
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() {
			continue
		}
		members[name] = shapeOf(f.Type)
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	o := object{"type": "object", "properties": members}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}
