package data

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Axis is which of the two coordinates an angle is.
type Axis byte

const (
	AnyAxis   Axis = iota // the text does not say
	Longitude             // it names east or west
	Latitude              // it names north or south
)

// Angle is one coordinate as people write it.
type Angle struct {
	Degrees float64
	Axis    Axis
	// Decimal says that it was written as plain decimal degrees.
	Decimal bool
}

// ParseAngle reads a longitude or latitude: decimal degrees with a point or a comma
// (48.4825, 48,4825, -170.5), degrees and minutes or degrees, minutes and seconds with or
// without their signs (48°28′57″, 48 28 57, 48:28.95), and a hemisphere before or after
// it in English, Russian or Japanese (N, с.ш., 北緯). Minutes and seconds are below 60;
// only the last number has decimals. The range is not checked.
func ParseAngle(text string) (Angle, error) {
	if v, err := ParseDecimal(strings.TrimSpace(text)); err == nil {
		return Angle{Degrees: v, Decimal: true}, nil
	}
	p := angleParser{text: text}
	if err := p.scan(strings.ToLower(width.Narrow.String(text))); err != nil {
		return Angle{}, err
	}
	return p.angle()
}

type angleParser struct {
	text     string
	numbers  []string
	sign     float64 // 0 if none is written
	half     hemisphere
	sawUnits bool // a letter for minutes has come, so that s means seconds
}

type hemisphere struct {
	axis Axis
	sign float64
}

var hemispheres = func() map[string]hemisphere {
	byName := map[string]hemisphere{}
	for h, names := range map[hemisphere]string{
		{Latitude, 1}:   "n north сш с северной северная 北緯",
		{Latitude, -1}:  "s south юш ю южной южная 南緯",
		{Longitude, 1}:  "e east вд в восточной восточная 東経",
		{Longitude, -1}: "w west зд з западной западная 西経",
	} {
		for name := range strings.FieldsSeq(names) {
			byName[name] = h
		}
	}
	return byName
}()

// unitWords may stand after numbers and say nothing more.
var unitWords = " d deg degrees m min minutes sec seconds град мин сек г м 度 分 秒 широты широта долготы долгота "

func (p *angleParser) scan(s string) error {
	runes := []rune(s)
	for i := 0; i < len(runes); {
		r := runes[i]
		switch {
		case r >= '0' && r <= '9':
			i = p.number(runes, i)
		case unicode.IsSpace(r) || strings.ContainsRune(".:°º˚'’‘´`′\"”“″", r):
			i++
		case unicode.IsLetter(r):
			var err error
			if i, err = p.word(runes, i); err != nil {
				return err
			}
		case r == '-' || r == '−' || r == '+':
			if !p.signed(r) {
				return p.fail("a sign stands in the wrong place")
			}
			i++
		default:
			return p.fail(fmt.Sprintf("%q has no meaning here", r))
		}
	}
	return nil
}

// number takes digits with at most one point or comma that has digits after it.
func (p *angleParser) number(runes []rune, i int) int {
	start, point := i, false
	for ; i < len(runes); i++ {
		digitNext := i+1 < len(runes) && runes[i+1] >= '0' && runes[i+1] <= '9'
		if (runes[i] == '.' || runes[i] == ',') && !point && digitNext {
			point = true
		} else if runes[i] < '0' || runes[i] > '9' {
			break
		}
	}
	p.numbers = append(p.numbers, strings.Replace(string(runes[start:i]), ",", ".", 1))
	return i
}

// word takes letters; points and spaces within с. ш. belong to them.
func (p *angleParser) word(runes []rune, i int) (int, error) {
	start := i
	for i < len(runes) && unicode.IsLetter(runes[i]) {
		i++
	}
	if p.sawUnits && runes[start] == 's' && i == start+2 { // 57sN
		i--
	}
	word := string(runes[start:i])
	if i-start == 1 && strings.Contains("сювз", word) {
		i = afterAbbreviation(runes, i)
	}
	if word == "s" && p.sawUnits {
		p.sawUnits = false
		return i, nil
	}
	if h, ok := hemispheres[word]; ok && p.half.sign == 0 {
		p.half = h
		return i, nil
	}
	if strings.Contains(unitWords, " "+word+" ") {
		p.sawUnits = p.sawUnits || word == "m" || word == "min"
		return i, nil
	}
	return i, p.fail(fmt.Sprintf("%q has no meaning here", word))
}

// afterAbbreviation passes over the ш of с. ш. or the д of в. д.
func afterAbbreviation(runes []rune, i int) int {
	for j := i; j < len(runes); j++ {
		switch runes[j] {
		case '.', ' ':
		case 'ш', 'д':
			return j + 1
		default:
			return i
		}
	}
	return i
}

// signed takes a sign before the first number; a hyphen between numbers only parts them.
func (p *angleParser) signed(r rune) bool {
	if len(p.numbers) > 0 {
		return r == '-'
	}
	if p.sign != 0 {
		return false
	}
	if p.sign = 1; r != '+' {
		p.sign = -1
	}
	return true
}

func (p *angleParser) angle() (Angle, error) {
	if len(p.numbers) == 0 || len(p.numbers) > 3 {
		return Angle{}, p.fail("one to three numbers were expected")
	}
	if p.sign != 0 && p.half.sign != 0 {
		return Angle{}, p.fail("it has a sign and a hemisphere")
	}
	degrees, unit := 0.0, 1.0
	for i, n := range p.numbers {
		v, err := strconv.ParseFloat(n, 64)
		switch {
		case err != nil:
			return Angle{}, p.fail("a number is too great")
		case i > 0 && v >= 60:
			return Angle{}, p.fail("minutes and seconds go up to 60")
		case i < len(p.numbers)-1 && strings.Contains(n, "."):
			return Angle{}, p.fail("only the last number has decimals")
		}
		degrees += v / unit
		unit *= 60
	}
	if p.sign < 0 || p.half.sign < 0 {
		degrees = -degrees
	}
	return Angle{Degrees: degrees, Axis: p.half.axis, Decimal: len(p.numbers) == 1}, nil
}

func (p *angleParser) fail(why string) error {
	return fmt.Errorf("%.60q cannot be read as degrees: %w", p.text, errors.New(why))
}
