package web

import (
	"context"
	"errors"
	"net/http"

	"burialmap/data"
)

// problem is an answer that something is wrong, as RFC 9457 writes it.
type problem struct {
	Type      string    `json:"type"` // always about:blank: the status says it all
	Title     string    `json:"title"`
	Status    int       `json:"status"`
	Detail    string    `json:"detail"`
	Parameter string    `json:"parameter,omitempty"` // the query parameter at fault
	Findings  []finding `json:"findings,omitempty"`  // about a feature that somebody sent
	RequestID string    `json:"request_id,omitempty"`
}

func (p *problem) Error() string { return p.Detail }

// badParameter is the problem of a query parameter that is unknown or malformed.
func badParameter(name, detail string) *problem {
	return &problem{Status: http.StatusBadRequest, Parameter: name, Detail: detail}
}

func missing(detail string) *problem {
	return &problem{Status: http.StatusNotFound, Detail: detail}
}

func unavailable(detail string) *problem {
	return &problem{Status: http.StatusServiceUnavailable, Detail: detail}
}

func internal() *problem {
	return &problem{Status: http.StatusInternalServerError, Detail: "Something went wrong here. The log has it under the request id."}
}

// handler answers a request or says why not, as an error.
type handler func(w http.ResponseWriter, r *http.Request) error

// handle turns the error of a handler into a problem: the one place where that is decided.
func (s *server) handle(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if err == nil {
			return
		}
		if cut := (cutOffError{}); errors.As(err, &cut) {
			s.Log.ErrorContext(r.Context(), "answer cut off", "id", w.Header().Get(requestIDHeader), "error", err.Error())
			panic(http.ErrAbortHandler)
		}
		p := problemOf(err)
		if p.Status >= http.StatusInternalServerError {
			s.Log.ErrorContext(r.Context(), "request failed", "id", w.Header().Get(requestIDHeader), "error", err.Error())
		}
		if p.Status == http.StatusServiceUnavailable {
			w.Header().Set("Retry-After", "5")
		}
		writeProblem(w, p)
	})
}

func problemOf(err error) *problem {
	var p *problem
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(err, data.ErrNotFound):
		return missing("There is nothing at this address.")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return unavailable("The answer took too long; ask for less, or try again.")
	}
	return internal()
}

func writeProblem(w http.ResponseWriter, p *problem) {
	answer := *p
	answer.Type = "about:blank"
	answer.Title = http.StatusText(p.Status)
	answer.RequestID = w.Header().Get(requestIDHeader)
	for _, name := range []string{"ETag", "Content-Encoding", "Content-Disposition", "Content-Length"} {
		w.Header().Del(name)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(appendJSON(nil, answer), '\n')) // the client is gone: nobody is left to tell
}

func (s *server) notFound(http.ResponseWriter, *http.Request) error {
	return missing("There is nothing at this address.")
}
