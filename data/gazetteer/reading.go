package gazetteer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"burialmap/data/names"
)

// Kinds of readings.
const (
	kindAt      = "at"      // a settlement itself
	kindOffset  = "offset"  // a distance from it, perhaps with a heading
	kindNear    = "near"    // near it
	kindBetween = "between" // between two
)

// reading is how a text was read.
type reading struct {
	text   string // as it stands, in lower case
	kind   string
	offset offset
	phrase string   // that should name the place
	other  string   // the second place of "between"
	around []string // what else the text says, which may name a region
	code   string   // why it cannot be located, or ""
	why    string
	bare   *bearing // a heading without a distance
}

// readSentence reads a sentence. Of its parts that one counts which states a distance; or
// else the first.
func readSentence(sentence string) reading {
	var parts []reading
	for _, text := range segments(sentence) {
		parts = append(parts, readPart(text))
	}
	if len(parts) == 0 {
		return reading{code: "no_words", why: "there are no words"}
	}
	main := slices.IndexFunc(parts, reading.counts)
	if main < 0 && len(parts) > 1 && len(regionCodesIn(parts[0].text)) > 0 && area.MatchString(parts[0].text) {
		main = 1 // Хабаровский край, Двойники
	}
	main = max(0, main)
	chosen := parts[main]
	for i, part := range parts {
		switch {
		case i == main:
		case part.bare != nil && !nameful(part.phrase): // азимут 315°, 4 км от Горина
			chosen = chosen.towards(*part.bare)
		case !nameful(chosen.phrase) && i < main: // Джатва, 4 км к СЗ
			chosen.phrase = part.text
		default:
			chosen.around = append(chosen.around, part.text)
		}
	}
	if unknown.MatchString(chosen.text) {
		chosen.code, chosen.why = "not_understood", "it says that the place is not known"
	}
	if chosen.code == "" && !nameful(chosen.phrase) {
		chosen.code, chosen.why = "not_understood", "no name of a place was found in it"
	}
	return chosen
}

// counts reports whether a part of a sentence says where from another place.
func (r reading) counts() bool {
	return r.kind == kindBetween || r.kind == kindOffset && r.bare == nil || r.bare != nil && nameful(r.phrase)
}

// towards adds a heading that stands apart from the distance.
func (r reading) towards(b bearing) reading {
	if r.kind == kindOffset && r.offset.headingError == noHeading {
		r.offset.heading, r.offset.headingError = b.degrees, b.degreesError
	}
	return r
}

var unknown = regexp.MustCompile(`\b(?:not known|unknown|not stated|not located)\b|неизвест|не известн|не установлен|не найден|不明`)

// nameful reports whether a phrase has a word that could be a name.
func nameful(phrase string) bool {
	for _, w := range names.Query(phrase) {
		if len(w.Begins) > 0 {
			return true
		}
	}
	return false
}

// readPart reads a part of a sentence.
func readPart(part string) reading {
	if a, b, ok := between(part); ok {
		return reading{text: part, kind: kindBetween, phrase: a, other: b}
	}
	found := distances(part)
	rest := part
	for _, d := range found {
		rest = masked(rest, d.at, d.end, distanceMark)
	}
	bearings, rest := headings(rest)
	phrase, aside := placePhrase(rest)
	r := reading{text: part, kind: kindAt, phrase: phrase, around: aside}
	switch {
	case len(found) > 1 || differ(bearings):
		r.kind, r.code, r.why = kindOffset, "not_understood", "it states more than one distance or heading"
	case len(found) == 1 && (found[0].metres > longestOffset || found[0].metres == 0):
		r.kind, r.code, r.why = kindOffset, "not_understood", fmt.Sprintf("a distance of %.0f km says no place", found[0].metres/1000)
	case len(found) == 1 && along.MatchString(part):
		r.kind, r.code, r.why = kindOffset, "too_vague", "the distance is along a road, a railway or a river, whose course is not known here"
	case len(found) == 1:
		r.kind = kindOffset
		r.offset = offset{metres: found[0].metres, metresError: found[0].metresError, headingError: noHeading}
		if len(bearings) > 0 {
			r.offset.heading, r.offset.headingError = bearings[0].degrees, bearings[0].degreesError
		}
	case len(bearings) > 0:
		r.bare = &bearings[0]
		r.kind, r.code, r.why = kindOffset, "too_vague", "it states a heading and no distance"
	case area.MatchString(part) && !vicinity.MatchString(part):
		r.code, r.why = "too_vague", "it names a district or region, not a place"
	case vicinity.MatchString(part):
		r.kind = kindNear
		r.phrase = strings.TrimSpace(vicinity.ReplaceAllString(part, " "))
	}
	if r.code == "" && r.kind == kindOffset && area.MatchString(r.phrase) {
		r.code, r.why = "too_vague", "it counts from a district or region, not from a place"
	}
	return r
}

func differ(bearings []bearing) bool {
	return slices.ContainsFunc(bearings, func(b bearing) bool { return b != bearings[0] })
}

var (
	along    = regexp.MustCompile(`\b(?:by|along|via) (?:the )?(?:road|rail|railway|river|track|highway|water)|\balong\b|upstream|downstream|по (?:дороге|шоссе|тракту|реке|железной дороге|ж/д|трассе|автодороге|тропе|берегу)|(?:вверх|вниз) по|道のり|沿い|上流|下流|道路で|鉄道で`)
	area     = regexp.MustCompile(`\b(?:district|region|oblast|krai|province|county|raion|rayon|republic|rural council)\b|район|област|обл(?:$|[ .,])|(?:^|[ -])край(?:$|[ ,])|краев|сельсовет|округ|республик|地方|(?:^|[^住])地区|自治州|共和国|管区`)
	vicinity = regexp.MustCompile(`(?:^|[ ,])(?:near to|near|close to|not far from|in the vicinity of|in the area of|around|outside|next to|by)(?: the)? |(?:^|[ ,])(?:в районе|в окрестностях|окрестности|на окраине|окраина|недалеко от|неподалеку от|рядом с|около|возле|вблизи|близ|под|у) |(?: vicinity| area| surroundings)$|(?:の)?(?:近く|付近|近郊|近辺|周辺|郊外|そば)(?:の|に|で)?`)

	betweenEnglish  = regexp.MustCompile(`^(?:.*\s)?between (.+) and (.+)$`)
	betweenRussian  = regexp.MustCompile(`^(?:.*\s)?между (.+) и (.+)$`)
	betweenJapanese = regexp.MustCompile(`^(.+)と(.+?)(?:の|と)?の?(?:中間|間|あいだ)(?:地点)?(?:に|で)?$`)
)

func between(part string) (a, b string, ok bool) {
	for _, p := range []*regexp.Regexp{betweenEnglish, betweenRussian, betweenJapanese} {
		if m := p.FindStringSubmatch(part); m != nil {
			return strings.TrimSpace(m[1]), strings.TrimSpace(m[2]), true
		}
	}
	return "", "", false
}

// fillers are words at the edges of a phrase that belong to no name.
var fillers = regexp.MustCompile(`^(?:(?:of|from|to|at|in|on|is|lies|the|it|от|из|на|в|во|к|ко|с|со|по|до|находится|расположено|расположен|へ|に|の|から|より|で)(?:\s|$)|[-–—.:])+\s*|\s*(?:(?:^|\s)(?:of|from|to|at|in|on|the|is|lies|в|на|к|от)|から|より|の|に|へ|で|、|[-–—.:])+$`)

// placePhrase is the part of a text that stays when distance and heading are taken out.
// If something stays on both sides, that behind "of" and "от" names the place, or that
// before の and から; the other part is something else that the text says.
func placePhrase(rest string) (phrase string, aside []string) {
	var parts []string
	at := -1
	for _, piece := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(marks, r) }) {
		piece = strings.TrimSpace(piece)
		bare := strings.TrimSpace(fillers.ReplaceAllString(piece, ""))
		if !nameful(bare) {
			continue
		}
		if fromStart.MatchString(piece) || fromEnd.MatchString(piece) {
			at = len(parts)
		}
		parts = append(parts, bare)
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	for i, p := range parts {
		if i == at {
			phrase = p
		} else {
			aside = append(aside, p)
		}
	}
	return phrase, aside
}

var (
	fromStart = regexp.MustCompile(`^(?:of|from|от|из)\s`)
	fromEnd   = regexp.MustCompile(`(?:から|より|の)$`)
)
