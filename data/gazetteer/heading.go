package gazetteer

import (
	"math"
	"regexp"
	"strings"
)

// bearing is a heading in degrees from north with how far it may be off.
type bearing struct{ degrees, degreesError float64 }

// magnetic is how far degrees may be off if they were read from a compass: the
// declination of the region, rounded up.
const magnetic = 15

// points are the headings of a compass of 16 points, by the letters of their names.
var points = func() map[string]bearing {
	all := map[string]bearing{}
	for i, name := range strings.Fields("n nne ne ene e ese se sse s ssw sw wsw w wnw nw nnw") {
		all[name] = bearing{float64(i) * 22.5, map[int]float64{1: 45, 2: 22.5, 3: 11.25}[len(name)]}
	}
	return all
}()

// headings finds the headings of a text in which distances are masked, and masks them.
func headings(text string) (found []bearing, rest string) {
	for _, p := range headingPatterns {
		for _, m := range p.pattern.FindAllStringSubmatchIndex(text, -1) {
			b, ok := p.bearing(text, m)
			if !ok {
				continue
			}
			found = append(found, b)
			text = masked(text, m[0], m[1], headingMark)
		}
	}
	return found, text
}

// What was read is replaced by marks, byte for byte.
const (
	distanceMark = '\x01'
	headingMark  = '\x02'
	marks        = "\x01\x02"
)

func masked(text string, at, end int, mark byte) string {
	return text[:at] + strings.Repeat(string(mark), end-at) + text[end:]
}

// headingPattern finds one way of stating a heading.
type headingPattern struct {
	pattern *regexp.Regexp
	bearing func(text string, m []int) (bearing, bool)
}

var headingPatterns = []headingPattern{
	{regexp.MustCompile(`(?:(?:по )?азимут(?:у|е|ом)?|azimuth|bearing|heading|方位角?)[ :=]*(?:of )?(\d{1,3}(?:[.,]\d+)?) ?(?:°|degrees?|градус(?:ов|а)?|度)?`), inDegrees},
	{regexp.MustCompile(`(\d{1,3}(?:[.,]\d+)?) ?(?:°|degrees|градус(?:ов|а)|度)`), inDegrees},
	{regexp.MustCompile(`(?:(к|ко|на|в) )?((?:(?:северо|юго|востоко|западо)[- ]?){0,2}(?:север|юг|южн|восто[кч]н?|запад))(нее|ее|у|ном направлении|ом направлении|)`), inRussian},
	{regexp.MustCompile(`(?:(к|на) )?(с\.?-?с\.?-?в|в\.?-?с\.?-?в|в\.?-?ю\.?-?в|ю\.?-?ю\.?-?в|ю\.?-?ю\.?-?з|з\.?-?ю\.?-?з|з\.?-?с\.?-?з|с\.?-?с\.?-?з|с\.?-?в|ю\.?-?в|ю\.?-?з|с\.?-?з|с|ю|в|з)\.?`), inRussianLetters},
	{regexp.MustCompile(`(?:(to the|due) )?((?:(?:north|south|east|west)[- ]?){0,2}(?:north|south|east|west))(?:wards?)?`), inEnglish},
	{regexp.MustCompile(`(?:(to the|due) )?([ns]\.?-? ?[ns]\.?-? ?[ew]|[ew]\.?-? ?[ns]\.?-? ?[ew]|[ns]\.?-? ?[ew]|[nsew])\.?`), inEnglish},
	{regexp.MustCompile(`(?:の|に)?([北南東西]{1,3})(?:の方|方向|方|側)?(?:に|へ)?`), inJapanese},
}

func inDegrees(text string, m []int) (bearing, bool) {
	degrees, err := decimal(text[m[2]:m[3]])
	after := strings.TrimLeft(text[m[1]:], " ")
	minutes := after != "" && after[0] >= '0' && after[0] <= '9' // of a latitude
	return bearing{math.Mod(degrees, 360), magnetic}, err == nil && degrees <= 360 && !minutes && wholeWord(text, m)
}

// inRussian takes к северу, на северо-запад, севернее, в северном направлении; of the
// bare word only what cannot be a name, or stands at the distance.
func inRussian(text string, m []int) (bearing, bool) {
	ending := text[m[6]:m[7]]
	preposition := m[2] >= 0
	states := ending == "нее" || ending == "ее" || ending == "у" && preposition || strings.HasSuffix(ending, "направлении") ||
		ending == "" && (preposition || strings.Contains(text[m[4]:m[5]], "о-") || besideDistance(text, m[0], m[1]))
	b, ok := points[letters.Replace(text[m[4]:m[5]])]
	return b, ok && states && wholeWord(text, m)
}

// letters writes the words of a heading as letters.
var letters = strings.NewReplacer(
	"северо", "n", "север", "n", "южн", "s", "юго", "s", "юг", "s", "востоко", "e", "восточн", "e", "восток", "e", "западо", "w", "запад", "w",
	"north", "n", "south", "s", "east", "e", "west", "w", "北", "n", "南", "s", "東", "e", "西", "w",
	"с", "n", "ю", "s", "в", "e", "з", "w", "-", "", " ", "", ".", "",
)

// inRussianLetters takes СЗ; of one letter only what от follows, for с. is a village.
func inRussianLetters(text string, m []int) (bearing, bool) {
	name := letters.Replace(text[m[4]:m[5]])
	b, ok := points[name]
	if len(name) == 1 {
		ok = ok && (m[2] >= 0 || besideDistance(text, m[0], m[1])) && strings.HasPrefix(text[m[1]:], " от ")
	}
	return b, ok && wholeWord(text, m)
}

// inEnglish takes what "of" follows, or what stands behind a distance or "to the".
func inEnglish(text string, m []int) (bearing, bool) {
	after := text[m[1]:]
	states := m[2] >= 0 || strings.HasPrefix(after, " of ") || strings.HasPrefix(after, " from ") || besideDistance(text, m[0], m[1])
	b, ok := points[letters.Replace(text[m[4]:m[5]])]
	return b, ok && states && wholeWord(text, m)
}

// inJapanese takes a heading that stands at a distance, or behind の or から.
func inJapanese(text string, m []int) (bearing, bool) {
	name := letters.Replace(text[m[2]:m[3]])
	if len(name) == 2 && strings.ContainsAny(name[:1], "ew") {
		name = name[1:] + name[:1] // 西北 is 北西
	}
	b, ok := points[name]
	before := text[:m[0]]
	states := m[0] < m[2] || strings.HasSuffix(before, "から") || besideDistance(text, m[0], m[1])
	return b, ok && states
}

// wholeWord reports whether a match begins and ends where words do.
func wholeWord(text string, m []int) bool {
	return boundary(lastRune(text[:m[0]]), firstRune(text[m[0]:])) && boundary(lastRune(text[:m[1]]), firstRune(text[m[1]:]))
}

// besideDistance reports whether nothing but words that say nothing lies between a match
// and a distance.
func besideDistance(text string, at, end int) bool {
	before := strings.TrimRight(text[:at], " ,-で")
	for _, filler := range []string{" to the", " due", " на", " к", " в"} {
		before = strings.TrimSuffix(before, filler)
	}
	after := strings.TrimLeft(text[end:], " ,-約に")
	return strings.HasSuffix(strings.TrimRight(before, " "), string(distanceMark)) || strings.HasPrefix(after, string(distanceMark))
}
