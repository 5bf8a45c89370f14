package gazetteer_test

import (
	"encoding/json"
	"math"
	"strings"
	"sync"
	"testing"

	"burialmap/data"
	"burialmap/data/gazetteer"
	"burialmap/geo"
)

// invented are places that do not exist, for what the built-in gazetteer does not hold.
const invented = `name,ru,ja,lat,lon,fcode,admin1,population
Vydumka,Выдумка,ヴィドゥムカ,52.00000,127.00000,PPL,Amur,400
Nebylovo,Небылово,ネブイロヴォ,52.00001,127.30001,RSTN,05,
Dvoyniki,Двойники,,50.12345,127.12345,PPL,05,1000
Dvoyniki,Двойники,,48.12345,135.12345,PPL,30,1000
`

var withInvented = sync.OnceValue(func() *gazetteer.Gazetteer {
	more, err := gazetteer.Read(strings.NewReader(invented), "invented")
	if err != nil {
		panic(err)
	}
	return gazetteer.Default().With(more)
})

// kept is what is kept with a record of how its words were read.
type kept struct {
	Words        string   `json:"words"`
	Kind         string   `json:"kind"`
	Offset       float64  `json:"offset_m"`
	OffsetError  float64  `json:"offset_error_m"`
	Heading      *float64 `json:"heading"`
	HeadingError float64  `json:"heading_error_deg"`
	From         struct {
		ID     string  `json:"id"`
		Extent float64 `json:"extent_m"`
	} `json:"from"`
	Accuracy float64 `json:"accuracy_m"`
	Method   string  `json:"method"`
}

func parsed(t *testing.T, p data.Place) kept {
	t.Helper()
	var k kept
	if err := json.Unmarshal(p.Parse, &k); err != nil {
		t.Fatalf("%s: %v", p.Parse, err)
	}
	return k
}

func TestWordsAreReadInThreeLanguages(t *testing.T) {
	const chegdomyn, gorin, chita, vydumka = "geonames/2025579", "geonames/2023943", "geonames/2025339", "invented/2"
	none := math.NaN()
	for _, c := range []struct {
		words               string
		from, kind          string
		metres, metresError float64
		heading, off        float64
	}{
		{"4 км к СЗ от Выдумки", vydumka, "offset", 4000, 500, 315, 22.5},
		{"в 4 км северо-западнее пос. Выдумка", vydumka, "offset", 4000, 500, 315, 22.5},
		{"Выдумка, 4 км к северо-западу", vydumka, "offset", 4000, 500, 315, 22.5},
		{"к северо-западу от Выдумки в 4 км", vydumka, "offset", 4000, 500, 315, 22.5},
		{"кладбище в 4 км на северо-запад от дер. Выдумка", vydumka, "offset", 4000, 500, 315, 22.5},
		{"4 км С.-З. от Выдумки", vydumka, "offset", 4000, 500, 315, 22.5},
		{"4 км С от Горина", gorin, "offset", 4000, 500, 0, 45},
		{"в четырёх километрах к ссз от Чегдомына", chegdomyn, "offset", 4000, 500, 337.5, 11.25},
		{"в северном направлении 1,5 км от Читы", chita, "offset", 1500, 250, 0, 45},
		{"в полутора верстах южнее Горина", gorin, "offset", 1600.2, 266.7, 180, 45},
		{"примерно в 3-4 км на север от г. Читы", chita, "offset", 3500, 1000, 0, 45},
		{"около 4 км восточнее ст. Чегдомын", chegdomyn, "offset", 4000, 1000, 90, 45},
		{"азимут 300°, 4 км от Горина", gorin, "offset", 4000, 500, 300, 15},
		{"полкилометра к югу от Горина", gorin, "offset", 500, 250, 180, 45},
		{"в 2 км от Горина", gorin, "offset", 2000, 500, none, 0},
		{"40 km SW of Chegdomyn station", chegdomyn, "offset", 40_000, 5000, 225, 22.5},
		{"4 km NW of Vydumka", vydumka, "offset", 4000, 500, 315, 22.5},
		{"Vydumka (4 km NW)", vydumka, "offset", 4000, 500, 315, 22.5},
		{"about 500 m north of the village of Gorin, Khabarovsk", gorin, "offset", 500, 100, 0, 45},
		{"2½ miles west-north-west of Gorin", gorin, "offset", 4023.36, 402.336, 292.5, 11.25},
		{"3 km to the south-east of Gorin.", gorin, "offset", 3000, 500, 135, 22.5},
		{"7 km from Gorin, direction not stated", gorin, "offset", 7000, 500, none, 0},
		{"bearing 45 degrees, 2.2 km from Gorin", gorin, "offset", 2200, 50, 45, 15},
		{"ヴィドゥムカ北西4km", vydumka, "offset", 4000, 500, 315, 22.5},
		{"ヴィドゥムカの北西4キロ", vydumka, "offset", 4000, 500, 315, 22.5},
		{"ヴィドゥムカ村から西北に約4km", vydumka, "offset", 4000, 1000, 315, 22.5},
		{"チェグドムイン駅から南東へ二里", chegdomyn, "offset", 7854.54, 1963.635, 135, 22.5},
		{"ゴリンから4km", gorin, "offset", 4000, 500, none, 0},
		{"near Gorin", gorin, "near", 0, 0, none, 0},
		{"у Горина", gorin, "near", 0, 0, none, 0},
		{"близ пос. Горин", gorin, "near", 0, 0, none, 0},
		{"в районе Горина", gorin, "near", 0, 0, none, 0},
		{"ゴリンの近く", gorin, "near", 0, 0, none, 0},
		{"Gorin", gorin, "at", 0, 0, none, 0},
		{"ゴリン村", gorin, "at", 0, 0, none, 0},
		{"кладбище пос. Горин, лагерь № 5", gorin, "at", 0, 0, none, 0},
		{"кладбище у Горина", gorin, "near", 0, 0, none, 0},
		{"cemetery near Gorin", gorin, "near", 0, 0, none, 0},
		{"Gorin mine 2", gorin, "at", 0, 0, none, 0},
		{"Горин (Хабаровский край)", gorin, "at", 0, 0, none, 0},
	} {
		place := withInvented().Locate(c.words, data.Hint{})
		k := parsed(t, place)
		if !place.Found || k.From.ID != c.from || k.Kind != c.kind {
			t.Errorf("%s: %v %s %s", c.words, place.Found, place.Why, place.Parse)
			continue
		}
		if math.Abs(k.Offset-c.metres) > 0.5 || math.Abs(k.OffsetError-c.metresError) > 0.5 {
			t.Errorf("%s: %v ± %v m", c.words, k.Offset, k.OffsetError)
		}
		if math.IsNaN(c.heading) != (k.Heading == nil) || k.Heading != nil && (*k.Heading != c.heading || k.HeadingError != c.off) {
			t.Errorf("%s: heading %s", c.words, place.Parse)
		}
		if k.Words != c.words || k.Method == "" || k.Accuracy != float64(place.Accuracy) || !place.Accuracy.Known() {
			t.Errorf("%s: kept as %s", c.words, place.Parse)
		}
	}
}

func TestThePointLiesAtTheStatedDistanceAndHeading(t *testing.T) {
	g := withInvented()
	start := g.Locate("Выдумка", data.Hint{}).Point
	for words, want := range map[string][2]float64{ // metres east and north
		"4 км севернее Выдумки": {0, 4000}, "4 km E of Vydumka": {4000, 0}, "ヴィドゥムカの南西4km": {-4000 / math.Sqrt2, -4000 / math.Sqrt2},
		"1 верста западнее Выдумки": {-1066.8, 0}, "4 km from Vydumka": {0, 0},
	} {
		p := g.Locate(words, data.Hint{})
		at := geo.NewPlane(start).Project(p.Point)
		if !p.Found || math.Hypot(at[0]-want[0], at[1]-want[1]) > 0.01 {
			t.Errorf("%s: %v m east, %v m north; %s", words, at[0], at[1], p.Why)
		}
	}
}

func TestBetweenTwoPlacesIsTheirMiddle(t *testing.T) {
	g := withInvented()
	a, b := g.Locate("Vydumka", data.Hint{}), g.Locate("Nebylovo", data.Hint{})
	for _, words := range []string{"between Vydumka and Nebylovo", "между Выдумкой и Небыловом", "ヴィドゥムカとネブイロヴォの間", "кладбище между Выдумкой и ст. Небылово"} {
		p := g.Locate(words, data.Hint{})
		if !p.Found || math.Abs(geo.Distance(p.Point, a.Point)-geo.Distance(p.Point, b.Point)) > 1 {
			t.Errorf("%s: %v %s", words, p.Point, p.Why)
		}
		if half := geo.Distance(a.Point, b.Point) / 2; float64(p.Accuracy) < half+max(float64(a.Accuracy), float64(b.Accuracy))-10 {
			t.Errorf("%s: ± %v does not reach both", words, p.Accuracy)
		}
	}
}

func TestWhatIsNotSureIsNotLocated(t *testing.T) {
	for _, c := range []struct {
		words, code string
		candidates  int
	}{
		{"", "no_words", 0}, {" … ", "no_words", 0}, {"()", "no_words", 0},
		{"4 км к СЗ от Джатвы", "unknown_place", 0},
		{"ジャットバ北西4km", "unknown_place", 0},
		{"Солнечный", "ambiguous", 3},
		{"4 km N of Dvoyniki", "ambiguous", 2},
		{"Шимановский район", "too_vague", 0}, {"Shimanovsk district", "too_vague", 1},
		{"Primorye", "too_vague", 0},
		{"Хабаровский край", "too_vague", 0},
		{"к северу от Горина", "too_vague", 1},
		{"98 km by road east of Gorin", "too_vague", 1},
		{"в 3 км по дороге от Горина", "too_vague", 1},
		{"ゴリンから上流に4km", "too_vague", 1},
		{"between Chita and Vladivostok", "too_vague", 1},
		{"2 km E and 3 km N of Gorin", "not_understood", 1},
		{"a clearing in the birch wood that the villagers of Gorin remember", "not_understood", 1},
		{"the place is not known; perhaps near Gorin", "not_understood", 0},
		{"Camp 5, hospital 4923", "not_understood", 0},
		{"кладбище", "not_understood", 0},
		{"Кадала, Чита", "unknown_place", 1},
		{"4 km N of the river Gorin", "unknown_place", 1}, {"4 км от р. Горин", "unknown_place", 1}, {"ゴリン川から4km", "unknown_place", 1},
		{"Горин-2", "unknown_place", 1}, {"新ゴリン", "unknown_place", 1}, {"Новый Горин", "unknown_place", 2},
		{"4 km N of Gorin district", "too_vague", 1}, {"20 км от Читы по направлению к Горину", "unknown_place", 2},
		{"51.48 / 113.48", "not_understood", 0},
		{"600 km N of Gorin", "not_understood", 1},
	} {
		p := withInvented().Locate(c.words, data.Hint{})
		if p.Found || p.WhyCode != c.code || len(p.Candidates) != c.candidates {
			t.Errorf("%q: found %v, %s: %s, %v", c.words, p.Found, p.WhyCode, p.Why, p.Candidates)
		}
		if p.Why == "" || p.Accuracy.Known() || parsed(t, p).Words != c.words {
			t.Errorf("%q: why %q, %s", c.words, p.Why, p.Parse)
		}
	}
}

func TestTheRegionDecidesBetweenNamesakes(t *testing.T) {
	g := withInvented()
	for _, region := range []string{"Amur", "Amur Oblast", "Амурская область", "Амурская обл.", "アムール州", "05"} {
		if p := g.Locate("4 km N of Dvoyniki", data.Hint{Region: region}); !p.Found || parsed(t, p).From.ID != "invented/4" {
			t.Errorf("%s: %s", region, p.Why)
		}
	}
	for _, words := range []string{"Dvoyniki, Khabarovsk Krai", "Двойники (Хабаровский край)", "Хабаровский край, Двойники"} {
		if p := g.Locate(words, data.Hint{}); !p.Found || parsed(t, p).From.ID != "invented/5" {
			t.Errorf("%s: %s", words, p.Why)
		}
	}
	p := g.Locate("Gorin", data.Hint{Region: "Amur"})
	if p.Found || p.WhyCode != "unknown_place" || len(p.Candidates) != 1 {
		t.Errorf("a place in another region is taken: %+v", p)
	}
	if p := g.Locate("Gorin", data.Hint{Region: "somewhere"}); !p.Found {
		t.Errorf("a region that nobody knows decides: %s", p.Why)
	}
}

func TestAPlaceThatSomebodyAddedCountsBeforeTheBuiltInOneThere(t *testing.T) {
	more, err := gazetteer.Read(strings.NewReader("name;lat;lon;fcode;id\nGorin;51.19900;136.66300;RSTN;7\n"), "invented")
	if err != nil {
		t.Fatal(err)
	}
	p := gazetteer.Default().With(more).Locate("Gorin", data.Hint{})
	if k := parsed(t, p); k.From.ID != "invented/7" || k.From.Extent != 1000 {
		t.Errorf("%s %s", p.Why, p.Parse)
	}
}

func TestTheRecordsOwnNamesTellNamesakesApart(t *testing.T) {
	rows := "name,ru,lat,lon\nOdno,Одно,50.1,130.1\nOdno,Другое Одно,52.1,130.1\n"
	g, err := gazetteer.Read(strings.NewReader(rows), "invented")
	if err != nil {
		t.Fatal(err)
	}
	if p := g.Locate("Odno", data.Hint{}); p.WhyCode != "ambiguous" {
		t.Errorf("%+v", p)
	}
	if p := g.Locate("Odno", data.Hint{Names: []string{"Другое Одно"}}); !p.Found || p.Point[1] != 52.1 {
		t.Errorf("%+v", p)
	}
}

func TestEverySettlementIsFoundByEachOfItsNames(t *testing.T) {
	g := gazetteer.Default()
	if g.Len() != 605 {
		t.Fatalf("%d places", g.Len())
	}
	found, ambiguous, asked := 0, 0, 0
	for _, c := range allPlaces(t) {
		for _, name := range []string{c.Name, c.NameRu, c.NameJa} {
			if name == "" {
				continue
			}
			asked++
			p := g.Locate(name, data.Hint{Region: c.Region})
			switch {
			case p.Found && parsed(t, p).From.ID == c.ID:
				found++
			case p.WhyCode == "ambiguous" && strings.Contains(candidateIDs(p), c.ID):
				ambiguous++
			default:
				t.Logf("%s, %s (%s): %s %s %s", name, c.Region, c.ID, p.WhyCode, p.Why, p.Parse)
			}
		}
	}
	t.Logf("of %d names in their regions %d are located, %d are ambiguous", asked, found, ambiguous)
	if found < 1270 || found+ambiguous < asked-10 {
		t.Errorf("of %d names %d are located, %d are ambiguous", asked, found, ambiguous)
	}
}

func candidateIDs(p data.Place) string {
	var ids []string
	for _, c := range p.Candidates {
		ids = append(ids, c.ID)
	}
	return strings.Join(ids, " ")
}

// allPlaces are those of the built-in gazetteer, found by the beginnings of their names.
func allPlaces(t *testing.T) []data.Candidate {
	t.Helper()
	seen := map[string]bool{}
	var all []data.Candidate
	for letter := range strings.FieldsSeq("a b c d e f g h i j k l m n o p q r s t u v w x y z к") {
		for _, c := range gazetteer.Default().Search(letter, 1000) {
			if !seen[c.ID] {
				seen[c.ID] = true
				all = append(all, c)
			}
		}
	}
	if len(all) != 605 {
		t.Fatalf("%d places were found by their first letters", len(all))
	}
	return all
}

func TestLocatingIsTheSameEachTime(t *testing.T) {
	for _, words := range []string{"4 км к СЗ от Горина", "Солнечный", "Джатва"} {
		a, b := withInvented().Locate(words, data.Hint{}), gazetteer.Default().With().Locate(words, data.Hint{})
		if a.Point != b.Point || string(a.Parse) != string(b.Parse) || a.Why != b.Why || len(a.Candidates) != len(b.Candidates) {
			t.Errorf("%s: %+v %+v", words, a, b)
		}
	}
}

func FuzzLocate(f *testing.F) {
	for _, words := range []string{"4 км к СЗ от Горина", "2½ miles WNW of Gorin", "ゴリンの北西約4km", "between A and B", "(", "°", "1/2", "у", "с.-з.", "азимут 400°"} {
		f.Add(words, "Amur")
	}
	g := withInvented()
	f.Fuzz(func(t *testing.T, words, region string) {
		p := g.Locate(words, data.Hint{Region: region, Names: []string{words}})
		if !json.Valid(p.Parse) {
			t.Fatalf("%q: %s", words, p.Parse)
		}
		valid := p.Accuracy.Known() && p.WhyCode == "" && p.Why == "" && math.Abs(p.Point[0]) <= 180 && math.Abs(p.Point[1]) <= 90
		refused := !p.Accuracy.Known() && p.WhyCode != "" && p.Why != ""
		if p.Found != valid || !p.Found != refused {
			t.Fatalf("%q: %+v", words, p)
		}
	})
}
