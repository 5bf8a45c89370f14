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
		{"observed", "2027/07/05", "2027-07-05", "", ""},
		{"observed", "5.7.2027", "2027-07-05", "", ""},
		{"observed", "05.07.2027 9:30", "2027-07-05T09:30", "", ""},
		{"observed", "２０２７年7月5日", "2027-07-05", "", ""},
		{"observed", "2027-07-05 12:30:15", "2027-07-05T12:30:15", "", ""},
		{"observed", "2027-07-05T03:12:00Z/2027-07-05T09:00:00Z", "2027-07-05T03:12:00Z/2027-07-05T09:00:00Z", "", ""},
		{"observed", "07/05/2027", nil, "07/05/2027", "observed_value"},
		{"observed", "2027-07", "2027-07", "", ""},
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
