package book

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"burialmap/data"
)

func appSource(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("../../app/src/palette/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestColoursAreThoseOfTheMapsLightTheme(t *testing.T) {
	light := appSource(t, "light.ts")
	for name, colour := range map[string]string{
		"shared": colourShared, "uncertainty": colourUncertainty, "site": colourSite, "classEdge": colourClassEdge,
		"ink": colourInk, "soft": colourSoft,
	} {
		if !strings.Contains(light, name+`: "`+colour+`"`) {
			t.Errorf("the map's %s is not %s", name, colour)
		}
	}
	for who, c := range whoPalette {
		if want := who + `: { ink: "` + c.ink + `", line: "` + c.line + `", fill: "` + c.fill + `" }`; !strings.Contains(light, want) {
			t.Errorf("the map does not have %s", want)
		}
	}
	for class, colour := range classColours {
		if !strings.Contains(light, class+`: "`+colour+`"`) {
			t.Errorf("the map's class %s is not %s", class, colour)
		}
	}
}

func TestDashesAndBarsAreThoseOfTheMap(t *testing.T) {
	names := appSource(t, "names.ts")
	for _, who := range whoNames {
		found := regexp.MustCompile(who + `: (undefined|\[[\d., ]+\])`).FindStringSubmatch(names)
		if found == nil {
			t.Errorf("the map has no dash of %s", who)
			continue
		}
		want := "undefined"
		if dash := whoDashes[who]; dash != nil {
			parts := make([]string, len(dash))
			for i, d := range dash {
				parts[i] = strconv.FormatFloat(d, 'f', -1, 64)
			}
			want = "[" + strings.Join(parts, ", ") + "]"
		}
		if found[1] != want {
			t.Errorf("the dash of %s is %s on the map and %s in the book", who, found[1], want)
		}
	}
	for class, n := range classBars {
		if !strings.Contains(names, class+": "+strconv.Itoa(n)) {
			t.Errorf("the map does not give %s %d bars", class, n)
		}
	}
}

var hexColour = regexp.MustCompile(`#[0-9a-f]{6}`)

func TestTheStyleSheetHasNoColourOfItsOwn(t *testing.T) {
	light := appSource(t, "light.ts")
	own := map[string]bool{"#a9acb3": true, "#b9bbc0": true, "#e9e8e4": true} // hair lines of tables and graticules, the desk on screen
	for _, colour := range hexColour.FindAllString(styleSheet, -1) {
		if !strings.Contains(light, colour) && !own[colour] {
			t.Errorf("the style sheet has %s, which the map does not have", colour)
		}
	}
}

func TestEveryClassIsToldByMoreThanItsColour(t *testing.T) {
	signs := map[string]string{}
	for _, class := range data.Classes {
		sign := hexColour.ReplaceAllString(strings.ReplaceAll(string(classSign(class)), "class-"+class, ""), "")
		if other, ok := signs[sign]; ok {
			t.Errorf("without colour %s looks like %s", class, other)
		}
		signs[sign] = class
	}
}
