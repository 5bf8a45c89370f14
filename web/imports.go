package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/format"
)

// lookTime is how long a file may be looked at, or imported.
const lookTime = 2 * time.Minute

// importDoc says what the page for importing has to know.
type importDoc struct {
	Edit        bool                  `json:"edit"` // files can be loaded, not only looked at
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

// lookDoc is a look at a file, with the name to ask about it again.
type lookDoc struct {
	ID string `json:"id"`
	format.Look
}

// importing says what can be imported here and how.
func (s *server) importing(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	doc := importDoc{Edit: s.Edit, MaxBytes: uploadBytes, Fields: map[string][]fieldDoc{}, Encodings: charset.Names(), Profiles: []profileDoc{}}
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

// upload takes a file and looks at it.
func (s *server) upload(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "name")
	if err != nil {
		return err
	}
	if p["name"] == "" {
		return badParameter("name", `Parameter "name" is to be the name of the file.`)
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(lookTime)) // a recorder has none
	up, err := s.uploads.take(p["name"], http.MaxBytesReader(w, r.Body, uploadBytes))
	tooLarge := &http.MaxBytesError{}
	switch {
	case errors.As(err, &tooLarge):
		return &problem{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf("The file is larger than %d MB; import it with the program: burialmap import FILE.", uploadBytes>>20)}
	case errors.Is(err, errFull):
		return unavailable("Other files are being looked at; try again in some minutes.")
	case err != nil:
		return err
	}
	look, err := s.lookAt(r, w, up, format.Say{})
	if err != nil {
		s.uploads.forget(up.id)
		return err
	}
	w.Header().Set("Location", "/api/import/"+up.id)
	return answerJSON(w, http.StatusCreated, look)
}

// look looks at a file again, with what a person says about it.
func (s *server) look(w http.ResponseWriter, r *http.Request) error {
	up, say, err := s.asked(w, r)
	if err != nil {
		return err
	}
	look, err := s.lookAt(r, w, up, say)
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, look)
}

// said turns an error about what was asked for into an answer; any other stays.
func said(err error) error {
	if errors.Is(err, data.ErrInvalid) {
		return unprocessable(err)
	}
	return err
}

// asked is the file that the address names, and what the request says about it.
func (s *server) asked(w http.ResponseWriter, r *http.Request) (*upload, format.Say, error) {
	var say format.Say
	if _, err := readParams(r); err != nil {
		return nil, say, err
	}
	up, err := s.uploads.get(mux.Vars(r)["id"])
	if err != nil {
		return nil, say, err
	}
	return up, say, readJSON(w, r, &say)
}

func readJSON(w http.ResponseWriter, r *http.Request, to any) error {
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, bodyBytes))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(to); err != nil {
		return &problem{Status: http.StatusBadRequest, Detail: "The body of the request is not the JSON object that this address takes."}
	}
	return nil
}

func (s *server) lookAt(r *http.Request, w http.ResponseWriter, up *upload, say format.Say) (lookDoc, error) {
	opt, err := s.importOptions(say)
	if err != nil {
		return lookDoc{}, err
	}
	ctx, cancel := context.WithTimeout(r.Context(), lookTime)
	defer cancel()
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(lookTime + writeTime)) // a recorder has none
	up.Lock()
	defer up.Unlock()
	look, err := format.LookAt(ctx, s.Store, s.Formats, up.input(), opt)
	if err != nil {
		return lookDoc{}, s.unreadable(r, up, err)
	}
	return lookDoc{up.id, look}, nil
}

func (s *server) importOptions(say format.Say) (format.ImportOptions, error) {
	opt, err := say.Options()
	if err != nil {
		return opt, unprocessable(err)
	}
	if s.Places != nil {
		opt.Places = s.Places
	}
	return opt, nil
}

// unprocessable tells a visitor why what was said, or the file, cannot be used: such an
// error speaks of the file and nothing else.
func unprocessable(err error) error {
	return &problem{Status: http.StatusUnprocessableEntity, Detail: strings.TrimPrefix(err.Error(), data.ErrInvalid.Error()+": ")}
}

// unreadable parts what is wrong with the file, which the visitor must know, from what is
// wrong here, which only the log may.
func (s *server) unreadable(r *http.Request, up *upload, err error) error {
	file := &format.FileError{}
	switch {
	case r.Context().Err() != nil:
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return unavailable("The file takes too long to look at; import it with the program: burialmap import FILE.")
	case errors.Is(err, data.ErrInvalid), errors.As(err, &file):
		s.Log.InfoContext(r.Context(), "file not usable", "file", up.String(), "error", err.Error())
		return unprocessable(err)
	}
	return err
}

// findings hands back everything that is wrong with a file as a table.
func (s *server) findings(w http.ResponseWriter, r *http.Request) error {
	return s.again(w, r, func(up *upload, opt format.ImportOptions) error {
		out := newStream(w, "text/csv; charset=utf-8")
		attach(w, up.name+".findings.csv")
		table := format.NewProblemTable(out)
		opt.Problem = table.Write
		if _, err := format.LookAt(r.Context(), s.Store, s.Formats, up.input(), opt); err != nil {
			return out.fail(s.unreadable(r, up, err))
		}
		if err := table.Close(); err != nil {
			return out.fail(err)
		}
		return out.end()
	})
}

// annotated hands a file back with its findings beside the rows.
func (s *server) annotated(w http.ResponseWriter, r *http.Request) error {
	return s.again(w, r, func(up *upload, opt format.ImportOptions) error {
		remarks := map[int]string{}
		opt.Problem = func(p data.Problem) error {
			if text := remarks[p.Record]; text != "" {
				remarks[p.Record] = text + " | " + format.Remark(p)
			} else if p.Record > 0 {
				remarks[p.Record] = format.Remark(p)
			}
			return nil
		}
		look, err := format.LookAt(r.Context(), s.Store, s.Formats, up.input(), opt)
		if err != nil {
			return s.unreadable(r, up, err)
		}
		reader, err := s.Formats.Reader(look.Format, up.name, nil)
		if err != nil {
			return err
		}
		annotator, ok := reader.(format.Annotator)
		if !ok {
			return &problem{Status: http.StatusConflict, Detail: "Findings cannot be written into a file of this format; take the table of findings."}
		}
		out := newStream(w, "application/octet-stream")
		attach(w, up.name)
		if err := annotator.Annotate(r.Context(), up.input(), opt.Options, out, func(record int) string { return remarks[record] }); err != nil {
			return out.fail(err)
		}
		return out.end()
	})
}

// again looks at a file once more for an answer that is a file. What a person says comes as
// JSON in the parameter say, because such an answer is a link that a browser follows.
func (s *server) again(w http.ResponseWriter, r *http.Request, answer func(*upload, format.ImportOptions) error) error {
	p, err := readParams(r, "say")
	if err != nil {
		return err
	}
	var say format.Say
	if text, ok := p["say"]; ok {
		if err := json.Unmarshal([]byte(text), &say); err != nil {
			return badParameter("say", `Parameter "say" is not the JSON object that it is to be.`)
		}
	}
	opt, err := s.importOptions(say)
	if err != nil {
		return err
	}
	up, err := s.uploads.get(mux.Vars(r)["id"])
	if err != nil {
		return err
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(lookTime + writeTime)) // a recorder has none
	up.Lock()
	defer up.Unlock()
	return answer(up, opt)
}

// load imports a file.
func (s *server) load(w http.ResponseWriter, r *http.Request) error {
	up, say, err := s.asked(w, r)
	if err != nil {
		return err
	}
	opt, err := s.importOptions(say)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), lookTime)
	defer cancel()
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(lookTime + writeTime)) // a recorder has none
	up.Lock()
	defer up.Unlock()
	report, err := format.Import(ctx, s.Store, s.Formats, up.input(), opt)
	if err != nil {
		return s.unreadable(r, up, err)
	}
	return answerJSON(w, http.StatusOK, report)
}

// forget drops a file before its time.
func (s *server) forget(w http.ResponseWriter, r *http.Request) error {
	s.uploads.forget(mux.Vars(r)["id"])
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// saveProfile keeps what is said about files under a name.
func (s *server) saveProfile(w http.ResponseWriter, r *http.Request) error {
	var say format.Say
	if err := readJSON(w, r, &say); err != nil {
		return err
	}
	return s.profile(w, r, &say)
}

// dropProfile forgets it.
func (s *server) dropProfile(w http.ResponseWriter, r *http.Request) error {
	return s.profile(w, r, nil)
}

func (s *server) profile(w http.ResponseWriter, r *http.Request, say *format.Say) error {
	name, err := pathVar(r, "name")
	if err != nil {
		return err
	}
	if err := format.SaveProfile(r.Context(), s.Store, name, say); err != nil {
		return said(err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// answerJSON sends what is nobody else's to keep.
func answerJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", asJSON.media)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(appendJSON(nil, v), '\n')) // the client is gone: nobody is left to tell
	return nil
}

// attach makes an answer a file with a name, in any script.
func attach(w http.ResponseWriter, name string) {
	disposition := fmt.Sprintf("attachment; filename=%q", name)
	if strings.ContainsFunc(name, func(r rune) bool { return r > '~' }) {
		disposition = mime.FormatMediaType("attachment", map[string]string{"filename": name}) // RFC 2231
	}
	w.Header().Set("Content-Disposition", disposition)
}
