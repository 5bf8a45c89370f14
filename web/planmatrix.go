package web

import (
	"bytes"
	"net/http"
	"strings"

	"burialmap/data"
	"burialmap/data/charset"
	"burialmap/data/fieldplan"
)

type travelDoc struct {
	Matrix   []fieldplan.Leg `json:"matrix"`
	Problems []data.Problem  `json:"problems"`
}

// readMatrix makes the matrix of a plan of a table of ways. Nothing is stored.
func (s *server) readMatrix(w http.ResponseWriter, r *http.Request) error {
	if _, err := readParams(r); err != nil {
		return err
	}
	if media, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); strings.TrimSpace(media) != "text/csv" {
		return &problem{Status: http.StatusUnsupportedMediaType, Detail: "The body is to be text/csv, and the header Content-Type is to say so."}
	}
	text, err := bodyText(r)
	if err != nil {
		return err
	}
	decoded, _, err := charset.Text(r.Context(), bytes.NewReader(text), "")
	if err != nil {
		return &problem{Status: http.StatusUnprocessableEntity, Detail: "The encoding of the table is not known; save it as UTF-8."}
	}
	legs, problems := fieldplan.ReadMatrix(decoded)
	return answerJSON(w, http.StatusOK, travelDoc{append([]fieldplan.Leg{}, legs...), append([]data.Problem{}, problems...)})
}

// matrixCSV answers with the ways between all places of a plan as a table. What nobody has
// measured is estimated beside it, to be filled in and sent back.
func (s *server) matrixCSV(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "revision")
	if err != nil {
		return err
	}
	j, err := s.journeyAsked(r, p)
	if err != nil || unchanged(w, r, j.tag("matrix")) {
		return err
	}
	world, err := fieldplan.Load(r.Context(), s.Store, j.plan)
	if err != nil {
		return err
	}
	attach(w, j.plan.ID+"-matrix.csv")
	out := newStream(w, "text/csv; charset=utf-8")
	if err := world.WriteMatrix(out, j.plan); err != nil {
		return out.fail(err)
	}
	return out.end()
}
