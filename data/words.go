package data

import "slices"

// words are other ways of writing the values of closed vocabularies, by field. A word
// that could stand for two values is not here.
var words = map[string]map[string][]string{
	"use":       useWords,
	"occupancy": useWords,
	"kind": {
		"grave":   {"single grave", "могила", "墓", "個人墓"},
		"row":     {"grave row", "ряд", "列"},
		"plot":    {"участок", "区画"},
		"section": {"сектор", "квартал", "区域"},
		"survey":  {"обследование", "съемка", "調査", "測量"}, "plan": {"план", "схема", "図面"}, "map": {"карта", "地図"},
		"list": {"список", "名簿", "一覧"}, "report": {"отчет", "報告", "報告書"}, "press": {"newspaper", "пресса", "газета", "新聞"},
		"web": {"website", "сайт", "ウェブ"}, "osm": {"openstreetmap"}, "gazetteer": {"газеттир", "地名辞典"}, "file": {"файл", "ファイル"},
		"unknown": unknownWords,
		"season":  {"working season", "сезон", "季節", "作業時期"}, "border_zone": {"border area", "пограничная зона", "погранзона", "国境地帯", "国境警備区域"},
		"permit": {"permission", "разрешение", "許可"}, "consent": {"agreement", "согласие", "согласование", "同意"},
		"hazard": {"danger", "опасность", "危険"}, "access": {"way in", "доступ", "подъезд", "交通", "アクセス"},
	},
	"effect": {
		"forbids":     {"forbidden", "closed", "запрещает", "запрет", "запрещено", "禁止"},
		"needs_paper": {"paper needed", "permit needed", "нужен документ", "нужно разрешение", "требуется разрешение", "要許可", "書類が必要"},
		"warns":       {"warning", "предупреждает", "предупреждение", "注意"},
	},
	"concerns": {
		"any":        {"any task", "all tasks", "all", "любые работы", "все работы", "全作業", "すべて"},
		"digging":    {"any digging", "раскопки", "вскрытие грунта", "掘削"},
		"exhumation": {"эксгумация", "収集", "遺骨収集"},
	},
	"task": {
		"visit":      {"посещение", "осмотр", "訪問", "巡拝"},
		"survey":     {"обследование", "съемка", "調査", "測量"},
		"trial_dig":  {"test pit", "trial pit", "шурфовка", "пробный раскоп", "試掘"},
		"exhumation": {"эксгумация", "収集", "遺骨収集"},
	},
	"outcome": {
		"seen":         {"found", "найдено", "обнаружено", "видно", "確認", "発見", "あり"},
		"nothing_seen": {"nothing found", "не найдено", "не обнаружено", "ничего не видно", "確認できず", "なし"},
		"not_reached":  {"не достигнуто", "не добрались", "未到達", "到達できず"},
	},
	"marker": {
		"none":     {"no marker", "нет", "отсутствует", "なし"},
		"wooden":   {"wood", "деревянный", "дерево", "木", "木製", "木標"},
		"stone":    {"каменный", "камень", "石", "石製", "石碑"},
		"metal":    {"iron", "металлический", "металл", "金属", "金属製"},
		"memorial": {"monument", "памятник", "мемориал", "慰霊碑"},
		"other":    {"другой", "другое", "иной", "その他"},
	},
	"status": {
		"recoverable":      {"can be recovered", "возможна эксгумация", "収集可能"},
		"recovered":        {"exhumed", "эксгумировано", "収集済", "収集済み"},
		"partly_recovered": {"partially recovered", "частично эксгумировано", "一部収集", "一部収集済み"},
		"unlocated":        {"not located", "not found", "не найдено", "не установлено", "場所不明", "位置不明"},
		"trial_negative":   {"trial dig negative", "試掘なし"},
		"overbuilt":        {"built over", "застроено"},
		"refused":          {"отказ", "拒否"},
		"memorial":         {"monument", "памятник", "мемориал", "慰霊碑"},
		"unknown":          unknownWords,
	},
	"location_method": {
		"survey": {"surveyed", "съемка", "геодезическая съемка", "測量"}, "gps": {"gnss", "glonass", "глонасс", "навигатор"},
		"satellite": {"imagery", "satellite image", "снимок", "спутниковый снимок", "衛星画像", "衛星"},
		"osm":       {"openstreetmap"}, "plan": {"план", "схема", "図面", "見取図"}, "map": {"карта", "地図"},
		"grid_reference": {"grid", "координатная сетка", "グリッド"}, "text": {"description", "описание", "文章", "記述"},
		"settlement": {"settlement centre", "town centre", "населенный пункт", "集落"}, "unknown": unknownWords,
	},
}

var unknownWords = []string{"not known", "n/a", "неизвестно", "неизвестный", "неизвестен", "не известно", "不明", "未詳"}

var useWords = map[string][]string{
	"civilian": {"civil", "civilians", "local", "гражданское", "гражданские", "гражданский", "местное", "мирные жители", "民間", "民間人", "一般", "現地住民"},
	"pow":      {"pows", "prisoner", "prisoners", "prisoners of war", "military prisoners", "пленные", "военнопленные", "военнопленных", "捕虜", "抑留者", "日本人抑留者"},
	"mixed":    {"both", "смешанное", "смешанные", "混在", "混合"},
	"unknown":  unknownWords,
}

// trueWords and falseWords are how people write yes and no.
var (
	trueWords  = []string{"true", "yes", "y", "1", "да", "истина", "はい", "真"}
	falseWords = []string{"false", "no", "n", "0", "нет", "ложь", "いいえ", "偽"}
)

// vocabulary finds the value of an Enum field that a word stands for.
func vocabulary(f Field, word string) (string, bool) {
	if slices.Contains(f.Values, word) {
		return word, true
	}
	plain := Plain(word)
	for _, v := range f.Values {
		if Plain(v) == plain {
			return v, true
		}
	}
	for _, v := range f.Values {
		for _, other := range words[f.Name][v] {
			if Plain(other) == plain {
				return v, true
			}
		}
	}
	return "", false
}

func anyPlain(word string, list []string) bool {
	for _, w := range list {
		if Plain(w) == Plain(word) {
			return true
		}
	}
	return false
}
