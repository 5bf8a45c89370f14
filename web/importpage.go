package web

import (
	"net/http"
	"slices"
	"strings"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

// importDoc says what the page for importing has to know.
type importDoc struct {
	Edit        bool                  `json:"edit"` // files can be loaded by the page, not only looked at
	MaxBytes    int64                 `json:"max_bytes"`
	Formats     []readerDoc           `json:"formats"`
	Collections []namedDoc            `json:"collections"`
	Fields      map[string][]fieldDoc `json:"fields"` // by collection
	Encodings   []string              `json:"encodings"`
	Profiles    []profileDoc          `json:"profiles"`
}

type readerDoc struct {
	Name       string   `json:"name"`
	Title      string   `json:"title"`
	Extensions []string `json:"extensions"`
}

type namedDoc struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

type profileDoc struct {
	Name string `json:"name"`
	format.Say
}

// importing says what can be imported here and how.
func (s *server) importing(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	doc := importDoc{Edit: s.Edit && s.Editors == nil, MaxBytes: uploadBytes, Fields: map[string][]fieldDoc{}, Encodings: charset.Names(), Profiles: []profileDoc{}}
	for _, reader := range s.Formats.Readers {
		doc.Formats = append(doc.Formats, readerDoc{reader.Name(), reader.Title(), reader.Extensions()})
	}
	for _, c := range data.Collections {
		if c.Derived {
			continue
		}
		doc.Collections = append(doc.Collections, namedDoc{c.Name, c.Title})
		doc.Fields[c.Name] = mappableFields(c)
	}
	profiles, err := format.Profiles(r.Context(), s.Store)
	if err != nil {
		return err
	}
	for name, say := range profiles {
		doc.Profiles = append(doc.Profiles, profileDoc{name, say})
	}
	slices.SortFunc(doc.Profiles, func(a, b profileDoc) int { return strings.Compare(a.Name, b.Name) })
	return answerJSON(w, http.StatusOK, doc)
}

// mappableFields are what a column can be said to hold.
func mappableFields(c data.Collection) []fieldDoc {
	docs := []fieldDoc{{Name: data.KeyColumn, Type: "string", Title: "Key", Description: "What the file itself calls the record."}}
	if c.Spatial {
		docs = append(docs,
			fieldDoc{Name: data.LonColumn, Type: "number", Title: "Longitude", Description: "Or easting, in the coordinate reference system of the file."},
			fieldDoc{Name: data.LatColumn, Type: "number", Title: "Latitude", Description: "Or northing."},
			fieldDoc{Name: data.GeometryColumn, Type: "string", Title: "Geometry", Description: "As WKT."})
	}
	for _, f := range fieldsOf(c) {
		if !f.Derived {
			docs = append(docs, describeField(f))
		}
	}
	return docs
}
