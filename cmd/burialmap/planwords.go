package main

import "burialmap/data/fieldplan"

// planLanguage are the words of the tables of a plan.
type planLanguage struct {
	revisions, totals, travel, straight, matrix        string
	arrive, begin, leave, place, task, way, sun        string
	noSunrise, noSunset, locked, must, left, why, idle string
	grave, note                                        string
	weekdays                                           [7]string // Sunday first
	tasks                                              map[string]string
}

var planWords = map[string]planLanguage{
	"en": {
		revisions: "plan %s, revision %d · data revision %d", totals: "%d of %d sites visited, %d of %d musts · %.0f km, %s on the road, %s at work",
		travel: "Travel times", straight: "straight line × %.2g at the speed of the vehicle, not roads", matrix: "travel matrix of the plan (*)",
		arrive: "Arrive", begin: "Begin", leave: "Leave", place: "Where", task: "Task", way: "Way", sun: "sun",
		noSunrise: "the sun does not rise", noSunset: "the sun does not set", locked: "locked", must: "must", left: "Left out", why: "Why, and what to do",
		idle: "Nothing planned", grave: "IMPOSSIBLE", note: "to know",
		weekdays: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		tasks:    map[string]string{"visit": "visit", "survey": "survey", "trial_dig": "trial dig", "exhumation": "exhumation"},
	},
	"ru": {
		revisions: "план %s, редакция %d · ревизия данных %d", totals: "Мест в плане: посещается %d из %d, обязательных %d из %d · %.0f км, в пути %s, работа %s",
		travel: "Время в пути", straight: "прямая × %.2g при скорости машины, не по дорогам", matrix: "таблица расстояний плана (*)",
		arrive: "Прибытие", begin: "Начало", leave: "Отъезд", place: "Где", task: "Задача", way: "Путь", sun: "солнце",
		noSunrise: "солнце не восходит", noSunset: "солнце не заходит", locked: "закреплено", must: "обязательно", left: "Не вошло", why: "Почему",
		idle: "Ничего не запланировано", grave: "НЕВОЗМОЖНО", note: "к сведению",
		weekdays: [7]string{"вс", "пн", "вт", "ср", "чт", "пт", "сб"},
		tasks:    map[string]string{"visit": "посещение", "survey": "обследование", "trial_dig": "пробный раскоп", "exhumation": "эксгумация"},
	},
	"ja": {
		revisions: "計画 %s、改訂%d・データの改訂%d", totals: "訪問 %d／%d か所、必須 %d／%d・%.0f km、移動 %s、作業 %s",
		travel: "移動時間", straight: "直線距離×%.2g（車両の速度、道路によらない）", matrix: "計画の所要時間表 (*)",
		arrive: "到着", begin: "開始", leave: "出発", place: "場所", task: "作業", way: "移動", sun: "日照",
		noSunrise: "日の出なし", noSunset: "日没なし", locked: "固定", must: "必須", left: "含まれない場所", why: "理由",
		idle: "予定なし", grave: "不可", note: "留意",
		weekdays: [7]string{"日", "月", "火", "水", "木", "金", "土"},
		tasks:    map[string]string{"visit": "訪問", "survey": "調査", "trial_dig": "試掘", "exhumation": "収容"},
	},
}

// ruleWords are the rules of conflicts in short; in English the conflict itself has words.
var ruleWords = map[string]struct{ ru, ja string }{
	fieldplan.RuleNoDays:          {"нет рабочих дней", "作業日がない"},
	fieldplan.RuleNoVehicle:       {"нет машины", "車両がない"},
	fieldplan.RuleNoStops:         {"нет мест", "場所がない"},
	fieldplan.RuleUnknownSite:     {"такого места нет в данных", "データにない場所"},
	fieldplan.RuleUnlocated:       {"местоположение не установлено", "位置不明"},
	fieldplan.RulePoorlyLocated:   {"положение известно неточно", "位置の精度が低い"},
	fieldplan.RuleSeasonClosed:    {"вне сезона", "季節外"},
	fieldplan.RuleForbidden:       {"работы запрещены", "作業禁止"},
	fieldplan.RulePaperTooLate:    {"документ не успеет", "許可が間に合わない"},
	fieldplan.RulePaperPending:    {"документ запрошен", "許可を申請中"},
	fieldplan.RulePaperMissing:    {"документ не запрошен", "許可が未申請"},
	fieldplan.RulePaperUnknown:    {"срок документа неизвестен", "許可に要する日数が不明"},
	fieldplan.RulePaperRefused:    {"в документе отказано", "許可が拒否された"},
	fieldplan.RulePaperNotValid:   {"документ в этот день не действует", "その日は許可が無効"},
	fieldplan.RuleWarning:         {"предупреждение", "注意"},
	fieldplan.RuleMayApply:        {"возможно, действует", "適用の可能性あり"},
	fieldplan.RuleNoDaylight:      {"не хватает светлого времени", "明るい時間が足りない"},
	fieldplan.RuleTooLate:         {"работа не кончается вовремя", "作業が時間内に終わらない"},
	fieldplan.RuleDayTooLong:      {"день слишком длинный", "一日が長すぎる"},
	fieldplan.RuleNoWay:           {"пути нет", "道がない"},
	fieldplan.RuleOutOfReach:      {"за день не успеть", "一日では届かない"},
	fieldplan.RuleNoRoom:          {"дни заняты", "日程に空きがない"},
	fieldplan.RuleNotArranged:     {"ещё не назначено", "まだ日程に入っていない"},
	fieldplan.RuleNightNotReached: {"ночлег не достигнут", "宿泊地に着かない"},
}

// ruleWord is a rule in Russian or Japanese.
func ruleWord(lang, rule string) string {
	if lang == "ja" {
		return ruleWords[rule].ja
	}
	return ruleWords[rule].ru
}
