package gazetteer

import (
	"regexp"
	"slices"

	"burialmap/data/names"
)

// region is a first-level part of Russia with its GeoNames code and the names that records
// call it by, the first for display.
type region struct {
	code  string
	names []string
}

// regions are those of the built-in gazetteer, with the names that they had before.
var regions = []region{
	{"05", []string{"Amur Oblast", "Amur", "Амурская область", "Приамурье", "アムール州", "アムール"}},
	{"11", []string{"Buryatia", "Buryat Republic", "Buryat", "Republic of Buryatia", "Республика Бурятия", "Бурятская АССР", "ブリヤート共和国", "ブリヤート", "ブリャート共和国"}},
	{"15", []string{"Chukotka", "Chukotka Autonomous Okrug", "Chukchi Autonomous Okrug", "Чукотский автономный округ", "Чукотский АО", "Чукотка", "チュクチ自治管区", "チュコト自治管区", "チュコトカ"}},
	{"20", []string{"Irkutsk Oblast", "Irkutsk", "Иркутская область", "Иркутск", "イルクーツク州", "イルクーツク"}},
	{"30", []string{"Khabarovsk Krai", "Khabarovsk", "Хабаровский край", "Хабаровск", "ハバロフスク地方", "ハバロフスク"}},
	{"44", []string{"Magadan Oblast", "Magadan", "Магаданская область", "Магадан", "マガダン州", "マガダン"}},
	{"59", []string{"Primorsky Krai", "Primorye", "Primorsky", "Maritime Territory", "Приморский край", "Приморье", "沿海地方", "プリモルスキー地方", "沿海州"}},
	{"63", []string{"Yakutia (Sakha)", "Sakha", "Yakutia", "Республика Саха", "Якутия", "Якутская АССР", "サハ共和国", "ヤクーチア", "ヤクート"}},
	{"64", []string{"Sakhalin Oblast", "Sakhalin", "Сахалинская область", "Сахалин", "サハリン州", "サハリン", "樺太"}},
	{"89", []string{"Jewish Autonomous Oblast", "Yevrey", "EAO", "Еврейская автономная область", "Еврейская АО", "ЕАО", "ユダヤ自治州"}},
	{"91", []string{"Krasnoyarsk Krai", "Krasnoyarsk", "Красноярский край", "Красноярск", "クラスノヤルスク地方", "クラスノヤルスク"}},
	{"92", []string{"Kamchatka Krai", "Kamchatka", "Камчатский край", "Камчатская область", "Камчатка", "カムチャツカ地方", "カムチャツカ"}},
	{"93", []string{"Zabaykalsky Krai", "Zabaykalsky", "Transbaikal", "Transbaikalia", "Chita Oblast", "Chita", "Забайкальский край", "Забайкалье", "Читинская область", "Чита", "ザバイカル地方", "ザバイカリエ地方", "ザバイカル", "チタ州", "チタ"}},
}

var regionSets = func() []names.Set {
	sets := make([]names.Set, len(regions))
	for i, r := range regions {
		sets[i] = names.NewSet(r.names...)
	}
	return sets
}()

// regionCodes are the codes of the region that a cell names that holds nothing else, in
// any of the three languages, or as its code. None if it names none that is known.
func regionCodes(cell string) []string {
	var codes []string
	said := names.NewSet(cell)
	for i, r := range regions {
		if cell == r.code || said.Same(regionSets[i]) {
			codes = append(codes, r.code)
		}
	}
	return codes
}

// regionCodesIn are those of a part of a text, where an adjective means a region only
// beside the word for one: Амурская область, not Amurskaya mine.
func regionCodesIn(part string) []string {
	if adjective.MatchString(part) && !area.MatchString(part) {
		return nil
	}
	return regionCodes(part)
}

var adjective = regexp.MustCompile(`(?i)(?:ская|ский|ской|skaya|skiy|skij|sky|skii)(?:$|[^\p{L}])`)

// regionName is the English name of a region with a code, or "".
func regionName(code string) string {
	if i := slices.IndexFunc(regions, func(r region) bool { return r.code == code }); i >= 0 {
		return regions[i].names[0]
	}
	return ""
}
