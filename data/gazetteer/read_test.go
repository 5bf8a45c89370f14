package gazetteer_test

import (
	"strings"
	"testing"

	"burialmap/data"
	"burialmap/data/gazetteer"
)

func TestAGazetteerIsReadWithWhateverSeparatorAndColumns(t *testing.T) {
	for what, text := range map[string]string{
		"CSV":               "name,lat,lon\nVydumka,52.1,127.1\n",
		"TSV":               "lon\tlat\tname\tru\n127.1\t52.1\tVydumka\tВыдумка\n",
		"semicolons":        "\ufeffNAME;Latitude;Longitude\r\nVydumka;52,1;127,1\r\n",
		"Russian headers":   "Название,Широта,Долгота,Население\nVydumka,52.1,127.1,\n",
		"Japanese headers":  "名称,緯度,経度\nVydumka,52.1,127.1\n",
		"no end, and blank": "name,lat,lon\n\n,,\nVydumka,52.1,127.1",
	} {
		g, err := gazetteer.Read(strings.NewReader(text), "invented")
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		p := g.Locate("Выдумка", data.Hint{})
		if g.Len() != 1 || !p.Found || p.Point[0] != 127.1 || p.Point[1] != 52.1 {
			t.Errorf("%s: %d places, %+v", what, g.Len(), p)
		}
	}
}

func TestAFaultInAGazetteerIsSaidWithLineAndColumn(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"name,lat\nA,1\n", "line 1, column lon"},
		{"name,lat,lon\nA,52.1,127.1\nB,91,127\n", `line 3, column lat: "91"`},
		{"name,lat,lon\nA,52.1,east\n", `line 2, column lon: "east"`},
		{"name,lat,lon\nA,0x10,1\n", `line 2, column lat: "0x10"`},
		{"name,lat,lon\nA,1e1,1\n", `line 2, column lat: "1e1"`},
		{"name,lat,lon\nA,NaN,1\n", `line 2, column lat: "NaN"`},
		{"name,lat,lon\nA,1_0,1\n", `line 2, column lat: "1_0"`},
		{"name,lat,lon\n,52.1,127.1\n", `line 2, column name: ""`},
		{"name,lat,lon,population\nA,52.1,127.1,many\n", `line 2, column population: "many"`},
		{"name,lat,lon\n\"A,52.1,127.1\n", "line 2"},
		{"", "first row"},
		{"name,lat,lon\n" + strings.Repeat("A,52.1,127.1\n", gazetteer.MaxPlaces+1), "more than 50000 places"},
		{"name,lat,lon\n\"" + strings.Repeat("A", gazetteer.MaxBytes) + "\",1,1\n", "more than 32 MiB"},
	} {
		g, err := gazetteer.Read(strings.NewReader(c.text), "invented")
		if err == nil || g != nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "invented") {
			t.Errorf("%.60q: %v, want %s", c.text, err, c.want)
		}
	}
}

func TestSearchFindsInAnyScriptTheBestFirst(t *testing.T) {
	for _, c := range []struct{ query, first string }{
		{"Хабар", "Khabarovsk"}, {"khabarovsk", "Khabarovsk"}, {"ハバロフスク", "Khabarovsk"}, {"ハバロ", "Khabarovsk"}, {"Habarovsk", "Khabarovsk"},
		{"Комсомольск", "Komsomolsk-on-Amur"}, {"Сковородино", "Skovorodino"}, {"Wladiwostok", "Vladivostok"}, {"ウラジオストク", "Vladivostok"},
	} {
		found := gazetteer.Default().Search(c.query, 5)
		if len(found) == 0 || found[0].Name != c.first || len(found) > 5 {
			t.Errorf("%s: %v", c.query, found)
		}
	}
	for _, query := range []string{"", "…", "станция", "Джатва"} {
		if found := gazetteer.Default().Search(query, 5); len(found) > 0 {
			t.Errorf("%q: %v", query, found)
		}
	}
	if found := gazetteer.Default().Search("k", 0); found != nil {
		t.Errorf("a limit of 0 gives %v", found)
	}
}

func TestAGazetteerWithoutPlacesFindsNone(t *testing.T) {
	var g gazetteer.Gazetteer
	if p := g.Locate("Gorin", data.Hint{}); p.Found || p.WhyCode != "unknown_place" {
		t.Errorf("%+v", p)
	}
	if g.Search("Gorin", 5) != nil || g.With(gazetteer.Default()).Len() != 605 {
		t.Error("the empty gazetteer is of no use")
	}
}

func TestCandidatesSayWhereTheyComeFrom(t *testing.T) {
	c := gazetteer.Default().Search("Khabarovsk", 1)[0]
	if c.ID != "geonames/2022890" || c.NameRu != "Хабаровск" || c.NameJa != "ハバロフスク" || c.Region != "Khabarovsk Krai" || !strings.Contains(c.Source, "GeoNames") || !strings.Contains(c.Source, "CC BY") {
		t.Errorf("%+v", c)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("name,lat,lon\nVydumka,52.1,127.1\n")
	f.Add("id\tname\tlat\tlon\tadmin1\tpopulation\n1\t\"x\t1\t2\tAmur\t3\n")
	f.Add(invented)
	f.Fuzz(func(t *testing.T, text string) {
		g, err := gazetteer.Read(strings.NewReader(text), "invented")
		if (g == nil) == (err == nil) {
			t.Fatalf("%v, %v", g, err)
		}
		if g != nil {
			g.Search("a", 10)
		}
	})
}
