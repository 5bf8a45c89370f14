package data

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestDerivedColumnsOfOurOwnExportsAreDroppedWithoutAWord(t *testing.T) {
	for _, c := range []Collection{Sites, Cemeteries} {
		f, problems := rulesFor(t, c, nil).Assemble(record("name", "a", "overlap_class", "certain", "overlap_pairs", int64(3),
			"overlap_probability", 0.97, "overlap_probability_error", "0.004", "shared_area_expected_m2", "12.5",
			"shared_area_p05_m2", 1.0, "shared_area_p50_m2", 12.0, "shared_area_p95_m2", ""))
		if len(problems) > 0 || len(f.Extra) > 0 || len(f.Properties) != 1 {
			t.Errorf("%s: %+v, %v", c.Name, f, problems)
		}
	}
	f, problems := rulesFor(t, Plots, nil).Assemble(record("overlap_class", "certain", "shared_area_p50_m2", 1.5))
	if len(problems) > 0 || len(f.Extra) != 2 {
		t.Errorf("plots have no such fields, so that these are columns of the file's own: %v, %v", f.Extra, problems)
	}
}

func TestAColumnThatOnlySharesTheNameOfADerivedFieldIsKept(t *testing.T) {
	f, _ := rulesFor(t, Sites, nil).Assemble(record("overlap_class", "II b", "Overlap pairs", "3"))
	if !reflect.DeepEqual(f.Extra, map[string]string{"overlap_class": "II b", "Overlap pairs": "3"}) {
		t.Errorf("extra %v", f.Extra)
	}
	f, _ = rulesFor(t, Sites, map[string]string{"status": "overlap_class"}).Assemble(record("overlap_class", "unknown"))
	if f.Text("status") != "unknown" || len(f.Extra) > 0 {
		t.Errorf("a column that is mapped to a field is dropped: %+v", f)
	}
}

func TestDerivedFieldsCannotBeMappedOrSet(t *testing.T) {
	_, err := NewMapping(Sites, map[string]string{"overlap_class": "Klasse"})
	if !errors.Is(err, ErrInvalid) || strings.Contains(err.Error(), "overlap_pairs") {
		t.Errorf("mapping gives %v", err)
	}
	rules := rulesFor(t, Cemeteries, nil)
	rules.Set = map[string]string{"overlap_pairs": "3"}
	if err := rules.CheckSet(); !errors.Is(err, ErrInvalid) {
		t.Errorf("setting gives %v", err)
	}
}
