package data

import (
	"strings"
	"testing"
)

func TestFormsFilledInTheFieldLoseNothing(t *testing.T) {
	for _, c := range []struct {
		column string
		value  any
		want   any // of the field of that name
		extra  string
		rule   string
	}{
		{"graves", "12", int64(12), "", ""},
		{"graves", "-3", nil, "-3", "graves_value"},
		{"graves", "about ten", nil, "about ten", "graves_value"},
		{"depth_m", 0.8, 0.8, "", ""},
		{"marker", "plastic", nil, "plastic", "marker_value"},
		{"takes_position", "да", true, "", ""},
		{"takes_position", "perhaps", nil, "perhaps", "takes_position_value"},
		{"photos", "DCIM/visit 1.jpg;IMG_2.jpg", "DCIM/visit 1.jpg; IMG_2.jpg", "", ""},
		{"photos", `DCIM\1.jpg`, "DCIM/1.jpg", "", ""},
		{"photos", "../../etc/passwd", "passwd", "../../etc/passwd", "photo_path"},
		{"photos", "/storage/emulated/0/1.jpg; 2.jpg", "1.jpg; 2.jpg", "/storage/emulated/0/1.jpg; 2.jpg", "photo_path"},
		{"photos", `C:\Users\a\1.jpg`, "1.jpg", `C:\Users\a\1.jpg`, "photo_path"},
		{"photos", "https://example.org/1.jpg", "1.jpg", "https://example.org/1.jpg", "photo_path"},
		{"photos", "..", nil, "..", "photo_path"},
		{"photos", " ; ", nil, "", ""},
	} {
		f, problems := rulesFor(t, Observations, nil).Assemble(record(c.column, c.value))
		if got := f.Properties[c.column]; got != c.want {
			t.Errorf("%s %v: the field is %v, want %v", c.column, c.value, got, c.want)
		}
		if got := f.Extra[c.column]; got != c.extra {
			t.Errorf("%s %v: beside it stands %q, want %q", c.column, c.value, got, c.extra)
		}
		var rules []string
		for _, p := range problems {
			if rules = append(rules, p.Rule); p.Severity != Warning || p.Advice == "" {
				t.Errorf("%s %v: %+v", c.column, c.value, p)
			}
		}
		if strings.Join(rules, " ") != c.rule {
			t.Errorf("%s %v: the rules are %v, want %q", c.column, c.value, rules, c.rule)
		}
	}
}
