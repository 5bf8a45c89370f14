package data_test

import (
	"testing"

	"burialmap/data"
)

func TestAColumnIsSuggestedTheFieldItIsNearlyCalledAfter(t *testing.T) {
	for _, c := range []struct {
		column  string
		samples []string
		field   string // empty: none
		why     string
	}{
		{"Наименованее", nil, "name", "spelling"},
		{"La-titude!", nil, "lat", "spelling"},
		{"longtiude", nil, "lon", "spelling"},
		{"Номер лагеря (стар.)", nil, "camp", "spelling"},
		{"埋葬地名称", nil, "name", "spelling"},
		{"Сост.", []string{"overbuilt", "recoverable"}, "status", "values"},
		{"когда", []string{"1945/1948", "194X"}, "period", "values"},
		{"zz", nil, "", ""},
		{"Примечание", []string{"у дороги"}, "", ""},
		{"", nil, "", ""},
	} {
		got := data.Suggest(data.Sites, c.column, c.samples)
		switch {
		case c.field == "" && len(got) > 0:
			t.Errorf("%q: %v, want nothing", c.column, got)
		case c.field != "" && (len(got) == 0 || got[0] != data.Suggestion{Field: c.field, Why: c.why}):
			t.Errorf("%q: %v, want %s by %s", c.column, got, c.field, c.why)
		}
	}
}

func TestNoFieldIsSuggestedThatNoColumnCanFill(t *testing.T) {
	for _, column := range []string{"overlap class", "overlap_pairs2", "shared area"} {
		for _, s := range data.Suggest(data.Sites, column, nil) {
			if f, ok := data.Sites.Field(s.Field); ok && f.Derived {
				t.Errorf("%s: %v", column, s)
			}
		}
	}
}
