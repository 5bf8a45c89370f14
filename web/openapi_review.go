package web

import "burialmap/data"

// describeReview adds to the contract how overlaps are judged.
func (s *server) describeReview(paths, schemas object) {
	schemas["judgement"] = object{"type": "object", "required": []string{"decision"}, "additionalProperties": false, "properties": object{
		"decision": object{"type": "string", "enum": append([]string{""}, data.Reviews...), "description": "Empty to take an earlier judgement back."},
		"reason":   object{"type": "string", "nullable": true, "maxLength": data.LongestReason, "description": "Why; needed unless the overlap is accepted."},
		"revision": object{"type": "integer", "format": "int64", "minimum": 1, "description": "Revision of the overlap that was judged; needed where If-Match does not say it."},
	}}
	operation := s.editOperation(data.Overlaps, judging)
	parameters := operation["parameters"].([]object)
	parameters[1] = object{"name": "If-Match", "in": "header", "description": "ETag of the overlap in the state that was judged, or * for whatever state; instead of the revision in the body.",
		"schema": object{"type": "string"}}
	paths["/collections/"+data.Overlaps.Name+"/items/{featureId}/review"] = object{"post": operation}
}
