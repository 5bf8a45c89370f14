package gazetteer

import (
	"encoding/json"
	"math"
)

// parse is how words were read, as it is kept with a record. Lengths are in metres,
// angles in degrees; what was not stated is absent.
type parse struct {
	Words        string     `json:"words"`
	Kind         string     `json:"kind,omitempty"` // at, offset, near, between
	Offset       float64    `json:"offset_m,omitempty"`
	OffsetError  float64    `json:"offset_error_m,omitempty"`
	Heading      *float64   `json:"heading,omitempty"`
	HeadingError float64    `json:"heading_error_deg,omitempty"`
	From         *reference `json:"from,omitempty"`
	To           *reference `json:"to,omitempty"`
	Phrase       string     `json:"phrase,omitempty"` // what should name the place
	Region       string     `json:"region,omitempty"`
	Accuracy     float64    `json:"accuracy_m,omitempty"`
	Method       string     `json:"method"`
}

// reference is a place of the gazetteer that a position is counted from.
type reference struct {
	ID              string  `json:"id"`
	Name            string  `json:"name"`
	NameRu          string  `json:"name_ru,omitempty"`
	NameJa          string  `json:"name_ja,omitempty"`
	Region          string  `json:"region,omitempty"`
	Lon             float64 `json:"lon"`
	Lat             float64 `json:"lat"`
	Extent          float64 `json:"extent_m"`
	CoordinateError float64 `json:"coordinate_error_m"`
	Source          string  `json:"source"`
}

func (l *location) parse(accuracy float64, from, to *place) json.RawMessage {
	r := l.reading
	p := parse{Words: l.words, Kind: r.kind, Phrase: r.phrase, Region: l.regionNames(), Accuracy: accuracy, Method: method}
	if r.kind == kindOffset && r.offset.metres > 0 {
		p.Offset, p.OffsetError = whole(r.offset.metres), whole(r.offset.metresError)
		if r.offset.headingError < noHeading {
			p.Heading, p.HeadingError = &r.offset.heading, r.offset.headingError
		}
	}
	p.From, p.To = referenceOf(from), referenceOf(to)
	text, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and finite numbers can be written
	}
	return text
}

func referenceOf(p *place) *reference {
	if p == nil {
		return nil
	}
	return &reference{p.id, p.name, p.ru, p.ja, p.region, p.point[0], p.point[1], whole(p.extent()), whole(p.coordinateError), p.source}
}

// whole rounds metres to one.
func whole(metres float64) float64 { return math.Round(metres) }
