package fieldkit

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"burialmap/data"
)

func TestEveryLanguageHasTheSameWords(t *testing.T) {
	english := slices.Sorted(maps.Keys(words["en"].of))
	for language, d := range words {
		if own := slices.Sorted(maps.Keys(d.of)); !slices.Equal(own, english) {
			t.Errorf("%s has %d words, English %d", language, len(own), len(english))
			for _, key := range english {
				if _, ok := d.of[key]; !ok {
					t.Errorf("%s has no words for %s", language, key)
				}
			}
		}
		for key, text := range d.of {
			if strings.TrimSpace(text) == "" || strings.Count(text, "{") != strings.Count(words["en"].of[key], "{") {
				t.Errorf("%s: %s is %q", language, key, text)
			}
		}
	}
}

func TestEveryValueThatAFormOffersHasWords(t *testing.T) {
	for prefix, values := range map[string][]string{
		"task.": data.Tasks, "outcome.": data.Outcomes, "marker.": data.Markers, "method.": data.Methods, "class.": data.Classes,
	} {
		for _, v := range values {
			if _, ok := words["ja"].of[prefix+v]; !ok {
				t.Errorf("no words for %s%s", prefix, v)
			}
		}
	}
	for _, tab := range tabs {
		for _, field := range tab.fields {
			if _, ok := data.Observations.Field(field); !ok {
				t.Errorf("observations have no field %s", field)
			}
			if _, ok := words["ru"].of["field."+field]; !ok {
				t.Errorf("no words for the field %s", field)
			}
		}
	}
}

func TestEveryFieldOfObservationsIsAskedForOrHidden(t *testing.T) {
	for _, f := range data.Observations.Fields {
		asked := slices.ContainsFunc(tabs, func(tab struct {
			title  string
			fields []string
		}) bool {
			return slices.Contains(tab.fields, f.Name)
		})
		if asked != (widgetOf(f.Name) != "Hidden") {
			t.Errorf("%s: in the form %v, as %s", f.Name, asked, widgetOf(f.Name))
		}
	}
}

func TestAProbabilityIsNeverImpossibleOrSure(t *testing.T) {
	for p, want := range map[float64]string{0: "<1 %", 0.004: "<1 %", 0.0051: "1 %", 0.46: "46 %", 0.994: "99 %", 0.996: ">99 %", 1: ">99 %"} {
		if got := percent(p); got != want {
			t.Errorf("%v is %s, want %s", p, got, want)
		}
	}
	site := data.Feature{Properties: map[string]any{"overlap_class": data.ClassNotAssessed, "overlap_probability": 0.0}}
	if got := words["en"].chance(site, "overlap_class", "overlap_probability"); strings.Contains(got, "%") {
		t.Errorf("what is not assessed is %q", got)
	}
}

func TestNamesBecomeWhatASmallDeviceShows(t *testing.T) {
	for name, want := range map[string]string{
		"Хурмули": "KHURMULI", "Щёлково № 2": "SHCHELKOVO 2", "Komsomolsk-na-Amure": "KOMSOMOLSK-NA-AMURE", "第三墓地": "", "Camp 5 (第五)": "CAMP 5",
		"": "", "\x00\x1b": "", "é": "", "Æsir hall": "SIR HALL", "a\nb": "A B",
	} {
		if got := ascii(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}
