package data

// The years that open ends reach to: those that EDTF can write with four digits. What is
// recorded as of the year 0 counts as of the first.
const (
	FirstYear = 1
	LastYear  = 9999
)

// Years are a [Period] in whole years, as small as a map with millions of them wants it. The
// zero value is that of what is not dated.
type Years struct {
	// From and To are the first and the last year that may be meant. An end that is open or
	// not known reaches to FirstYear or LastYear.
	From, To int16
	// SurelyFrom and SurelyTo are the first and the last of the years that are surely meant
	// in part; 0 if there are none, as for 194X, which may be any one of ten.
	SurelyFrom, SurelyTo int16
	// Unsure is true if an end is marked as approximate or uncertain: then even From and To
	// may be wrong by as much as the writer did not say.
	Unsure bool
}

// Dated reports whether there are years at all.
func (y Years) Dated() bool { return y.To != 0 }

// Years are the years of the period. An end that is marked or not known makes no year sure
// but that of the other end: of 1945/1948~ it is 1945 alone.
func (p Period) Years() Years {
	y := Years{From: FirstYear, To: LastYear, Unsure: p.From.marked() || p.To.marked()}
	if p.From.known() {
		y.From = yearOf(p.From.First.Year())
	}
	if p.To.known() {
		y.To = yearOf(p.To.Last.Year())
	}
	from, to := p.From.firm(), p.To.firm()
	switch {
	case from && to:
		y.surely(p.From.latestYear(FirstYear), p.To.earliestYear(LastYear))
	case from && p.From.known() && p.From.oneYear():
		y.surely(p.From.latestYear(0), p.From.latestYear(0))
	case to && p.To.known() && p.To.oneYear():
		y.surely(p.To.earliestYear(0), p.To.earliestYear(0))
	}
	return y
}

func (y *Years) surely(from, to int16) {
	if from <= to {
		y.SurelyFrom, y.SurelyTo = from, to
	}
}

// marked reports whether the writer has doubts about the end, firm whether the end is one
// that can be relied on: a date without marks, or none at all because there is no limit.
func (d Date) marked() bool { return d.Approximate || d.Uncertain }
func (d Date) firm() bool   { return !d.Unknown && !d.marked() }

// oneYear reports whether the date, which is known, lies in one year.
func (d Date) oneYear() bool { return d.First.Year() == d.Last.Year() }

func (d Date) latestYear(open int16) int16 {
	if d.Open {
		return open
	}
	return yearOf(d.Last.Year())
}

func (d Date) earliestYear(open int16) int16 {
	if d.Open {
		return open
	}
	return yearOf(d.First.Year())
}

func yearOf(year int) int16 { return int16(min(LastYear, max(FirstYear, year))) }
