package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"burialmap/data"
)

type collectionsDoc struct {
	Links       []link          `json:"links"`
	Collections []collectionDoc `json:"collections"`
}

// collectionDoc describes a collection. Beyond the standard it counts the features and
// describes their fields.
type collectionDoc struct {
	ID          string     `json:"id"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Extent      *extentDoc `json:"extent,omitempty"`
	ItemType    string     `json:"itemType"`
	CRS         []string   `json:"crs,omitempty"` // systems that it can be asked for in
	StorageCRS  string     `json:"storageCrs,omitempty"`
	Count       int        `json:"count"`   // features
	Located     int        `json:"located"` // those of them that have a place
	Derived     bool       `json:"derived"` // computed from the other collections
	Fields      []fieldDoc `json:"fields"`
	Links       []link     `json:"links"`
}

// Files lead to the whole collection in every form but pages for people.
func (d collectionDoc) Files() []link {
	files := d.linked("items")
	for i := range files {
		_, files[i].Title, _ = strings.Cut(files[i].Title, " as ")
	}
	return slices.DeleteFunc(files, func(l link) bool { return l.Type == asHTML.media })
}

// Schemas lead to the schemas; the title is the key of what the pages call each.
func (d collectionDoc) Schemas() []link {
	var schemas []link
	for _, kind := range schemaKinds {
		for _, l := range d.linked(kind.rel) {
			l.Title = "schema." + kind.name
			schemas = append(schemas, l)
		}
	}
	return schemas
}

func (d collectionDoc) linked(rel string) []link {
	return slices.DeleteFunc(slices.Clone(d.Links), func(l link) bool { return l.Rel != rel })
}

type fieldDoc struct {
	Name        string   `json:"name"`
	Type        string   `json:"type"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Unit        string   `json:"unit,omitempty"`
	Values      []string `json:"values,omitempty"`
	Derived     bool     `json:"derived,omitempty"` // computed, not imported
}

// fieldTypes are the names of the types of fields in JSON.
var fieldTypes = map[data.FieldType]string{
	data.Text: "string", data.Enum: "enum", data.Interval: "interval", data.Integer: "integer",
	data.Real: "number", data.Boolean: "boolean", data.JSON: "json",
}

func describeField(f data.Field) fieldDoc {
	return fieldDoc{f.Name, fieldTypes[f.Type], f.Title, f.About, f.Unit, f.Values, f.Derived}
}

func fieldsOf(c data.Collection) []data.Field {
	return append(append([]data.Field{}, c.Fields...), data.LocationFields...)
}

func (s *server) collections(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "f", "lang")
	if err != nil {
		return err
	}
	o, err := s.prepare(w, r, p, asJSON, asHTML)
	if err != nil || o.name == "" {
		return err
	}
	doc, err := s.describeAll(r)
	if err != nil {
		return err
	}
	doc.Links = s.formLinks(r, o, asJSON, asHTML)
	if o.name == asJSON.name {
		return writeJSON(w, doc)
	}
	return s.pages.write(w, r, "collections", languageOf(r).say("collections.title"), s.base(r), doc)
}

func (s *server) collection(w http.ResponseWriter, r *http.Request) error {
	c, err := collectionOf(r)
	if err != nil {
		return err
	}
	p, err := readParams(r, "f", "lang")
	if err != nil {
		return err
	}
	o, err := s.prepare(w, r, p, asJSON, asHTML)
	if err != nil || o.name == "" {
		return err
	}
	doc, err := s.describe(r, c)
	if err != nil {
		return err
	}
	doc.Links = append(s.formLinks(r, o, asJSON, asHTML), doc.Links...)
	if o.name == asJSON.name {
		return writeJSON(w, doc)
	}
	return s.pages.write(w, r, "collection", languageOf(r).say(c.Name), s.base(r), doc)
}

// prepare negotiates the form of an answer that shows what the store holds. No offer and
// no error means that the client has the answer already.
func (s *server) prepare(w http.ResponseWriter, r *http.Request, p params, offers ...offer) (offer, error) {
	o, err := negotiate(r, p, offers...)
	if err != nil {
		return offer{}, err
	}
	w.Header().Add("Vary", "Accept")
	if o.name == asHTML.name {
		varyByLanguage(w.Header())
	}
	tag, err := s.revisionTag(r, o)
	if err != nil || unchanged(w, r, tag) {
		return offer{}, err
	}
	return o, nil
}

// collectionOf is the collection that the address names.
func collectionOf(r *http.Request) (data.Collection, error) {
	c, ok := data.CollectionNamed(mux.Vars(r)["collection"])
	if !ok {
		return c, missing("There is no such collection; /api/collections lists them.")
	}
	return c, nil
}

func (s *server) describeAll(r *http.Request) (collectionsDoc, error) {
	var doc collectionsDoc
	for _, c := range data.Collections {
		d, err := s.describe(r, c)
		if err != nil {
			return doc, err
		}
		d.Links = append([]link{{s.collectionURL(r, c.Name), "self", asJSON.media, c.Title}}, d.Links...)
		doc.Collections = append(doc.Collections, d)
	}
	return doc, nil
}

func (s *server) describe(r *http.Request, c data.Collection) (collectionDoc, error) {
	e, err := s.Store.Extent(r.Context(), c.Name)
	if err != nil {
		return collectionDoc{}, fmt.Errorf("describe %s: %w", c.Name, err)
	}
	doc := collectionDoc{
		ID: c.Name, Title: c.Title, Description: c.About, ItemType: "feature",
		Count: e.Count, Located: e.Located, Derived: c.Derived, Links: slices.Concat(s.itemsLinks(r, c), s.schemaLinks(r, c), s.tilesetsLinks(r, c)),
	}
	if doc.Extent, err = s.extent(r.Context(), c, e); err != nil {
		return collectionDoc{}, fmt.Errorf("describe %s: %w", c.Name, err)
	}
	if c.Spatial {
		doc.CRS, doc.StorageCRS = systemURIs(systemsOf(e)), crs84
	}
	for _, f := range fieldsOf(c) {
		doc.Fields = append(doc.Fields, describeField(f))
	}
	return doc, nil
}

// itemsLinks lead to the features of a collection, in every form.
func (s *server) itemsLinks(r *http.Request, c data.Collection) []link {
	var links []link
	for _, o := range s.linkedOffers() {
		links = append(links, link{s.collectionURL(r, c.Name) + "/items?f=" + o.name, "items", o.media, c.Title + " as " + o.title})
	}
	return links
}
