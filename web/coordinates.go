package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/crs"
	"burialmap/geo/notation"
)

// writtenDoc is a position in the notations that people ask for.
type writtenDoc struct {
	Lon       float64       `json:"lon"`
	Lat       float64       `json:"lat"`
	Accuracy  float64       `json:"accuracy_m,omitempty"` // as asked
	Notations []notationDoc `json:"notations"`
}

type notationDoc struct {
	Notation notation.Name `json:"notation"`
	Text     string        `json:"text,omitempty"`   // absent if the notation has no name for the place
	Step     float64       `json:"step_m,omitempty"` // what one unit of the last digit is on the ground
	*systemDoc
	Refusal *refusalDoc `json:"refusal,omitempty"` // why there is no text
}

// systemDoc is the system in which the numbers are, and how they came to WGS 84.
type systemDoc struct {
	CRS               string  `json:"crs"`
	Name              string  `json:"crs_name"`
	Operation         string  `json:"operation,omitempty"` // absent for WGS 84, which needs none
	OperationName     string  `json:"operation_name,omitempty"`
	OperationAccuracy float64 `json:"operation_accuracy_m,omitempty"` // absent where nobody has stated it
}

// readingsDoc is what a text can mean as a position, the likeliest first.
type readingsDoc struct {
	Readings []readingDoc `json:"readings"`
	Refusal  *refusalDoc  `json:"refusal,omitempty"` // why there are none
}

type readingDoc struct {
	Lon       float64        `json:"lon"`
	Lat       float64        `json:"lat"`
	Notation  notation.Name  `json:"notation"`
	Order     notation.Order `json:"order,omitempty"`
	Text      string         `json:"text"`                 // the same position in decimal degrees, as fine as it was given
	Precision float64        `json:"precision_m"`          // how far off it can be by its digits alone
	Accuracy  float64        `json:"accuracy_m,omitempty"` // as the text itself states it
	systemDoc
	InRegion bool        `json:"in_region"`
	Reasons  []reasonDoc `json:"reasons"`
}

type reasonDoc struct {
	Code  string `json:"code"`
	Value string `json:"value,omitempty"`
	Text  string `json:"text"`
}

type refusalDoc struct {
	Rule    string `json:"rule"`
	Message string `json:"message"`
	Advice  string `json:"advice"`
}

// coordinates writes a position in every notation, or reads one from a pasted text.
func (s *server) coordinates(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "lon", "lat", "accuracy_m", "notation", "q", "f")
	if err != nil {
		return err
	}
	if _, err := negotiate(r, p, asJSON); err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	if _, ok := p["q"]; ok {
		return s.readPosition(w, p)
	}
	return s.writePosition(w, p)
}

func (s *server) writePosition(w http.ResponseWriter, p params) error {
	lon, err := p.decimal("lon", -180, 180)
	if err != nil {
		return err
	}
	lat, err := p.decimal("lat", -90, 90)
	if err != nil {
		return err
	}
	accuracy := 0.0
	if _, ok := p["accuracy_m"]; ok {
		if accuracy, err = p.decimal("accuracy_m", 0, 1e7); err != nil {
			return err
		}
	}
	only, ok := p["notation"]
	if ok && !slices.Contains(notation.Names, notation.Name(only)) {
		return badParameter("notation", fmt.Sprintf("Parameter \"notation\" is to be one of %s.", joined(notation.Names)))
	}
	all, err := notation.Write(orb.Point{lon, lat}, geo.Accuracy(accuracy))
	if err != nil {
		return err // cannot be: the range was checked
	}
	doc := writtenDoc{Lon: lon, Lat: lat, Accuracy: accuracy, Notations: []notationDoc{}}
	for _, n := range all {
		if !ok || n.Notation == notation.Name(only) {
			doc.Notations = append(doc.Notations, describeWriting(n))
		}
	}
	return answerJSON(w, http.StatusOK, doc)
}

func describeWriting(n notation.Writing) notationDoc {
	d := notationDoc{Notation: n.Notation, Text: n.Text, Step: n.Step, Refusal: describeRefusal(n.Refusal)}
	if n.Text != "" {
		system := describeSystem(n.System, n.Accuracy)
		d.systemDoc = &system
	}
	return d
}

func describeSystem(c crs.CRS, accuracy geo.Accuracy) systemDoc {
	d := systemDoc{CRS: c.Code, Name: c.Name, OperationAccuracy: float64(accuracy)}
	if !c.Operation.Identity() {
		d.Operation, d.OperationName = c.Operation.Code, c.Operation.Name
	}
	return d
}

func describeRefusal(r *notation.Refusal) *refusalDoc {
	if r == nil {
		return nil
	}
	return &refusalDoc{r.Rule, r.Message, r.Advice}
}

func (s *server) readPosition(w http.ResponseWriter, p params) error {
	for _, other := range []string{"lon", "lat", "accuracy_m", "notation"} {
		if _, ok := p[other]; ok {
			return badParameter(other, fmt.Sprintf("Parameter %q is for writing a position, and \"q\" for reading one; give one of them.", other))
		}
	}
	text, err := p.textUpTo("q", maxPosition)
	if err != nil {
		return err
	}
	readings, refusal := notation.Read(text)
	doc := readingsDoc{Readings: []readingDoc{}, Refusal: describeRefusal(refusal)}
	for _, r := range readings {
		doc.Readings = append(doc.Readings, describeReading(r))
	}
	return answerJSON(w, http.StatusOK, doc)
}

func describeReading(r notation.Reading) readingDoc {
	d := readingDoc{
		Lon: r.Point[0], Lat: r.Point[1], Notation: r.Notation, Order: r.Order, Precision: r.Precision, Accuracy: float64(r.Stated),
		systemDoc: describeSystem(r.System, r.Accuracy), InRegion: r.Region, Reasons: []reasonDoc{},
	}
	// The point is a place on earth, so that it can be written; decimal degrees come first. Of
	// other notations they keep a digit more, for a minute is no round number of them.
	digits := 2.0
	if r.Notation == notation.Decimal {
		digits = 10
	}
	if all, err := notation.Write(r.Point, geo.Accuracy(digits*r.Precision)); err == nil {
		d.Text = all[0].Text
	}
	for _, reason := range r.Reasons {
		d.Reasons = append(d.Reasons, reasonDoc{reason.Code, reason.Value, reason.Text})
	}
	return d
}

// decimal is a needed number between lo and hi.
func (p params) decimal(name string, lo, hi float64) (float64, error) {
	wrong := badParameter(name, fmt.Sprintf("Parameter %q is to be a decimal number from %v to %v.", name, lo, hi))
	text, ok := p[name]
	if !ok {
		wrong.Detail += " To read a position from a text give \"q\" instead."
		return 0, wrong
	}
	v, err := data.ParseDecimal(text)
	if err != nil || v < lo || v > hi {
		return 0, wrong
	}
	return v, nil
}

func joined(names []notation.Name) string {
	texts := make([]string, len(names))
	for i, n := range names {
		texts[i] = string(n)
	}
	return strings.Join(texts, ", ")
}
