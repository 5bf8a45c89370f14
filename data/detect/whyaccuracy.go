package detect

import (
	"burialmap/data"
	"burialmap/geo"
)

// howWellKnown is what bears on where one lies relative to the other: the accuracy of
// each, what it shares with others of its source, what cancels, and what all of it comes to.
func (f finding) howWellKnown() []Reason {
	var list []Reason
	sides := f.sides()
	for _, p := range sides {
		list = append(list, p.accuracy())
	}
	sameSource := f.pow.location.Source != "" && f.pow.location.Source == f.civilian.location.Source
	sameOperation := f.pow.known.operation != "" && f.pow.known.operation == f.civilian.known.operation
	for _, p := range sides {
		if k := p.known; k.shift.Known() && !sameSource {
			list = append(list, Reason{Code: CodeShift, Side: p.as, Source: p.location.Source, AccuracyM: number(float64(k.shift))})
		}
		if !sameOperation || !p.known.byDatum.Known() {
			list = append(list, p.datum()...)
		}
	}
	if sameSource {
		list = append(list, Reason{Code: CodeSameSource, Source: f.pow.location.Source})
	}
	if sameOperation && f.pow.known.byDatum.Known() {
		list = append(list, Reason{Code: CodeSameOperation, Operation: f.pow.known.operation})
	}
	return append(list, f.together()...)
}

// together is the accuracy of the offset, or that it is too poor to tell anything.
func (f finding) together() []Reason {
	between := geo.Between(f.pow.error, f.civilian.error)
	switch {
	case !between.Known():
		return nil
	case tooPoor(f.Likely):
		return []Reason{{Code: CodeTooPoor, AccuracyM: number(float64(between)), Probability: number(f.Likely.Most)}}
	}
	return []Reason{{Code: CodeRelative, AccuracyM: number(float64(between))}}
}

// accuracy is what the record, or its source for it, says of the position itself.
func (p role) accuracy() Reason {
	r := Reason{Code: CodeAccuracyUnknown, Side: p.as, Ref: p.ref(), Source: p.location.Source, Method: p.location.Method}
	if r.Method == "" {
		r.Method = data.MethodUnknown
	}
	if !p.known.accuracy.Known() {
		return r
	}
	r.AccuracyM = number(float64(p.known.accuracy))
	if r.Code = CodeAccuracy; p.known.fromSource {
		r.Code = CodeAccuracySource
	}
	return r
}

// datum is the operation by which the coordinates came to WGS 84.
func (p role) datum() []Reason {
	k := p.known
	r := Reason{Side: p.as, Source: p.location.Source, Operation: k.operation}
	switch {
	case k.operation == "":
		return nil
	case k.byDatum.Known():
		r.Code, r.AccuracyM = CodeOperation, number(float64(k.byDatum))
	default:
		r.Code = CodeOperationUnknown
	}
	return []Reason{r}
}
