package gazetteer

import (
	"fmt"
	"math"
	"regexp"
	"strings"

	"github.com/paulmach/orb"
	"golang.org/x/text/unicode/norm"

	"burialmap/data"
	"burialmap/data/names"
	"burialmap/geo"
)

// Locate finds the place that words mean, or says why not: see the package comment. It
// costs some milliseconds, and no more for a long text.
func (g *Gazetteer) Locate(words string, hint data.Hint) data.Place {
	r := readSentence(firstSentence(normal(words)))
	if names.Query(words) == nil {
		r = reading{code: "no_words", why: "there are no words"}
	}
	l := location{gazetteer: g, words: words, hint: hint, reading: r}
	l.regions = l.statedRegions()
	switch {
	case r.code != "":
		return l.refused(r.code, r.why, l.mentioned())
	case r.kind == kindBetween:
		return l.between()
	default:
		return l.from()
	}
}

// location is one call of Locate.
type location struct {
	gazetteer *Gazetteer
	words     string
	hint      data.Hint
	reading   reading
	regions   []string // codes
}

// mostUncertain is the largest error that is still a place, in metres.
const mostUncertain = 100_000

func (l *location) from() data.Place {
	p, refused := l.settlement(l.reading.phrase)
	if refused != nil {
		return *refused
	}
	o := l.reading.offset
	accuracy := p.extent() + p.coordinateError
	switch l.reading.kind {
	case kindOffset:
		accuracy += o.arcError(0)
	case kindNear:
		accuracy += nearError
	}
	return l.found(destination(p.point, o), accuracy, p, nil)
}

// destination is the end of an offset: the start, if it has no heading.
func destination(start orb.Point, o offset) orb.Point {
	if o.metres == 0 || o.headingError >= noHeading {
		return start
	}
	sin, cos := math.Sincos(o.heading * math.Pi / 180)
	return geo.NewPlane(start).Unproject(orb.Point{o.metres * sin, o.metres * cos})
}

func (l *location) between() data.Place {
	a, refused := l.settlement(l.reading.phrase)
	if refused != nil {
		return *refused
	}
	b, refused := l.settlement(l.reading.other)
	if refused != nil {
		return *refused
	}
	plane := geo.NewPlane(a.point)
	q := plane.Project(b.point)
	middle := plane.Unproject(orb.Point{q[0] / 2, q[1] / 2})
	half := geo.Distance(a.point, b.point) / 2
	accuracy := half + max(a.extent()+a.coordinateError, b.extent()+b.coordinateError)
	return l.found(middle, accuracy, a, &b)
}

// settlement is the one place that a phrase means, or the refusal.
func (l *location) settlement(phrase string) (place, *data.Place) {
	all := l.gazetteer.named(phrase)
	here := likest(within(all, l.regions), l.hint.Names)
	said := l.asWritten(phrase)
	var refused data.Place
	switch {
	case len(here) == 1:
		return here[0], nil
	case len(here) > 1:
		refused = l.refused("ambiguous", fmt.Sprintf("%d places are called %q; say the region, or choose", len(here), said), candidates(here))
	case len(all) > 0:
		refused = l.refused("unknown_place", fmt.Sprintf("no place called %q is known in %s, but in another region", said, l.regionNames()), candidates(all))
	case len(regionCodesIn(phrase)) > 0:
		refused = l.refused("too_vague", fmt.Sprintf("%q is a region, not a place", said), l.mentioned())
	case len(strings.Fields(phrase)) > mostWords || coordinates.MatchString(phrase):
		refused = l.refused("not_understood", fmt.Sprintf("%q is not a name that the gazetteer knows, nor a distance from one", short(said)), l.mentioned())
	default:
		refused = l.refused("unknown_place", fmt.Sprintf("the gazetteer has no place called %q", said), l.mentioned())
	}
	return place{}, &refused
}

// asWritten is a phrase in the letters of the words, where they can be compared.
func (l *location) asWritten(phrase string) string {
	written := strings.Join(strings.Fields(norm.NFKC.String(l.words)), " ")
	at := strings.Index(strings.ToLower(written), phrase)
	if at < 0 || len(strings.ToLower(written)) != len(written) {
		return phrase
	}
	return written[at : at+len(phrase)]
}

// coordinates stand in no name.
var coordinates = regexp.MustCompile(`\d\.\d|[°′″]`)

// mostWords is how many words a name of a place has at most, with those for its kind.
const mostWords = 5

func (l *location) regionNames() string {
	var all []string
	for _, code := range l.regions {
		all = append(all, regionName(code))
	}
	return strings.Join(all, ", ")
}

// statedRegions are those of the hint and of what the words say besides, where both
// agree or only one says anything; if they contradict, those of the words.
func (l *location) statedRegions() []string {
	var said []string
	for _, part := range l.reading.around {
		said = append(said, regionCodesIn(part)...)
	}
	if len(said) > 0 {
		return said
	}
	return regionCodes(l.hint.Region)
}

func (l *location) found(point orb.Point, accuracy float64, from place, to *place) data.Place {
	if accuracy > mostUncertain {
		return l.refused("too_vague", fmt.Sprintf("the place could be anywhere within %.0f km", accuracy/1000), candidates([]place{from}))
	}
	accuracy = math.Ceil(accuracy/10) * 10
	return data.Place{Found: true, Point: point, Accuracy: geo.Accuracy(accuracy), Parse: l.parse(accuracy, &from, to)}
}

func (l *location) refused(code, why string, candidates []data.Candidate) data.Place {
	return data.Place{WhyCode: code, Why: why, Candidates: candidates, Parse: l.parse(0, nil, nil)}
}

func short(text string) string {
	if runes := []rune(text); len(runes) > 80 {
		return string(runes[:79]) + "…"
	}
	return text
}
