package format

import (
	"context"
	"encoding/json"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo/crs"
)

// Look is what an import would do and what it was told by looking at the file: everything
// a person needs to see before anything is written.
type Look struct {
	File        string      `json:"file"`
	Format      string      `json:"format"`
	FormatTitle string      `json:"format_title"`
	Encoding    string      `json:"encoding,omitempty"` // of text files
	Annotatable bool        `json:"annotatable"`        // the file can be handed back with findings in it
	CRS         LookCRS     `json:"crs"`
	Layers      []LayerInfo `json:"layers"`
	Layer       string      `json:"layer"` // the one that is read; empty: all, or there are none
	Collection  string      `json:"collection"`
	Columns     []Column    `json:"columns"`
	Report      Report      `json:"report"`
	Rules       []RuleCount `json:"rules"`
	Problems    []Finding   `json:"problems"` // the first maxShown
	Preview     Preview     `json:"preview"`
	PreviewOf   int         `json:"preview_of"` // how many records have or would get a position
	Bound       []float64   `json:"bbox"`       // west, south, east, north of those; west > east across 180°
	Alike       []Alike     `json:"alike"`
	Places      []Words     `json:"places"`
}

// Finding is a data.Problem as it is shown.
type Finding = data.Problem

// LookCRS says in which system the coordinates are and how they come to WGS 84.
type LookCRS struct {
	Stated    string   `json:"stated"` // as the file or the person wrote it
	By        string   `json:"by"`     // "user", "file" or "default"
	Code      string   `json:"code"`
	Name      string   `json:"name"`
	Operation string   `json:"operation"` // "EPSG:5044", "none"
	About     string   `json:"operation_name"`
	Accuracy  float64  `json:"accuracy_m"` // that its publisher states; 0: none is added, or nobody has stated it
	Doubt     *Finding `json:"finding"`
}

// Alike is a record that looks like a feature of another source.
type Alike struct {
	Record   int      `json:"record"`
	Name     string   `json:"name"`
	Ref      string   `json:"ref"` // "sites/khurmuli"
	RefName  string   `json:"ref_name"`
	Distance *float64 `json:"distance_m"` // nil if one has no position
}

// Words is a place in words and what was made of it.
type Words struct {
	Record     int              `json:"record"`
	Words      string           `json:"words"`
	Found      bool             `json:"found"`
	Point      *orb.Point       `json:"point,omitempty"`
	Accuracy   float64          `json:"accuracy_m,omitempty"`
	Parse      json.RawMessage  `json:"parse,omitempty"`
	Why        string           `json:"why,omitempty"`
	WhyCode    string           `json:"why_code,omitempty"`
	Candidates []data.Candidate `json:"candidates,omitempty"`
}

// Limits of what a Look shows; its counts are of everything.
const (
	maxShown   = 500
	maxPreview = 2000
	maxAlikes  = 200
)

// LookAt does everything that Import does and then takes it back, and says what it saw.
// Where nobody names a collection and the file does not either, the one is taken that most
// of its columns belong to: it can be corrected. Errors are those of Import.
func LookAt(ctx context.Context, store data.Store, reg Registry, in Input, opt ImportOptions) (Look, error) {
	opt.DryRun, opt.AnyColumns = true, true
	i, err := begin(ctx, reg, in, opt)
	if i.needsCollection(err) {
		if opt.Collection, err = i.guess(ctx, in); err != nil {
			return Look{}, err
		}
		i, err = begin(ctx, reg, in, opt)
	}
	if err != nil {
		return Look{}, err
	}
	l := newLooking(i)
	i.watch, i.opt.Problem = l.see, func(p data.Problem) error {
		l.problem(p)
		if opt.Problem == nil {
			return nil
		}
		return opt.Problem(p)
	}
	if _, err := i.write(ctx, store, in); err != nil {
		return Look{}, err
	}
	return l.done(), nil
}

// aboutCRS says in which system the coordinates are.
func (i *importing) aboutCRS() LookCRS {
	l := LookCRS{By: "default", Code: "OGC:CRS84", Name: "WGS 84 longitude and latitude", Operation: "none"}
	s := i.frame.stated
	switch {
	case s != nil:
		l.By = "user"
	case i.about.CRS != "":
		l.By, s = "file", i.frame.lookup(i.about.CRS)
	case i.frame.last != nil:
		l.By, s = "file", i.frame.last
	default:
		return l
	}
	l.Stated, l.Code, l.Name = s.text, s.Code, s.Name
	if s.err != nil {
		l.Doubt = &Finding{Severity: data.Refused, Rule: "crs_unknown", Message: s.err.Error(), Advice: "name the system it is in"}
		l.Operation = ""
		return l
	}
	op := s.Operation
	if used, ok := crs.OperationNamed(i.report.Operation); ok {
		op = used
	}
	l.Operation, l.About, l.Accuracy = op.Code, op.Name, float64(op.Accuracy)
	if !op.Known() {
		l.Doubt = &Finding{Severity: data.Refused, Rule: crs.RuleNoOperation, Message: "no datum operation to WGS 84 is known", Advice: "name the system by its EPSG code"}
	}
	return l
}
