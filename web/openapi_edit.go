package web

import (
	"net/http"
	"strconv"
	"strings"

	"burialmap/data"
)

// describeEditing adds to the contract what can be edited where editing is on.
func (s *server) describeEditing(paths, components object) {
	if !s.Edit {
		return
	}
	schemas := components["schemas"].(object)
	schemas["item"].(object)["properties"].(object)["findings"] = list(ref("finding"))
	if s.Editors != nil {
		components["securitySchemes"] = object{"token": object{"type": "http", "scheme": "bearer", "description": "A token that the server knows."}}
	}
	for _, c := range data.Collections {
		if c.Derived {
			continue
		}
		schemas[c.Name+".edit"], schemas[c.Name+".patch"] = editSchema(c, true), editSchema(c, false)
		items, item := "/collections/"+c.Name+"/items", "/collections/"+c.Name+"/items/{featureId}"
		paths[items].(object)["post"] = s.editOperation(c, http.MethodPost)
		for member, method := range map[string]string{"put": http.MethodPut, "patch": http.MethodPatch, "delete": http.MethodDelete} {
			paths[item].(object)[member] = s.editOperation(c, method)
		}
	}
	s.describeReview(paths, schemas)
}

func findingSchema() object {
	str := object{"type": "string"}
	return object{"type": "object", "required": []string{"severity", "rule", "message", "advice"}, "properties": object{
		"severity": object{"type": "string", "enum": []data.Severity{data.Warning, data.Refused}}, "field": str, "rule": str, "place": str, "message": str, "advice": str}}
}

// editSchema is a feature as it is sent: whole, or as a merge patch of one. Values may be
// written as people write them, so that their types are not fixed; what is wrong with them
// the findings say.
func editSchema(c data.Collection, whole bool) object {
	fields := object{}
	for _, f := range fieldsOf(c) {
		if !f.Derived {
			fields[f.Name] = object{"nullable": true, "description": f.About}
		}
	}
	fields["extra"] = object{"type": "object", "nullable": true, "description": "What else is to be kept, by any names; members of the properties that are no fields are put here."}
	schema := object{"type": "object", "properties": object{
		"type":       object{"type": "string", "enum": []string{"Feature"}},
		"id":         object{"oneOf": []object{{"type": "string"}, {"type": "number"}}, "nullable": true, "description": "Of a new feature the id that it is to have, if it is free; else that of the address."},
		"geometry":   object{"type": "object", "nullable": true, "description": "GeoJSON in longitude and latitude of WGS 84; null if the place is not known."},
		"properties": object{"type": "object", "nullable": true, "properties": fields},
	}}
	if whole {
		schema["required"] = []string{"type", "geometry"}
	}
	return schema
}

// judging is no method, but is described as if it were one.
const judging = "judge"

// edits say what each method does to a feature.
var edits = map[string]struct{ id, summary, body, schema, success string }{
	http.MethodPost:   {"create", "Record a new feature.", asGeoJSON.media, ".edit", "201"},
	http.MethodPut:    {"replace", "Make the feature what the body says; fields that it leaves out are removed, but for those that are computed.", asGeoJSON.media, ".edit", "200"},
	http.MethodPatch:  {"update", "Change what the body says, as a JSON Merge Patch (RFC 7396) of the GeoJSON feature, and leave the rest.", mediaMergePatch, ".patch", "200"},
	judging:           {"review", "Judge the overlap, or take a judgement back. What was computed stays as it is, and the judgement when it is computed anew.", asJSON.media, "judgement", "200"},
	http.MethodDelete: {"delete", "Delete the feature; its history stays.", "", "", "204"},
}

func (s *server) editOperation(c data.Collection, method string) object {
	e := edits[method]
	str := object{"schema": object{"type": "string"}}
	parameters := []object{}
	if method != http.MethodPost {
		parameters = append(parameters,
			object{"name": "featureId", "in": "path", "required": true, "description": "Id of the feature.", "schema": object{"type": "string"}},
			object{"name": "If-Match", "in": "header", "required": true, "description": "ETag of the feature in the state that the edit is about, or * for whatever state.", "schema": object{"type": "string"}})
	}
	revision := object{"description": "Revision of the data that the answer shows.", "required": true, "schema": object{"type": "integer", "format": "int64"}}
	success := object{"description": "It is done, overlaps around it have been found again, and tiles show it.", "headers": object{revisionHeader: revision}}
	if method != http.MethodDelete {
		headers := success["headers"].(object)
		headers["ETag"] = object{"description": "Tag of the feature as it is now.", "required": true, "schema": object{"type": "string"}}
		if method == http.MethodPost {
			headers["Location"] = object{"description": "Address of the new feature.", "required": true, "schema": str["schema"]}
		}
		success["content"] = object{asGeoJSON.media: media(ref("item"))}
	}
	operation := object{
		"operationId": c.Name + "." + e.id, "summary": e.summary, "parameters": parameters,
		"responses": s.editAnswers(method, success),
	}
	if e.body != "" {
		schema := e.schema
		if strings.HasPrefix(schema, ".") {
			schema = c.Name + schema
		}
		operation["requestBody"] = object{"required": true, "content": object{e.body: media(ref(schema))}}
	}
	if s.Editors != nil {
		operation["security"] = []object{{"token": []string{}}}
	}
	return operation
}

// editAnswers are the answers to an edit by status.
func (s *server) editAnswers(method string, success object) object {
	wrong := func(description string) object {
		return object{"description": description, "content": object{"application/problem+json": object{"schema": ref("problem")}}}
	}
	answers := object{
		edits[method].success: success,
		"403":                 wrong("The data cannot be changed from there."),
		"default":             wrong("What is wrong."),
	}
	if s.Editors != nil {
		answers["401"] = wrong("A token is needed.")
	}
	if method != http.MethodDelete {
		answers["413"] = wrong("The feature is larger than " + strconv.Itoa(bodyBytes>>10) + " kB.")
		answers["415"] = wrong("The body is of another media type.")
		answers["422"] = wrong("The feature cannot be stored as it is; the findings say why and what to do.")
	}
	if method == http.MethodPost {
		answers["409"] = wrong("The id is taken.")
		return answers
	}
	answers["404"] = wrong("There is no such feature.")
	answers["412"] = wrong("The feature is no longer in the state that If-Match names.")
	answers["428"] = wrong("If-Match is missing.")
	return answers
}
