package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"burialmap/data"
	"burialmap/data/format"
)

// lookTime is how long a file may be looked at, or imported.
const lookTime = 2 * time.Minute

// lookDoc is a look at a file, with the name to ask about it again.
type lookDoc struct {
	ID string `json:"id"`
	format.Look
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
	up, err := s.uploads.take(p["name"], r.Body)
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
	up, say, err := s.asked(r)
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
func (s *server) asked(r *http.Request) (*upload, format.Say, error) {
	var say format.Say
	if _, err := readParams(r); err != nil {
		return nil, say, err
	}
	up, err := s.uploads.get(mux.Vars(r)["id"])
	if err != nil {
		return nil, say, err
	}
	return up, say, readJSON(r, &say)
}

func readJSON(r *http.Request, to any) error {
	decoder := json.NewDecoder(r.Body)
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

// load imports a file.
func (s *server) load(w http.ResponseWriter, r *http.Request) error {
	up, say, err := s.asked(r)
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
