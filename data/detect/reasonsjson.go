package detect

import (
	"encoding/json"
	"math"
	"strconv"
)

// Reasons are most of what an overlap holds, and half of the time it takes to describe
// one went into writing them by reflection. What is written here is byte for byte what
// encoding/json writes.

// appendReasons appends reasons as a JSON array.
func appendReasons(b []byte, reasons []Reason) []byte {
	b = append(b, '[')
	for i, r := range reasons {
		if i > 0 {
			b = append(b, ',')
		}
		b = r.appendJSON(b)
	}
	return append(b, ']')
}

func (r Reason) appendJSON(b []byte) []byte {
	b = appendText(append(b, `{"code":`...), r.Code)
	b = appendMember(b, "side", r.Side)
	b = appendMember(b, "ref", r.Ref)
	b = appendMember(b, "source", r.Source)
	b = appendNumber(b, "area_m2", r.AreaM2)
	b = appendNumber(b, "pow_fraction", r.PowFraction)
	b = appendNumber(b, "civilian_fraction", r.CivilianFraction)
	b = appendNumber(b, "distance_m", r.DistanceM)
	b = appendNumber(b, "accuracy_m", r.AccuracyM)
	b = appendNumber(b, "reach_m", r.ReachM)
	b = appendNumber(b, "wanted_m", r.WantedM)
	b = appendNumber(b, "width_m", r.WidthM)
	b = appendNumber(b, "tolerance_m", r.ToleranceM)
	b = appendNumber(b, "probability", r.Probability)
	b = appendCount(b, "burials", r.Burials)
	b = appendCount(b, "count", r.Count)
	b = appendMember(b, "method", r.Method)
	b = appendMember(b, "operation", r.Operation)
	b = appendMember(b, "rule", r.Rule)
	b = appendMember(b, "pow_period", r.PowPeriod)
	b = appendMember(b, "civilian_period", r.CivilianPeriod)
	return append(b, '}')
}

// appendMember appends a member that stands after another, or nothing for "".
func appendMember(b []byte, name, text string) []byte {
	if text == "" {
		return b
	}
	return appendText(appendName(b, name), text)
}

func appendNumber(b []byte, name string, v *float64) []byte {
	if v == nil {
		return b
	}
	b = appendName(b, name)
	if a := math.Abs(*v); a == 0 || a >= 1e-6 && a < 1e21 {
		return strconv.AppendFloat(b, *v, 'f', -1, 64)
	}
	return appendAny(b, *v)
}

func appendCount(b []byte, name string, n int64) []byte {
	if n == 0 {
		return b
	}
	return strconv.AppendInt(appendName(b, name), n, 10)
}

func appendName(b []byte, name string) []byte {
	b = append(b, `,"`...)
	b = append(b, name...)
	return append(b, `":`...)
}

// appendText writes plain text directly and leaves the rest to encoding/json.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c >= 0x7f, c == '"', c == '\\', c == '<', c == '>', c == '&':
			return appendAny(b, s)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

func appendAny(b []byte, v any) []byte {
	text, err := json.Marshal(v)
	if err != nil { // cannot happen: all numbers are finite
		panic(err)
	}
	return append(b, text...)
}
