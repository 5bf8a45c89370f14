package data

import "testing"

func TestASourceStatesAccuracyShiftAndOperation(t *testing.T) {
	rules := rulesFor(t, Sources, nil)
	rules.Set = map[string]string{"location_method": "plan"}
	f, problems := rules.Assemble(record("title", "Plan of 1947", "Точность, м", "4,5", "shift accuracy", 12.0, "crs_operation", "EPSG:5044"))
	if f.Location.Accuracy != 4.5 || f.Location.Method != "plan" || f.Properties["shift_accuracy_m"] != 12.0 ||
		f.Text("crs_operation") != "EPSG:5044" || len(f.Extra) > 0 || len(problems) > 0 {
		t.Errorf("%+v, %v", f, problems)
	}
	f, problems = rulesFor(t, Sources, nil).Assemble(record("title", "a", "shift_accuracy_m", "-12"))
	if _, kept := f.Properties["shift_accuracy_m"]; kept || f.Extra["shift_accuracy_m"] != "-12" || len(problems) != 1 || problems[0].Rule != "accuracy_positive" {
		t.Errorf("a shift that is no radius: %+v, %v", f, problems)
	}
}
