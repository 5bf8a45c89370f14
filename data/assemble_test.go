package data

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

func rulesFor(t testing.TB, c Collection, stated map[string]string) Rules {
	t.Helper()
	m, err := NewMapping(c, stated)
	if err != nil {
		t.Fatal(err)
	}
	return Rules{Collection: c, File: "list.csv", Mapping: m, Source: "list"}
}

// record makes a record of names and values in turn.
func record(nameValue ...any) Record {
	r := Record{Number: 3, Place: "line 4", Key: "k"}
	for i := 0; i+1 < len(nameValue); i += 2 {
		r.Values = append(r.Values, Value{nameValue[i].(string), nameValue[i+1]})
	}
	return r
}

func TestAFieldThatIsSaidToHaveNoColumnHasNone(t *testing.T) {
	m := rulesFor(t, Sites, map[string]string{"burials": ""}).Mapping
	for _, column := range []string{"burials", "Захоронено", ""} {
		if fields := m.Fields(column); len(fields) > 0 {
			t.Errorf("column %q fills %v", column, fields)
		}
	}
	if unused := m.Unused(); len(unused) > 0 {
		t.Errorf("%v were never met", unused)
	}
}

func TestColumnsAreKnownInThreeLanguagesAndAnySpelling(t *testing.T) {
	for _, c := range []struct {
		collection Collection
		column     string
		field      string
	}{
		{Sites, "Ministry No.", "ministry_no"}, {Sites, "MHLW_NO", "ministry_no"}, {Sites, "厚労省番号", "ministry_no"}, {Sites, "collected", "recovered"},
		{Sites, "Название", "name"}, {Sites, "НАЗВАНИЕ", "name"}, {Sites, "名 称", "name"}, {Sites, "ＮＡＭＥ＿ＪＡ", "name_ja"}, {Sites, "setting_mixed", "setting"},
		{Sites, "Лагерь", "camp"}, {Sites, "Число захороненных", "burials"}, {Sites, "Отчётный период", ""}, {Sites, "Период", "period"}, {Sites, "years", ""},
		{Sites, "Точность, м", "accuracy_m"}, {Sites, "accuracy (m)", "accuracy_m"}, {Sites, "精度", "accuracy_m"}, {Sites, "Источник", "source"}, {Sites, "sources", ""},
		{Sites, "経度", LonColumn}, {Sites, "Широта", LatColumn}, {Sites, "WKT", GeometryColumn}, {Sites, "id", KeyColumn},
		{Plots, "Тип", "kind"}, {Sites, "Тип", ""}, {Plots, "墓地", "cemetery"}, {Plots, "Кладбище", "cemetery"},
		{Cemeteries, "Использование", "use"}, {Sources, "Название", "title"}, {Sources, "lon", ""}, {Sources, "license", "licence"},
	} {
		got := strings.Join(rulesFor(t, c.collection, nil).Mapping.Fields(c.column), ",")
		if got != c.field {
			t.Errorf("%s: column %q fills %q, want %q", c.collection.Name, c.column, got, c.field)
		}
	}
}

func TestEveryFieldIsKnownByItsOwnName(t *testing.T) {
	for _, c := range Collections {
		m := rulesFor(t, c, nil).Mapping
		for _, f := range fields(c.Fields, LocationFields) {
			if !c.Derived && !f.Derived && !reflect.DeepEqual(m.Fields(f.Name), []string{f.Name}) {
				t.Errorf("%s: column %s fills %v", c.Name, f.Name, m.Fields(f.Name))
			}
		}
	}
}

func TestStatedColumnTakesItsFieldFromOthers(t *testing.T) {
	r := rulesFor(t, Sites, map[string]string{"name": "Объект", "name_ru": "объект"})
	f, problems := r.Assemble(record("объект", "Хурмули", "name", "other"))
	if len(problems) > 0 || f.Text("name") != "Хурмули" || f.Text("name_ru") != "Хурмули" || f.Extra["name"] != "other" {
		t.Errorf("%+v, %v", f, problems)
	}
	if _, err := NewMapping(Sites, map[string]string{"colour": "x"}); !errors.Is(err, ErrInvalid) {
		t.Errorf("an unknown field gives %v", err)
	}
}

func TestAByteOrderMarkBeforeAValueIsNoPartOfIt(t *testing.T) {
	f, problems := rulesFor(t, Sites, nil).Assemble(record("name", "\ufeffХурмули", "name_ja", " \ufeff\ufeff フルムリ", "name_en", "\ufeff"))
	if len(problems) > 0 || f.Text("name") != "Хурмули" || f.Text("name_ja") != "フルムリ" || f.Properties["name_en"] != nil {
		t.Errorf("%+v, %v", f, problems)
	}
}

func TestValuesThatDoNotParseAreKeptInWords(t *testing.T) {
	for _, c := range []struct {
		collection   Collection
		column       string
		value        any
		field, rule  string
		keptAsNumber any // nil if the words must be kept beside
	}{
		{Sites, "burials", "500+ (515 Bn: 221)", "burials", "burials_value", nil},
		{Sites, "burials", "-5", "burials", "burials_value", nil},
		{Sites, "burials", "12.5", "burials", "burials_value", nil},
		{Sites, "burials", "99999999999999999999", "burials", "burials_value", nil},
		{Sites, "burials", "0x10", "burials", "burials_value", nil},
		{Sites, "burials", "1_000", "burials", "burials_value", nil},
		{Sites, "burials", true, "burials", "burials_value", nil},
		{Sites, "burials", "５００", "burials", "", int64(500)},
		{Sites, "burials", "12.0", "burials", "", int64(12)},
		{Sites, "burials", 12.0, "burials", "", int64(12)},
		{Sites, "burials", int64(7), "burials", "", int64(7)},
		{Sites, "status", "всё раскопано", "status", "status_value", nil},
		{Sites, "status", "Overbuilt", "status", "", "overbuilt"},
		{Sites, "status", "частично эксгумировано", "status", "", "partly_recovered"},
		{Sites, "status", "収集済み", "status", "", "recovered"},
		{Plots, "occupancy", "Военнопленные", "occupancy", "", "pow"},
		{Plots, "kind", "列", "kind", "", "row"},
		{Sites, "period", "in the winter", "period", "period_value", nil},
		{Sites, "period", "1945/1948", "period", "", "1945/1948"},
		{Sources, "shift_accuracy_m", "NaN", "shift_accuracy_m", "shift_accuracy_m_value", nil},
		{Sources, "shift_accuracy_m", "12,5", "shift_accuracy_m", "", 12.5},
	} {
		f, problems := rulesFor(t, c.collection, nil).Assemble(record(c.column, c.value))
		got := f.Properties[c.field]
		if c.rule == "" {
			if got != c.keptAsNumber || len(problems) > 0 || len(f.Extra) > 0 {
				t.Errorf("%s %v: got %v, extra %v, %v", c.column, c.value, got, f.Extra, problems)
			}
			continue
		}
		if got != nil || f.Extra[c.column] != ValueText(c.value) || len(problems) != 1 {
			t.Errorf("%s %v: got %v, extra %v, %v", c.column, c.value, got, f.Extra, problems)
			continue
		}
		if p := problems[0]; p.Rule != c.rule || p.Severity != Warning || p.Field != c.column || p.File != "list.csv" || p.Record != 3 || p.Place != "line 4" || p.ID != "k" || p.Advice == "" {
			t.Errorf("%s %v: %+v", c.column, c.value, p)
		}
	}
}

func TestTheReadingOfAPlaceInWordsIsTakenBack(t *testing.T) {
	for text, want := range map[string]string{
		`{"place": "Джатва", "offset_m": 4e3}`: `{"place":"Джатва","offset_m":4e3}`,
		"[\n  1\n]": `[1]`,
		`4 km`:      "",
		`"4 km"`:    "",
		`{"place":`: "",
		`{} {}`:     "",
	} {
		f, problems := rulesFor(t, Sites, nil).Assemble(record("location_parse", text))
		if string(f.Location.Parse) != want {
			t.Errorf("%s: kept as %s", text, f.Location.Parse)
		}
		if want == "" && (f.Extra["location_parse"] != text || len(problems) != 1 || problems[0].Rule != "location_parse_value") {
			t.Errorf("%s: extra %v, %v", text, f.Extra, problems)
		}
	}
	f, _ := rulesFor(t, Sites, nil).Assemble(record("location_parse", `[1]`, "Location Parse", `[2]`))
	if string(f.Location.Parse) != `[1]` || f.Extra["Location Parse"] != `[2]` {
		t.Errorf("a second reading: %s, extra %v", f.Location.Parse, f.Extra)
	}
}

func TestAccuracyThatIsNoRadiusIsUnknown(t *testing.T) {
	for _, text := range []string{"0", "-3", "NaN", "1e400", "inf", "about 50", "1e300"} {
		r := record("accuracy_m", text)
		r.Geometry = orb.Point{131, 48}
		f, problems := rulesFor(t, Sites, nil).Assemble(r)
		if f.Location.Accuracy.Known() || len(problems) != 1 || problems[0].Severity != Warning || f.Extra["accuracy_m"] != text {
			t.Errorf("%s: accuracy %v, extra %v, %v", text, f.Location.Accuracy, f.Extra, problems)
		}
	}
}

func TestAccuracyIsOnlyAssumedWhereThereIsAPosition(t *testing.T) {
	rules := rulesFor(t, Sites, nil)
	rules.Accuracy, rules.Set = 50, map[string]string{"accuracy_m": "50", "location_method": "gps"}
	if f, _ := rules.Assemble(record()); f.Location.Accuracy.Known() || f.Location.Method != MethodUnknown {
		t.Errorf("a record without position has %+v", f.Location)
	}
	rules.Set = nil
	r := record()
	r.Geometry, r.Accuracy, r.Method = orb.Point{131, 48}, 5, "osm"
	if f, _ := rules.Assemble(r); f.Location.Accuracy != 50 || f.Location.Method != "osm" {
		t.Errorf("what a person states does not go before the format's default: %+v", f.Location)
	}
}

func TestNothingOfARecordIsLost(t *testing.T) {
	r := record("name", "a", "name", "b", "name", "b", "x", int64(1), "note", 1.5, "list", json.RawMessage(`[1]`), "none", nil, "blank", "  ", "", "unnamed value")
	f, problems := rulesFor(t, Sources, map[string]string{"title": "name"}).Assemble(r)
	want := map[string]string{"name": "b", "x": "1", "note": "1.5", "list": "[1]", "unnamed": "unnamed value"}
	if !reflect.DeepEqual(f.Extra, want) || f.Text("title") != "a" || len(problems) > 0 {
		t.Errorf("extra %v, want %v; %v", f.Extra, want, problems)
	}
}

func TestStoreMarksOfOurOwnExportsAreNotKept(t *testing.T) {
	f, _ := rulesFor(t, Sites, nil).Assemble(record("revision", int64(4), "updated", "2026-01-02T03:04:05Z", "extra", json.RawMessage(`{"years":"1947"}`)))
	if !reflect.DeepEqual(f.Extra, map[string]string{"years": "1947"}) {
		t.Errorf("extra %v", f.Extra)
	}
	f, _ = rulesFor(t, Sites, nil).Assemble(record("revision", "third", "updated", "last week"))
	if len(f.Extra) != 2 {
		t.Errorf("a file's own columns of those names are lost: %v", f.Extra)
	}
}

func TestGeometryFaultsRefuseOrWarn(t *testing.T) {
	bowTie := orb.Polygon{{{131, 48}, {131.001, 48.001}, {131.001, 48}, {131, 48.001}, {131, 48}}}
	for _, c := range []struct {
		name     string
		geometry orb.Geometry
		rule     string
		severity Severity
	}{
		{"sound", orb.Point{131, 48}, "", ""},
		{"NaN", orb.Point{math.NaN(), 48}, geo.RuleFinite, Refused},
		{"out of range", orb.Point{200, 48}, geo.RuleRange, Refused},
		{"grid metres", orb.Point{25431000, 5321000}, geo.RuleRange, Refused},
		{"swapped", orb.Point{48.5, 135.1}, "axes_swapped", Refused},
		{"swapped in Kamchatka", orb.Polygon{{{53, 158}, {53, 158.1}, {53.1, 158.1}, {53, 158}}}, "axes_swapped", Refused},
		{"swapped Kyiv", orb.Point{50.4, 30.5}, "axes_swapped", Warning},
		{"Delaware", orb.Point{-75.5, 39.1}, "", ""},
		{"Chukotka", orb.Point{-172, 64.4}, "", ""},
		{"not closed", orb.Polygon{{{131, 48}, {131.1, 48}, {131.1, 48.1}, {131, 48.1}}}, geo.RuleRingClosed, Refused},
		{"bow-tie", bowTie, geo.RuleSelfIntersection, Warning},
		{"mixed", orb.Collection{orb.Point{131, 48}}, "geometry_mixed", Refused},
		{"zero", orb.Point{0, 0}, "zero_position", Warning},
	} {
		r := record()
		r.Geometry = c.geometry
		f, problems := rulesFor(t, Sites, nil).Assemble(r)
		if c.rule == "" {
			if len(problems) > 0 {
				t.Errorf("%s: %v", c.name, problems)
			}
		} else if len(problems) == 0 || problems[0].Rule != c.rule || problems[0].Severity != c.severity || problems[0].Advice == "" {
			t.Errorf("%s: %v, want %s as %s", c.name, problems, c.rule, c.severity)
		}
		if kept := f.Geometry != nil; kept != (c.severity != Refused) {
			t.Errorf("%s: geometry kept is %v", c.name, kept)
		}
		if c.severity != Refused && !orb.Equal(f.Geometry, c.geometry) {
			t.Errorf("%s: %v became %v", c.name, c.geometry, f.Geometry)
		}
	}
}

func TestTextThatIsNotTextIsRefusedOrSaid(t *testing.T) {
	if _, problems := rulesFor(t, Sites, nil).Assemble(record("name", "\xd5\xf3")); len(problems) != 1 || problems[0].Rule != "utf8" || problems[0].Severity != Refused {
		t.Errorf("%v", problems)
	}
	if f, problems := rulesFor(t, Sites, nil).Assemble(record("name", "a\x00b")); len(problems) != 1 || problems[0].Severity != Warning || f.Text("name") != "a\ufffdb" {
		t.Errorf("%q, %v", f.Text("name"), problems)
	}
}

func TestSourceIsNamedByIdOrTitle(t *testing.T) {
	r := record("title", "План 7")
	r.Key = ""
	if f, problems := rulesFor(t, Sources, nil).Assemble(r); f.ID != "План-7" || f.Location.Source != "" || f.Location.SourceKey != "" || len(problems) > 0 {
		t.Errorf("%+v, %v", f, problems)
	}
	r.Values = nil
	if _, problems := rulesFor(t, Sources, nil).Assemble(r); len(problems) != 1 || problems[0].Severity != Refused {
		t.Errorf("%v", problems)
	}
}

func TestReferencesFollowTheIdTheyPointTo(t *testing.T) {
	f, _ := rulesFor(t, Plots, nil).Assemble(record("cemetery", "way/42", "site", "khurmuli"))
	if f.Text("cemetery") != SafeID("way/42") || f.Extra["cemetery"] != "way/42" || f.Text("site") != "khurmuli" || f.Extra["site"] != "" {
		t.Errorf("%+v", f)
	}
}

func TestSafeIDStandsInAnAddress(t *testing.T) {
	for key, want := range map[string]string{
		"way/42": "way-42", "a": "a", "": "", "  ": "", "../..": "", "..": "", "/": "", "Хурмули 1": "Хурмули-1", "フルムリ": "フルムリ", "a  /  b": "a-b", "-a-": "a", "3013;3057": "3013-3057", "a?b#c%d": "a-b-c-d",
	} {
		if got := SafeID(key); got != want {
			t.Errorf("SafeID(%q) is %q, want %q", key, got, want)
		}
	}
	long := strings.Repeat("щ", 500)
	if a, b := SafeID(long+"1"), SafeID(long+"2"); a == b || len([]rune(a)) > maxID || SafeID(a) != a {
		t.Errorf("long keys become %q and %q", a, b)
	}
}

func TestContentKeyKnowsContentOnly(t *testing.T) {
	a := record("name", "a", "burials", int64(1))
	same := record("name", "a", "burials", "1")
	same.Number, same.Place, same.Accuracy = 99, "line 100", 5
	if a.ContentKey() != same.ContentKey() {
		t.Error("place and defaults change the key")
	}
	moved, shifted := record("name", "a", "burials", int64(1)), record("namea", "", "burials", int64(1))
	moved.Geometry = orb.Point{131, 48}
	if a.ContentKey() == moved.ContentKey() || a.ContentKey() == shifted.ContentKey() {
		t.Error("records that differ have the same key")
	}
}

func TestSetIsCheckedBeforeAnythingIsRead(t *testing.T) {
	for field, text := range map[string]string{"colour": "red", "status": "nobody knows", "burials": "many", "accuracy_m": "0"} {
		r := rulesFor(t, Sites, nil)
		r.Set = map[string]string{field: text}
		if err := r.CheckSet(); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s=%s gives %v", field, text, err)
		}
	}
}

func TestAnglesAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		text string
		want float64
		axis Axis
	}{
		{"48.4825", 48.4825, AnyAxis}, {"-170,5", -170.5, AnyAxis}, {"−170.5", -170.5, AnyAxis}, {"+12", 12, AnyAxis}, {"1.5e1", 15, AnyAxis},
		{"48°30′", 48.5, AnyAxis}, {"48°30'00\"", 48.5, AnyAxis}, {"48º30’0”", 48.5, AnyAxis}, {"48-30-36", 48.51, AnyAxis}, {"-48 30", -48.5, AnyAxis}, {"48 30.6", 48.51, AnyAxis},
		{"N48.5", 48.5, Latitude}, {"48.5 s", -48.5, Latitude}, {"W 170°30′", -170.5, Longitude}, {"48d30m36s N", 48.51, Latitude}, {"48d30m36sS", -48.51, Latitude}, {"135 East", 135, Longitude},
		{"48°30′ с.ш.", 48.5, Latitude}, {"с. ш. 48°30′", 48.5, Latitude}, {"135,5° в.д.", 135.5, Longitude}, {"170 з. д.", -170, Longitude}, {"48 30 северной широты", 48.5, Latitude}, {"48 град 30 мин 36 сек", 48.51, AnyAxis},
		{"北緯48度30分36秒", 48.51, Latitude}, {"西経１７０度", -170, Longitude}, {"東経 135.5", 135.5, Longitude},
	} {
		a, err := ParseAngle(c.text)
		if err != nil || math.Abs(a.Degrees-c.want) > 1e-12 || a.Axis != c.axis {
			t.Errorf("%q is %+v, %v; want %v, axis %v", c.text, a, err, c.want, c.axis)
		}
	}
	for _, text := range []string{"", "abc", "48 60", "48 30 61", "48.5 30", "48 30.5 10", "1 2 3 4", "-48 N", "N 48 S", "48,5,6", "NaN", "inf", "0x30", "1_0", "1e400", "--4", "see plan", "48/30", strings.Repeat("9", 400) + "°"} {
		if a, err := ParseAngle(text); err == nil {
			t.Errorf("%q is taken for %v", text, a.Degrees)
		}
	}
}

func TestDegreesMinutesAreSuspectedOnlyWherePossible(t *testing.T) {
	for _, c := range []struct {
		lon, lat string
		want     bool
	}{
		{"113.48", "51.48", true}, {"113,48", "51,47", true}, {"113.5", "51.3", true},
		{"113.60", "51.48", false}, {"113.480", "51.48", false}, {"113", "51.48", false}, {"113.8", "51.8", false}, {"113.00", "51.30", false}, {"0.48", "51.48", false}, {"", "", false},
	} {
		if p, got := SuspectDegreesMinutes(c.lon, c.lat); got != c.want || got && p.Severity != Warning {
			t.Errorf("%s / %s: %v", c.lon, c.lat, got)
		}
	}
}

func FuzzParseAngle(f *testing.F) {
	for _, s := range []string{"48°28′57″ N", "с.ш. 48,5", "北緯48度", "-1e5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if a, err := ParseAngle(s); err == nil && (math.IsNaN(a.Degrees) || math.IsInf(a.Degrees, 0)) {
			t.Errorf("%q is %v", s, a.Degrees)
		}
	})
}

func BenchmarkAssemble(b *testing.B) {
	rules := rulesFor(b, Plots, nil)
	r := record("kind", "grave", "occupancy", "pow", "burials", int64(1), "period", "1945/1948", "accuracy_m", 2.5, "remark", "row 7")
	r.Geometry = orb.Polygon{{{131, 48.1}, {131.00001, 48.1}, {131.00001, 48.10002}, {131, 48.10002}, {131, 48.1}}}
	for b.Loop() {
		if _, problems := rules.Assemble(r); len(problems) > 0 {
			b.Fatal(fmt.Sprint(problems))
		}
	}
}
