package web

import "burialmap/geo/notation"

func ref(schema string) object { return object{"$ref": "#/components/schemas/" + schema} }

func media(schema object) object { return object{"schema": schema} }

func text() object { return media(object{"type": "string"}) }

func list(of object) object { return object{"type": "array", "items": of} }

func binary() object { return media(object{"type": "string", "format": "binary"}) }

// answerHeaders are those that answers may have.
func answerHeaders() object {
	header := func(about string) object { return object{"description": about, "schema": object{"type": "string"}} }
	return object{
		"ETag":                header("Names this state of the answer; send it as If-None-Match to be told whether it is still true."),
		"X-Request-Id":        header("Under this id the log of the server has the request."),
		"Content-Crs":         header("The coordinate reference system of the answer, as <URI>."),
		"Content-Disposition": header("The name of the file."),
	}
}

// wrongAnswers are those that say what is wrong.
func wrongAnswers() object {
	wrong := func(about string) object {
		return object{"description": about, "content": object{"application/problem+json": media(ref("problem"))}}
	}
	return object{
		"badRequest":    wrong("A parameter is unknown or malformed; the problem names it."),
		"notFound":      wrong("There is nothing at this address."),
		"notAcceptable": wrong("This cannot be had in any of the media types asked for."),
		"unavailable":   wrong("The server is busy or takes too long; try again, or ask for less."),
		"wrong":         wrong("What is wrong."),
	}
}

// schemas are the shapes of all answers.
func schemas() object {
	str, num, whole, links := object{"type": "string"}, object{"type": "number"}, object{"type": "integer"}, list(ref("link"))
	shape := func(required []string, members object) object {
		o := object{"type": "object", "properties": members}
		if len(required) > 0 {
			o["required"] = required
		}
		return o
	}
	item := object{"type": object{"type": "string", "enum": []string{"Feature"}}, "id": str,
		"geometry":   object{"type": "object", "nullable": true, "properties": object{"type": str}},
		"properties": object{"type": "object"}, "links": links}
	return object{
		"link": shape([]string{"href", "rel"}, object{"href": str, "rel": str, "type": str, "title": str}),
		"problem": shape([]string{"type", "title", "status", "detail"}, object{"type": str, "title": str, "status": whole,
			"detail": str, "parameter": str, "request_id": str, "findings": list(ref("finding"))}),
		"finding":     findingSchema(),
		"measurement": measurementSchema(),
		"landing":     shape([]string{"title", "description", "links"}, object{"title": str, "description": str, "links": links}),
		"conformance": shape([]string{"conformsTo"}, object{"conformsTo": list(str)}),
		"collections": shape([]string{"links", "collections"}, object{"links": links, "collections": list(ref("collection"))}),
		"collection": shape([]string{"id", "title", "itemType", "links", "count", "located", "derived", "fields"}, object{
			"id": str, "title": str, "description": str, "itemType": str, "crs": list(str), "storageCrs": str, "count": whole, "located": whole,
			"derived": object{"type": "boolean"}, "fields": list(object{"type": "object"}), "links": links,
			"extent": shape(nil, object{
				"spatial": shape([]string{"bbox", "crs"}, object{"bbox": list(object{"type": "array", "items": num, "minItems": 4, "maxItems": 4}), "crs": str}),
				"temporal": shape([]string{"interval", "trs"}, object{"trs": str, "interval": list(object{"type": "array", "minItems": 2, "maxItems": 2,
					"items": object{"type": "string", "format": "date-time", "nullable": true}})})})}),
		"schema": shape([]string{"$schema", "$id", "type", "title", "properties"}, object{"$schema": str, "$id": str, "title": str, "description": str,
			"type": object{"type": "string", "enum": []string{"object"}}, "properties": object{"type": "object", "additionalProperties": object{"type": "object"}},
			"additionalProperties": object{"type": "boolean"}}),
		"item":    shape([]string{"type", "id", "geometry", "properties", "links"}, item),
		"feature": shape([]string{"type", "id", "geometry", "properties"}, item),
		"items": shape([]string{"type", "timeStamp", "features", "numberReturned", "links"}, object{
			"type": object{"type": "string", "enum": []string{"FeatureCollection"}}, "timeStamp": object{"type": "string", "format": "date-time"},
			"numberMatched": whole, "numberReturned": whole, "features": list(ref("feature")), "links": links}),
		"facets": facetsSchema(shape),
		"history": shape([]string{"versions", "links"}, object{"links": links,
			"versions": list(shape([]string{"revision", "time", "author", "what", "kind", "changed", "moved_m"}, object{"revision": whole,
				"time": object{"type": "string", "format": "date-time"}, "author": str, "what": str, "kind": str, "source": str, "moved_m": num,
				"changed": list(shape([]string{"field"}, object{"field": str}))}))}),
		"search": shape([]string{"features", "places"}, object{
			"features": list(shape([]string{"collection", "id", "name", "score"}, object{"collection": str, "id": str, "name": str, "score": num, "ministry_no": str, "camp": str,
				"point": object{"type": "array", "nullable": true, "items": num}})),
			"places": list(shape([]string{"id", "name", "point", "source"}, object{"id": str, "name": str, "source": str, "point": list(num)}))}),
		"written": shape([]string{"lon", "lat", "notations"}, object{"lon": num, "lat": num, "accuracy_m": num,
			"notations": list(shape([]string{"notation"}, object{"notation": object{"type": "string", "enum": notation.Names}, "text": str, "step_m": num,
				"crs": str, "crs_name": str, "operation": str, "operation_name": str, "operation_accuracy_m": num, "refusal": ref("refusal")}))}),
		"readings": shape([]string{"readings"}, object{"refusal": ref("refusal"),
			"readings": list(shape([]string{"lon", "lat", "notation", "text", "precision_m", "crs", "crs_name", "in_region", "reasons"}, object{
				"lon": num, "lat": num, "notation": str, "order": str, "text": str, "precision_m": num, "accuracy_m": num, "crs": str, "crs_name": str,
				"operation": str, "operation_name": str, "operation_accuracy_m": num, "in_region": object{"type": "boolean"},
				"reasons": list(shape([]string{"code", "text"}, object{"code": str, "value": str, "text": str}))}))}),
		"refusal": shape([]string{"rule", "message", "advice"}, object{"rule": str, "message": str, "advice": str}),
		"exports": shape([]string{"formats"}, object{"formats": list(shape([]string{"name", "title", "extension", "media_type", "layers", "loses"}, object{
			"name": str, "title": str, "extension": str, "media_type": str, "layers": object{"type": "boolean"}, "loses": list(str)}))}),
		"counts": shape([]string{"source", "counts"}, object{"source": str, "counts": object{"type": "object", "additionalProperties": whole}}),
		"changes": shape([]string{"revision", "changes", "links"}, object{"revision": whole, "links": links,
			"changes": list(shape([]string{"revision", "time", "author", "what", "new", "updated", "deleted"}, object{"revision": whole,
				"time": object{"type": "string", "format": "date-time"}, "author": str, "what": str, "new": whole, "updated": whole, "deleted": whole}))}),
	}
}

// facetsSchema is how a selection divides.
func facetsSchema(shape func([]string, object) object) object {
	str, num, whole := object{"type": "string"}, object{"type": "number"}, object{"type": "integer"}
	return shape([]string{"collection", "revision", "numberMatched", "facets"}, object{"collection": str, "revision": whole, "numberMatched": whole,
		"facets": list(shape([]string{"field", "missing"}, object{"field": str, "missing": whole, "others": whole,
			"values": list(shape([]string{"value", "count"}, object{"value": str, "count": whole})),
			"bins":   list(shape([]string{"from", "to", "count"}, object{"from": num, "to": object{"type": "number", "nullable": true}, "count": whole})),
			"years":  list(shape([]string{"year", "surely", "perhaps"}, object{"year": whole, "surely": whole, "perhaps": whole}))}))})
}
