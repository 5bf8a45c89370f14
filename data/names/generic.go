package names

import (
	"strings"
	"unicode/utf8"
)

// What a number counts.
const (
	kindCamp     = "camp"
	kindBranch   = "branch"
	kindHospital = "hospital"
	kindUnit     = "battalion"
	kindGround   = "cemetery"
	kindMine     = "mine"
	kindPart     = "part"
)

// genericWord reports whether a word in normal form says only what a thing is, and of
// what kind a number beside it then is; most say nothing of numbers.
func genericWord(word string) (kind string, ok bool) {
	if kind, ok = genericWords[word]; ok {
		return kind, true
	}
	for stem, kind := range russianStems {
		if rest, ok := strings.CutPrefix(word, stem); ok && utf8.RuneCountInString(rest) <= 3 && !strings.HasPrefix(rest, "н") {
			return kind, true
		}
	}
	return "", false
}

var genericWords = byWord(map[string]string{
	"": "station village settlement town city district region oblast krai republic province the of at in on near and no nr number " +
		"field special labour labor military prisoner prisoners war pow japanese burial burials grave graves memorial " +
		"обл край респ окр ст п пос пгт с д г гор рп х м ж жд в на у к от из под при близ около возле и или им км рзд разъезд мкр ул ки " +
		"полевой полевого отдельный отдельного independent особый рабочий рабочего японское японский японского японских захоронение захоронения захоронений могила могилы номер дер " +
		"plot plots row rows ряд ряды участок участка сектор квартал " +
		"エキ ムラ マチ ナンバー",
	kindCamp:     "camp camps lager ラーゲリ",
	kindBranch:   "branch branches section sections subcamp subsection ло",
	kindHospital: "hospital hospitals lazarett lazaret",
	kindUnit:     "battalion battalions bn bns орб",
	kindGround:   "cemetery cemeteries graveyard friedhof cimetiere",
	kindMine:     "mine mines pit",
	kindPart:     "part ソノ", // その1
})

// russianStems take up to three letters of ending; an н would make an adjective, and
// perhaps a name, of them.
var russianStems = map[string]string{
	"станци": "", "поселок": "", "поселк": "", "деревн": "", "сел": "", "город": "", "район": "", "област": "", "сельсовет": "", "разъезд": "",
	"лагер": kindCamp, "спецлагер": kindCamp,
	"отделени": kindBranch, "лаготделени": kindBranch, "лагпункт": kindBranch,
	"госпитал": kindHospital, "спецгоспитал": kindHospital, "эвакогоспитал": kindHospital, "больниц": kindHospital,
	"батальон": kindUnit, "стройбат": kindUnit,
	"кладбищ": kindGround, "шахт": kindMine, "рудник": kindMine,
}

// hanWords are those of Chinese characters; those of one character count only at the end
// of a run or before another of them.
var hanWords = byWord(map[string]string{
	"": "駅 村 町 市 州 郡 区 県 号 地方 地区 地域 居住地 居住地区 集落 日本人 捕虜 抑留 抑留者 埋葬地 埋葬 遺骨 慰霊碑 付属 附属 跡 近郊 近く 付近 " +
		"特別 中央 区画 列",
	kindCamp:     "収容所 俘虜収容所 捕虜収容所 地区収容所",
	kindBranch:   "支部 分所 支所 分区 収容分所",
	kindHospital: "病院 軍病院 野戦病院 特別軍病院 特別病院 中央病院 陸軍病院",
	kindUnit:     "大隊 労働大隊 作業大隊 独立労働大隊",
	kindGround:   "墓地 墓所 墓 旧墓地 新墓地",
	kindMine:     "炭鉱 炭坑 鉱山",
})

// longestHan is the length of the longest of hanWords in characters.
const longestHan = 6

// particles are Japanese words in hiragana that join names.
var particles = map[string]bool{"の": true, "その": true, "と": true, "や": true, "及び": true, "および": true, "に": true, "で": true, "は": true, "から": true, "より": true, "へ": true, "くの": true, "く": true}

func byWord(byKind map[string]string) map[string]string {
	all := map[string]string{}
	for kind, words := range byKind {
		for w := range strings.FieldsSeq(words) {
			all[w] = kind
		}
	}
	return all
}
