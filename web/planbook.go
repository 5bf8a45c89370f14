package web

import (
	"net/http"
	"time"

	"burialmap/data/fieldplan"
	"burialmap/web/fieldkit/book"
)

// planBook answers with the printable book of a plan in one language: the one asked for,
// else the first of the plan's.
func (s *server) planBook(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "revision", "today", "lang")
	if err != nil {
		return err
	}
	j, err := s.journeyAsked(r, p)
	if err != nil {
		return err
	}
	language, err := bookLanguage(p, j.plan)
	if err != nil || unchanged(w, r, j.tag("book-"+language)) {
		return err
	}
	return s.writeBook(w, r, book.Book{Plan: j.plan, Today: j.today, Language: language, Address: s.base(r)})
}

func bookLanguage(p params, plan fieldplan.Plan) (string, error) {
	asked, err := p.names("lang", book.Languages)
	switch {
	case err != nil:
		return "", err
	case len(asked) > 1:
		return "", badParameter("lang", `Parameter "lang" is to be one language: a book has one.`)
	case len(asked) == 1:
		return asked[0], nil
	case len(plan.Languages) > 0:
		return plan.Languages[0], nil
	}
	return book.Languages[0], nil
}

// writeBook reads the ground around the stops and writes the book under a policy of its own:
// its style stands in the page, so that the page is whole without a network.
func (s *server) writeBook(w http.ResponseWriter, r *http.Request, b book.Book) error {
	done, err := s.exporting()
	if err != nil {
		return err
	}
	defer done()
	world, err := fieldplan.Load(r.Context(), s.Store, b.Plan)
	if err != nil {
		return err
	}
	b.Timetable, b.Changes = world.Timetable(b.Plan, b.Today), world.Changes(b.Plan)
	if b.Ground, err = book.Gather(r.Context(), s.Store, world, b.Plan, b.Today); err != nil {
		return err
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(exportTime)) // a recorder has none
	w.Header().Set("Content-Security-Policy", book.CSP(b))
	w.Header().Set("Content-Language", b.Language)
	out := newStream(w, "text/html; charset=utf-8")
	if err := book.Write(out, b); err != nil {
		return out.fail(err)
	}
	return out.end()
}
