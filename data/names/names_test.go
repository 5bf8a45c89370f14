package names_test

import (
	"slices"
	"strings"
	"testing"

	"burialmap/data/names"
)

func TestNamesFindEachOtherAcrossScriptsAndSpellings(t *testing.T) {
	for _, group := range [][]string{
		{"Хурмули", "Khurmuli", "Hurmuli", "Churmuli", "Xurmuli", "フルムリ", "ふるむり", "ﾌﾙﾑﾘ", "KHURMULI", "Khourmouli"},
		{"Зелёный", "Зеленый", "Zelyonyy", "Zelenyj", "Zelënyj", "Zeleny", "Zeljonyj", "Zelenyi"},
		{"Щегловка", "Shcheglovka", "Ščeglovka", "Ŝeglovka", "Schtscheglowka", "Szczegłowka", "Chtcheglovka", "シチェグロフカ"},
		{"Чита", "Chita", "Čita", "Tschita", "Tchita", "Czita", "チタ"},
		{"Жипхеген", "Zhipkhegen", "Žiphegen", "Jipkhegen", "ジプヘーゲン"},
		{"Усть-Кут", "Ust'-Kut", "Ust’-Kut", "Ust-Kut", "Ustʹ-Kut", "ウスチ・クート", "ウスチ＝クート"},
		{"Комсомольск-на-Амуре", "Komsomolsk-on-Amur", "Komsomol'sk-na-Amure", "Komsomolsk-na-Amure", "コムソモリスク・ナ・アムーレ"},
		{"Южно-Сахалинск", "Yuzhno-Sakhalinsk", "Južno-Sachalinsk", "Iuzhno-Sakhalinsk", "ユジノサハリンスク", "ユジノ・サハリンスク", "Yuzhno Sakhalinsk"},
		{"Хада-Булак", "Khada-Bulak", "Хадабулак", "ハダブラク", "Hada Bulak"},
		{"Цилер", "Tsiler", "Tziler", "Ciler", "ツィレル"},
		{"Владивосток", "Vladivostok", "Wladiwostok", "ウラジオストク", "ヴラジヴォストーク"},
		{"Артём", "Артем", "Artyom", "Artem", "アルチョム"},
		{"Джатва", "Dzhatva", "Djatva", "ジャットバ"},
		{"Вяземский", "Vyazemsky", "Vyazemskiy", "Viazemskii", "Vjazemskij", "Wjazemskij"},
		{"Судзуки", "Suzuki", "スズキ", "すずき"},
		{"Фукусима", "Fukushima", "Hukusima", "フクシマ"},
		{"Тиба", "Chiba", "Tiba", "チバ"},
		{"Тоёхара", "Toyohara", "トヨハラ"},
		{"豊原", "豊原市", "豊原駅"},
		{"Borzya", "Борзя", "Borzia", "Borzja", "Borzâ", "ボルジャ"},
	} {
		for _, query := range group {
			for _, name := range group {
				if !names.Matches(query, name) {
					t.Errorf("%q does not find %q: %v\n%v", query, name, names.Query(query), names.Keys(name))
				}
			}
		}
	}
}

func TestNamesThatDifferDoNotFindEachOther(t *testing.T) {
	for _, pair := range [][2]string{
		{"Горин", "Gorky"}, {"Хурмули", "Furmanovo"}, {"Чита", "Чара"}, {"Кадала 2", "Кадала 3"}, {"Camp 16", "лагерь № 17"},
		{"Camp 16", "Hospital 16"}, {"станция Горин", "станция Тырма"}, {"Хурмули", "Khabarovsk"}, {"フルムリ", "ハルピン"}, {"Лазо", "Лес"},
		{"кладбище", "Khabarovsk cemetery"}, {"墓地", "ハバロフスク墓地"}, {"station", "Galenki station"},
	} {
		if names.Matches(pair[0], pair[1]) {
			t.Errorf("%q finds %q: %v\n%v", pair[0], pair[1], names.Query(pair[0]), names.Keys(pair[1]))
		}
	}
}

func TestNumbersAreFoundByWhatTheyCount(t *testing.T) {
	for _, c := range []struct {
		text string
		keys string // those that say what is counted
	}{
		{"лагерь № 16", "#camp16"}, {"Camp 16", "#camp16"}, {"Lager Nr. 16", "#camp16"}, {"第16収容所", "#camp16"}, {"第１６収容所", "#camp16"},
		{"第十六収容所", "#camp16"}, {"収容所第16", "#camp16"}, {"16-й лагерь", "#camp16"}, {"лагеря №016", "#camp16"},
		{"спецгоспиталь 1893", "#hospital1893"}, {"病院第1893号", "#hospital1893"}, {"1893rd special hospital", "#hospital1893"}, {"第一八九三特別軍病院", "#hospital1893"}, {"Hospital No. 1893", "#hospital1893"},
		{"第二十四収容所第二支部", "#branch2 #camp24"}, {"Camp 24, branch 2", "#branch2 #camp24"}, {"лагерь 24, отделение 2", "#branch2 #camp24"}, {"2-е отделение лагеря № 24", "#branch2 #camp24"},
		{"第515,516労働大隊", "#battalion515 #battalion516"}, {"520-й отдельный рабочий батальон", "#battalion520"}, {"520-й рабочий батальон", "#battalion520"}, {"ОРБ 520", "#battalion520"},
		{"第3762野戦病院スタルト居住地区第1・第2墓地", "#cemetery1 #cemetery2 #hospital3762"}, {"ノボパブロフカその1", "#part1"}, {"cemetery 1", "#cemetery1"}, {"Кадала 3", "#?3"},
		{"チタ 第24収容所第2,7,8支部 (旧墓地)", "#branch2 #branch7 #branch8 #camp24"},
	} {
		var got []string
		for _, key := range names.Keys(c.text) {
			if strings.HasPrefix(key, "#") && strings.Trim(key, "#0123456789") != "" {
				got = append(got, key)
			}
		}
		if strings.Join(got, " ") != c.keys {
			t.Errorf("%s: %v, want %s", c.text, got, c.keys)
		}
	}
}

func TestANumberAloneIsFoundWhateverItCounts(t *testing.T) {
	for _, name := range []string{"Camp 16", "第16収容所", "Кадала 16", "госпиталь № 16"} {
		if !names.Matches("16", name) || !names.Matches("№ 16", name) {
			t.Errorf("16 does not find %s", name)
		}
	}
	if !names.Matches("Camp 16", "Хурмули 16") {
		t.Error("a number of which nobody says what it counts may be a camp's")
	}
}

func TestGenericWordsNeitherHinderNorFind(t *testing.T) {
	for _, c := range [][2]string{
		{"станция Горин", "Gorin"}, {"Gorin", "ст. Горин"}, {"Gorin station", "пос. Горин"}, {"ゴリン駅", "с. Горин"}, {"п. Горин", "ゴリン居住地墓地"},
		{"バヤンゴル村墓地", "Bayangol"}, {"кладбище с. Баянгол", "Bayangol village cemetery"},
	} {
		if !names.Matches(c[0], c[1]) {
			t.Errorf("%q does not find %q", c[0], c[1])
		}
	}
	for _, text := range []string{"кладбище", "cemetery", "駅", "墓地", "п.", "станция"} {
		if keys := names.Keys(text); len(keys) != 0 {
			t.Errorf("%q has keys: %v", text, keys)
		}
	}
}

func TestTheBeginningOfAWordFinds(t *testing.T) {
	for _, c := range [][2]string{{"Хаба", "Хабаровск"}, {"khab", "Khabarovsk"}, {"Хабар", "Khabarovsk"}, {"ハバロ", "ハバロフスク"}, {"ハバロ", "Хабаровск"}, {"Khabar", "ハバロフスク"}, {"コムソ", "Комсомольск-на-Амуре"}} {
		if !names.Matches(c[0], c[1]) {
			t.Errorf("%q does not find %q", c[0], c[1])
		}
	}
}

func TestAQueryWithoutLettersAsksNothing(t *testing.T) {
	for _, text := range []string{"", " ", "—", "…"} {
		if q := names.Query(text); q != nil {
			t.Errorf("%q asks %v", text, q)
		}
	}
}

func TestOneNamesWordsMayBeAskedInAnyOrder(t *testing.T) {
	if !names.Matches("16 Хурмули лагерь", "Camp 16", "フルムリ") {
		t.Error("words and numbers of several names do not count together")
	}
}

func TestScoreIsOneForTheSameNameAndFallsWithDifference(t *testing.T) {
	exact := [][2]string{{"Хурмули", "Хурмули"}, {"Khurmuli", "Хурмули"}, {"Усть-Кут", "Ust'-Kut"}, {"станция Горин", "Горин"}}
	for _, c := range exact {
		if got := names.Score(c[0], c[1]); got != 1 {
			t.Errorf("%v: %v, want 1", c, got)
		}
	}
	falling := []struct{ query, name string }{
		{"Хурмули", "Khurmuli"}, {"Хурмули", "フルムリ"}, {"Хур", "Хурмули"}, {"Хур", "Хурмули Второй"}, {"Хурмули", "Горин"},
	}
	for i := range falling[1:] {
		a, b := falling[i], falling[i+1]
		if x, y := names.Score(a.query, a.name), names.Score(b.query, b.name); x <= y {
			t.Errorf("%v scores %v, %v scores %v", a, x, b, y)
		}
	}
}

func TestOfNamesThatSoundAlikeInKatakanaTheNearerScoresHigher(t *testing.T) {
	for _, c := range []struct{ query, near, far string }{
		{"ゴリン", "Горин", "Горный"}, {"ゴールヌイ", "Горный", "Горин"}, {"チタ", "Чита", "Тута"}, {"ハリン", "Харин", "Харуны"},
	} {
		if near, far := names.Score(c.query, c.near), names.Score(c.query, c.far); near <= far {
			t.Errorf("%s scores %v with %s, %v with %s", c.query, near, c.near, far, c.far)
		}
	}
}

func TestSameSaysWhichNamesMayBeOfOnePlace(t *testing.T) {
	for _, c := range []struct {
		a, b []string
		same bool
	}{
		{[]string{"Хурмули"}, []string{"Khurmuli"}, true},
		{[]string{"フルムリ"}, []string{"пос. Хурмули"}, true},
		{[]string{"Gorin, 4923rd field hospital"}, []string{"ゴリン居住地墓地・第5収容所第4923野戦病院墓地"}, true},
		{[]string{"Новая (Новокручининский)"}, []string{"Novokruchininskiy"}, true},
		{[]string{"Camp 16"}, []string{"лагерь № 16"}, true},
		{[]string{"Camp 16"}, []string{"спецгоспиталь 16"}, false},
		{[]string{"Кадала 1"}, []string{"Kadala cemetery 2"}, false},
		{[]string{"Кадала"}, []string{"Kadala cemetery 2"}, true},
		{[]string{"Новая"}, []string{"Новая Игирма"}, false},
		{[]string{"Зея"}, []string{"Zeysk"}, false},
		{[]string{"Хур"}, []string{"Хурмули"}, false},
		{[]string{"кладбище"}, []string{"cemetery"}, false},
		{nil, []string{"Хурмули"}, false},
		{[]string{""}, []string{""}, false},
	} {
		if got := names.Same(c.a, c.b); got != c.same {
			t.Errorf("%v, %v: %v", c.a, c.b, got)
		}
		if names.Same(c.a, c.b) != names.Same(c.b, c.a) {
			t.Errorf("%v, %v: not the same both ways", c.a, c.b)
		}
	}
}

func TestALongTextIsReadToItsLimit(t *testing.T) {
	text := strings.Repeat("ﷺ", 50_000) + strings.Repeat("ch", 50_000)
	if n := len(names.Keys(text)); n > 2000 {
		t.Errorf("%d keys", n)
	}
	within := strings.Repeat("а ", names.MaxRunes/2-4) + "Хурмули"
	if names.Matches("Хурмули", within+strings.Repeat(" б", 10)) == names.Matches("Хурмули", "б "+strings.Repeat("а ", names.MaxRunes)+"Хурмули") {
		t.Error("the limit is not where it should be")
	}
}

func FuzzKeys(f *testing.F) {
	for _, seed := range []string{"Хурмули", "Khurmuli", "フルムリ", "第二十四収容所第2,7,8支部", "Комсомольск-на-Амуре", "Ust’-Kut № 16", "第", "ー", "'", "ッァ", "ｶﾞ", "\u0487", "00収容所\u032c", "か\u309a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		keys := names.Keys(text)
		if !slices.IsSorted(keys) || !slices.Equal(keys, names.Keys(text)) {
			t.Fatalf("%q: %v", text, keys)
		}
		again := []string{text}
		for _, key := range keys {
			if key == "" {
				t.Fatalf("%q has an empty key", text)
			}
			if !strings.HasPrefix(key, "~") && !strings.HasPrefix(key, "#") {
				again = append(again, key)
			}
		}
		if more := names.Keys(again...); !slices.Equal(keys, more) {
			t.Fatalf("%q: its own normal forms add keys: %q\n%q", text, keys, more)
		}
		if q := names.Query(text); len(keys) > 0 && !names.Satisfied(q, keys) {
			t.Fatalf("%q does not find itself: %v %v", text, q, keys)
		}
		names.Score(text, "Хурмули", text)
		names.Same([]string{text}, []string{"フルムリ 16"})
	})
}
