package web

import (
	"net/http"

	"burialmap/data/format"
)

// saveProfile keeps what is said about files under a name.
func (s *server) saveProfile(w http.ResponseWriter, r *http.Request) error {
	var say format.Say
	if err := readJSON(r, &say); err != nil {
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
