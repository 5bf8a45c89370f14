package web

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// edited is a feature as somebody wants it, taken from GeoJSON by the rules that imports
// follow, but for two things. What cannot be kept as it was meant is not kept in other
// words: the edit is refused, for whoever sent it can correct it now. And what an edit does
// not change stays to the last bit as it is stored, whatever GeoJSON shows of it.
type edited struct {
	collection data.Collection
	stored     data.Feature // a zero one if it is new
	feature    data.Feature
	findings   []finding
}

// finding is what is to be said of an edit: what is wrong where by which rule, and what to
// do about it.
type finding struct {
	Severity data.Severity `json:"severity"`
	Field    string        `json:"field,omitempty"`
	Rule     string        `json:"rule"`
	Place    string        `json:"place,omitempty"`
	Message  string        `json:"message"`
	Advice   string        `json:"advice"`
}

func (e *edited) refuse(field, rule, message, advice string) {
	e.findings = append(e.findings, finding{Severity: data.Refused, Field: field, Rule: rule, Message: message, Advice: advice})
}

func (e *edited) warn(field, rule, message, advice string) {
	e.findings = append(e.findings, finding{Severity: data.Warning, Field: field, Rule: rule, Message: message, Advice: advice})
}

// problem says why the edit is refused, or nil.
func (e *edited) problem() error {
	if !refused(e.findings) {
		return nil
	}
	return &problem{Status: http.StatusUnprocessableEntity, Findings: e.findings, Detail: "The feature cannot be stored as it is; the findings say what is wrong and what to do about it."}
}

// storeMembers are those of a feature and of its properties that the server writes itself:
// whoever sends back what he was given need not remove them.
var storeMembers = []string{"links", "findings", "bbox", "timeStamp", "revision", "updated"}

// readFeature makes a feature of GeoJSON. The id of a stored one is not changed; that of a
// new one is what the member id says, in a form that can stand in an address.
func (s *server) readFeature(ctx context.Context, c data.Collection, tree members, stored data.Feature) (*edited, error) {
	e := &edited{collection: c, stored: stored}
	e.identify(tree)
	properties := e.gather(tree)
	kept := e.keepSame(&properties)
	geometry, _ := tree.get("geometry")
	sameGeometry := stored.ID != "" && sameTree(geometry, shownGeometry(stored))
	if sameGeometry {
		geometry = nil
	}
	record, err := s.readRecord(ctx, c, members{{"type", "Feature"}, {"geometry", geometry}, {"properties", properties}})
	if err != nil {
		return nil, err
	}
	if err := e.assemble(record); err != nil {
		return nil, err
	}
	for _, field := range kept {
		takeOver(&e.feature, stored, field)
	}
	if sameGeometry {
		e.feature.Geometry = stored.Geometry
	}
	return e, nil
}

// shownGeometry is the geometry of a feature as GeoJSON shows it.
func shownGeometry(f data.Feature) any {
	tree, err := parseTree(data.AppendGeometry(nil, f.Geometry))
	if err != nil {
		return nil // cannot happen: it was just written
	}
	return tree
}

// shownProperties are the properties of a feature as GeoJSON shows them.
func shownProperties(f data.Feature) members {
	tree, err := parseTree(f.AppendGeoJSON(nil))
	if err != nil {
		return nil // a JSON field that another program has broken
	}
	properties, _ := tree.(members).get("properties")
	shown, _ := properties.(members)
	return shown
}

// identify checks the members that say what the object is, and which.
func (e *edited) identify(tree members) {
	if kind, _ := tree.get("type"); kind != "Feature" {
		e.refuse("type", "type", "the object is not a GeoJSON feature", `its type is to be "Feature"`)
	}
	if _, ok := tree.get("geometry"); !ok {
		e.refuse("geometry", "geometry_member", "the feature has no geometry member", `write "geometry": null if the place is not known`)
	}
	if v, ok := tree.get("properties"); ok && v != nil {
		if _, ok := v.(members); !ok {
			e.refuse("properties", "properties", "the properties are not an object", `write "properties": {…}`)
		}
	}
	if v, _ := tree.get("crs"); v != nil && !isCRS84(v) {
		e.refuse("crs", "crs", "the feature names a coordinate reference system", "leave the member out: positions are longitude, then latitude, in degrees of WGS 84")
	}
	v, _ := tree.get("id")
	id := treeText(v)
	switch v.(type) {
	case members, []any, bool:
		e.refuse("id", "id", "the id is neither text nor a number", "write it as text")
		return
	}
	switch {
	case e.stored.ID == "":
		if e.feature.ID = data.SafeID(id); e.feature.ID != id {
			e.refuse("id", "id", "the id cannot stand in an address", "use letters, digits and . _ - ~, 80 at most, or leave it out")
		}
	case id != "" && id != e.stored.ID:
		e.refuse("id", "id", "the id is not that of the address", "leave it out; a feature keeps its id for as long as it lives")
	}
}

// isCRS84 reports whether a member crs, as GeoJSON once had it, names what goes without
// saying.
func isCRS84(v any) bool {
	text := string(appendTree(nil, v))
	return strings.Contains(text, "CRS84") && !strings.Contains(text, "EPSG")
}

// gather is what the feature says of fields that can be edited, with all else in the member
// extra, where imports keep it too.
func (e *edited) gather(tree members) members {
	var properties, rest members
	take := func(name string, value any) {
		switch f, ok := e.collection.Field(name); {
		case slices.Contains(storeMembers, name):
		case name == data.KeyColumn && (value == nil || treeText(value) == e.stored.ID):
		case name == data.KeyColumn && e.stored.ID != "":
			e.refuse("id", "id", "the id is not that of the address", "leave it out; a feature keeps its id for as long as it lives")
		case name == "extra":
			rest = e.extra(rest, value)
		case ok && f.Derived:
			e.computed(f, value)
		case ok:
			properties = properties.with(name, value)
		default:
			rest = rest.with(name, treeText(value))
		}
	}
	for _, m := range tree.without("type", "id", "geometry", "properties", "crs") {
		if m.value != nil {
			take(m.name, m.value)
		}
	}
	if v, _ := tree.get("properties"); v != nil {
		all, _ := v.(members)
		for _, m := range all {
			take(m.name, m.value)
		}
	}
	said := members{}
	for _, m := range rest {
		if m.value != "" {
			said = append(said, m)
		}
	}
	if len(said) > 0 {
		properties = properties.with("extra", said)
	}
	return properties
}

// extra takes the member of that name: texts by the names that a file gave them.
func (e *edited) extra(rest members, value any) members {
	if text, ok := value.(string); ok && text != "" { // as a GIS without objects sends it
		if tree, err := parseTree([]byte(text)); err == nil {
			value = tree
		}
	}
	all, ok := value.(members)
	if !ok && value != nil && value != "" {
		e.refuse("extra", "extra_value", "extra is not an object", `write "extra": {"name": "text"}`)
	}
	for _, m := range all {
		if _, known := rest.get(m.name); !known {
			rest = rest.with(m.name, treeText(m.value))
		}
	}
	return rest
}

// computed refuses a value of a field that is computed, unless it is what is stored.
func (e *edited) computed(f data.Field, value any) {
	was, _ := shownProperties(e.stored).get(f.Name)
	if !sameTree(value, was) {
		e.refuse(f.Name, "computed", "the field is computed from the overlaps that are found", "leave it out; it changes when what it is computed from changes")
	}
}

// keepSame takes those fields out of the properties that are as stored, and names them.
func (e *edited) keepSame(properties *members) []string {
	var kept []string
	shown := shownProperties(e.stored)
	for _, m := range *properties {
		if was, ok := shown.get(m.name); ok && sameTree(m.value, was) {
			kept = append(kept, m.name)
		}
	}
	*properties = properties.without(kept...)
	return kept
}

// takeOver gives a feature the value that another has of a field.
func takeOver(to *data.Feature, from data.Feature, field string) {
	l := &to.Location
	switch field {
	case "extra":
		to.Extra = from.Extra
	case "accuracy_m":
		l.Accuracy = from.Location.Accuracy
	case "location_method":
		l.Method = from.Location.Method
	case "location_text":
		l.Text = from.Location.Text
	case "location_parse":
		l.Parse = from.Location.Parse
	case "source":
		l.Source = from.Location.Source
	case "source_key":
		l.SourceKey = from.Location.SourceKey
	case "fictional":
		l.Fictional = from.Location.Fictional
	default:
		to.Properties[field] = from.Properties[field]
	}
}

// readRecord reads a feature as a file of one is read.
func (s *server) readRecord(ctx context.Context, c data.Collection, tree members) (data.Record, error) {
	text := appendTree(nil, tree)
	in := format.Input{Name: "feature", ReadSeeker: bytes.NewReader(text), Size: int64(len(text))}
	for record, err := range s.geoJSON().Read(ctx, in, format.Options{Collection: c}) {
		record.Place = "" // a byte of a text that nobody has seen
		return record, err
	}
	return data.Record{}, ctx.Err()
}

// geoJSON is the reader of that format, or nil.
func (s *server) geoJSON() format.Reader {
	for _, r := range s.Formats.Readers {
		if r.Name() == "geojson" {
			return r
		}
	}
	return nil
}

// assemble applies the rules of imports to the record.
func (e *edited) assemble(record data.Record) error {
	mapping, err := data.NewMapping(e.collection, nil)
	if err != nil {
		return err
	}
	id := e.feature.ID
	if id == "" {
		id = e.stored.ID
	}
	if !e.collection.Spatial {
		record.Key = id // which else is made from the title
	}
	feature, problems := data.Rules{Collection: e.collection, Mapping: mapping}.Assemble(record)
	for _, p := range problems {
		e.find(p)
	}
	if feature.Properties == nil { // it is refused
		feature.Properties = map[string]any{}
	}
	feature.Collection = e.collection.Name
	if id != "" {
		feature.ID = id
	}
	e.feature = feature
	return nil
}

// find takes a finding of the rules. A value that its field cannot hold, which an import
// keeps in the words of the file, refuses an edit.
func (e *edited) find(p data.Problem) {
	f := finding{Severity: p.Severity, Field: p.Field, Rule: p.Rule, Place: p.Place, Message: p.Message, Advice: p.Advice}
	if f.Field == "" && f.Rule != "unnamed" {
		f.Field = "geometry"
	}
	if strings.HasSuffix(f.Rule, "_value") || slices.Contains(refusing, f.Rule) {
		f.Severity = data.Refused
		f.Advice = strings.TrimPrefix(f.Advice, "the words are kept beside the record; ")
		f.Advice, _, _ = strings.Cut(f.Advice, "; it is kept")
		f.Advice, _, _ = strings.Cut(f.Advice, "; each is kept")
	}
	e.findings = append(e.findings, f)
}

// refusing are rules that warn whoever imports a file and refuse an edit.
var refusing = []string{"accuracy_positive", "control_character", "geometry_unused"}
