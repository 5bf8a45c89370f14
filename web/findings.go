package web

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/gorilla/mux"

	"burialmap/data"
	"burialmap/data/format"
)

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
		options, err := look.Report.AnnotateOptions(opt.Options)
		if err != nil {
			return unprocessable(err)
		}
		out := newStream(w, "application/octet-stream")
		attach(w, up.name)
		if err := annotator.Annotate(r.Context(), up.input(), options, out, func(record int) string { return remarks[record] }); err != nil {
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
