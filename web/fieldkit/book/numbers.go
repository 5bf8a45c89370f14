package book

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// Numbers, lengths, areas, probabilities and dates, written as the map writes them: see
// web/app/src/format.ts.

// number writes a number with at most so many decimals, in groups as the language has them.
func (w words) number(v float64, decimals int) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	fraction = strings.TrimRight(fraction, "0")
	return w.sign(v, whole, fraction) + w.grouped(whole) + w.fraction(fraction)
}

// exactly writes a number with just so many decimals.
func (w words) exactly(v float64, decimals int) string {
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'f', decimals, 64), ".")
	return w.sign(v, whole, fraction) + w.grouped(whole) + w.fraction(fraction)
}

func (w words) sign(v float64, whole, fraction string) string {
	if v < 0 && strings.Trim(whole+fraction, "0") != "" {
		return "−"
	}
	return ""
}

func (w words) fraction(digits string) string {
	if digits == "" {
		return ""
	}
	if w.language == "ru" {
		return "," + digits
	}
	return "." + digits
}

func (w words) grouped(digits string) string {
	between, least := ",", 4
	if w.language == "ru" {
		between, least = "\u00a0", 4
	}
	if len(digits) < least {
		return digits
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(between)
		}
		b.WriteRune(d)
	}
	return b.String()
}

func (w words) unit(key string, v float64, decimals int) string {
	return w.say(key, values{"n": w.number(v, decimals)})
}

// length is in metres, from 1 km on in kilometres.
func (w words) length(m float64) string {
	switch {
	case m >= 9950:
		return w.unit("unit.km", m/1000, 0)
	case m >= 999.5:
		return w.unit("unit.km", m/1000, 1)
	case m > 0 && m < 0.001:
		return w.say("number.under", values{"value": w.length(0.001)})
	case m < 0.01:
		return w.unit("unit.m", m, 3)
	case m < 1:
		return w.unit("unit.m", m, 2)
	case m < 10:
		return w.unit("unit.m", m, 1)
	}
	return w.unit("unit.m", m, 0)
}

// area is in square metres, from 1 ha on in hectares; a little is never rounded to nothing.
func (w words) area(m2 float64) string {
	switch {
	case m2 >= 10_000:
		return w.unit("unit.ha", m2/10_000, 2)
	case m2 > 0 && m2 < 0.01:
		return w.say("number.under", values{"value": w.area(0.01)})
	case m2 < 10:
		return w.unit("unit.m2", m2, 2)
	case m2 < 100:
		return w.unit("unit.m2", m2, 1)
	}
	return w.unit("unit.m2", m2, 0)
}

// leastShare is the least of a fraction that is said in figures.
const leastShare = 0.001

// share is a fraction as percent: a little is not 0 %, and not quite all is not 100 %.
func (w words) share(f float64) string {
	switch {
	case f > 0 && f < leastShare:
		return w.say("number.under", values{"value": w.percent(leastShare, 1)})
	case f < 1 && f > 1-leastShare:
		return w.say("number.over", values{"value": w.percent(1-leastShare, 1)})
	case f < 0.1 || f > 0.99:
		return w.percent(f, 1)
	}
	return w.percent(f, 0)
}

// classLimits are the least probabilities of the classes possible, probable and certain.
var classLimits = []float64{0.05, 0.5, 0.95}

// probability is as percent and never 0 or 100 %. Rounding does not lift it into the next
// class: 0.498 is 49.8 %.
func (w words) probability(p float64) string {
	switch {
	case p < leastShare:
		return w.say("number.under", values{"value": w.percent(leastShare, 1)})
	case p > 1-leastShare:
		return w.say("number.over", values{"value": w.percent(1-leastShare, 1)})
	}
	decimals := 0
	if p < 0.1 || p > 0.9 {
		decimals = 1
	}
	step := math.Pow10(decimals + 2)
	rounded := math.Round(p*step) / step
	for _, limit := range classLimits {
		if p < limit && rounded >= limit {
			return w.percent(math.Floor(p*1000)/1000, 1)
		}
	}
	return w.percent(rounded, decimals)
}

func (w words) percent(f float64, decimals int) string {
	if w.language == "ru" {
		return w.number(f*100, decimals) + "\u00a0%"
	}
	return w.number(f*100, decimals) + "%"
}

// position is in degrees with as many decimals as its accuracy deserves, a tenth of it.
func (w words) position(p orb.Point, accuracy geo.Accuracy) string {
	known := float64(accuracy)
	if !accuracy.Known() {
		known = 10
	}
	decimals := min(6, max(2, int(math.Round(-math.Log10(known/10/111_320)))))
	lat, lon := "position.north", "position.east"
	if p[1] < 0 {
		lat = "position.south"
	}
	if p[0] < 0 {
		lon = "position.west"
	}
	return w.say("position.pair", values{
		"lat": w.say(lat, values{"degrees": w.exactly(math.Abs(p[1]), decimals)}),
		"lon": w.say(lon, values{"degrees": w.exactly(math.Abs(p[0]), decimals)}),
	})
}

var months = map[string][]string{
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"ru": {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
}

var russianMonths = []string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"}

var weekdays = map[string][]string{
	"en": {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	"ru": {"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"},
	"ja": {"日", "月", "火", "水", "木", "金", "土"},
}

// date is a day in words: "8 July 2027", "8 июля 2027 г.", "2027年7月8日".
func (w words) date(t time.Time) string {
	year, month, day := t.Date()
	switch w.language {
	case "ja":
		return strconv.Itoa(year) + "年" + strconv.Itoa(int(month)) + "月" + strconv.Itoa(day) + "日"
	case "ru":
		return strconv.Itoa(day) + " " + months["ru"][month-1] + " " + strconv.Itoa(year) + " г."
	}
	return strconv.Itoa(day) + " " + months["en"][month-1] + " " + strconv.Itoa(year)
}

// weekday is a day with its name: "Thursday, 8 July 2027".
func (w words) weekday(t time.Time) string {
	name := weekdays[w.language][t.Weekday()]
	if w.language == "ja" {
		return w.date(t) + "（" + name + "）"
	}
	return name + ", " + w.date(t)
}

// shortDay is a day without its year, with its weekday: for tables.
func (w words) shortDay(t time.Time) string {
	_, month, day := t.Date()
	name := weekdays[w.language][t.Weekday()]
	switch w.language {
	case "ja":
		return strconv.Itoa(int(month)) + "月" + strconv.Itoa(day) + "日（" + name + "）"
	case "ru":
		short := map[time.Weekday]string{0: "вс", 1: "пн", 2: "вт", 3: "ср", 4: "чт", 5: "пт", 6: "сб"}
		return short[t.Weekday()] + " " + strconv.Itoa(day) + " " + months["ru"][month-1]
	}
	return name[:3] + " " + strconv.Itoa(day) + " " + months["en"][month-1][:3]
}

// dayText reads YYYY-MM-DD; what is no date stays as it is.
func (w words) dayText(text string, say func(time.Time) string) string {
	if t, ok := dayOf(text); ok {
		return say(t)
	}
	return text
}

// dayOf reads YYYY-MM-DD.
func dayOf(text string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, text)
	return t, err == nil
}

// duration is minutes as hours and minutes: "2 h 05 min".
func (w words) duration(minutes float64) string {
	m := int(math.Round(minutes))
	if m < 60 {
		return w.say("unit.min", values{"n": m})
	}
	if m%60 == 0 {
		return w.say("unit.h", values{"n": m / 60})
	}
	return w.say("unit.h.min", values{"h": m / 60, "m": m % 60})
}

// period is an EDTF date or interval in words; what is not understood stays as written.
func (w words) period(edtf string) string {
	from, to, interval := strings.Cut(edtf, "/")
	switch {
	case !interval:
		return w.edtf(from)
	case to == "..":
		return w.say("period.from", values{"date": w.edtf(from)})
	case to == "":
		return w.say("period.from.unknown", values{"date": w.edtf(from)})
	case from == "..":
		return w.say("period.until", values{"date": w.edtf(to)})
	case from == "":
		return w.say("period.until.unknown", values{"date": w.edtf(to)})
	case from == to:
		return w.edtf(from)
	case len(from) == 4 && len(to) == 4 && isYear(from) && isYear(to):
		if w.language == "ja" {
			return from + "～" + to + "年"
		}
		return from + "–" + to
	}
	return w.say("period.range", values{"from": w.edtf(from), "to": w.edtf(to)})
}

func isYear(s string) bool { return len(s) == 4 && strings.Trim(s, "0123456789") == "" }

func (w words) edtf(text string) string {
	body := strings.TrimRight(text, "~?%")
	mark := text[len(body):]
	said := w.plainDate(body)
	if mark == "~" || mark == "%" {
		said = w.say("period.about", values{"date": said})
	}
	if mark == "?" || mark == "%" {
		said = w.say("period.uncertain", values{"date": said})
	}
	return said
}

var unclearYear = regexp.MustCompile(`^\d{2}[\dX]X$`)

func (w words) plainDate(text string) string {
	switch {
	case unclearYear.MatchString(text) && text[2] == 'X':
		return w.say("period.century", values{"from": text[:2] + "00", "to": text[:2] + "99"})
	case unclearYear.MatchString(text):
		return w.say("period.decade", values{"year": text[:3] + "0"})
	case isYear(text) && w.language == "ja":
		return text + "年"
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return w.date(t)
	}
	if t, err := time.Parse("2006-01", text); err == nil {
		return w.monthOf(t)
	}
	return text
}

func (w words) monthOf(t time.Time) string {
	year, month, _ := t.Date()
	switch w.language {
	case "ja":
		return strconv.Itoa(year) + "年" + strconv.Itoa(int(month)) + "月"
	case "ru":
		return russianMonths[month-1] + " " + strconv.Itoa(year) + " г."
	}
	return months["en"][month-1] + " " + strconv.Itoa(year)
}
