package names_test

import (
	"slices"
	"strings"
	"testing"

	"burialmap/data/names"
)

// romanisations write Russian letter by letter, each in its own way; what is not in one
// is as in the first.
var romanisations = []struct{ name, letters string }{
	{"GOST 52535 (passports)", "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia"},
	{"ISO 9", "ё=ë ж=ž й=j х=h ц=c ч=č ш=š щ=ŝ ъ=ʺ ь=ʹ э=è ю=û я=â"},
	{"ALA-LC", "ё=ë й=ĭ ц=t͡s ъ=ʺ ь=ʹ э=ė ю=i͡u я=i͡a"},
	{"GOST 7.79 B", "ё=yo й=j х=x ц=cz щ=shh ъ=`` ы=y` ь=` э=e` ю=yu я=ya"},
	{"scientific", "ё=ë ж=ž й=j х=ch ц=c ч=č ш=š щ=šč ъ=ʺ ь=ʹ э=è ю=ju я=ja"},
	{"as Germans hear it", "в=w ё=jo й=j х=ch ч=tsch ш=sch щ=schtsch ю=ju я=ja"},
	{"as the French hear it", "ё=io ж=j й=ï у=ou ч=tch ш=ch щ=chtch ю=iou я=ia"},
	{"as Poles hear it", "в=w ё=jo ж=ż й=j х=ch ц=c ч=cz ш=sz щ=szcz ю=ju я=ja"},
	{"as English maps have it", "ё=yo й=y х=h ц=tz ю=yu я=ya"},
}

func romanised(name, letters string) string {
	table := map[string]string{}
	for pair := range strings.FieldsSeq(romanisations[0].letters + " " + letters) {
		cyrillic, latin, _ := strings.Cut(pair, "=")
		table[cyrillic] = latin
	}
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		if latin, ok := table[string(r)]; ok {
			b.WriteString(latin)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestEveryRomanisationFindsTheRussianName(t *testing.T) {
	for _, system := range romanisations {
		asked, found := 0, 0
		for _, p := range settlements(t) {
			if p.ru == "" {
				continue
			}
			latin := romanised(p.ru, system.letters)
			asked++
			if names.Matches(latin, p.ru) && names.Matches(p.ru, latin) {
				found++
			} else {
				t.Logf("%s: %s, %s", system.name, p.ru, latin)
			}
		}
		t.Logf("%s: %d of %d names find each other", system.name, found, asked)
		if found*1000 < asked*995 {
			t.Errorf("%s: only %d of %d names find each other", system.name, found, asked)
		}
	}
}

// kanaRows are the syllables of Russian consonants before a, i, u, e, o, before ya, yu and
// yo, and alone, as Japanese writers have them; a second way stands after a slash.
var kanaRows = map[rune]string{
	'б': "バ ビ ブ ベ ボ ビャ ビュ ビョ ブ", 'в': "ワ/ヴァ ビ/ヴィ ブ/ヴ ベ/ヴェ ボ/ヴォ ビャ/ヴャ ビュ/ヴュ ビョ/ヴョ フ", 'г': "ガ ギ グ ゲ ゴ ギャ ギュ ギョ グ",
	'д': "ダ ジ/ディ ドゥ デ ド ジャ/ディャ ジュ/デュ ジョ/ディョ ド", 'ж': "ジャ ジ ジュ ジェ ジョ ジャ ジュ ジョ ジ/ジュ", 'з': "ザ ジ/ズィ ズ ゼ ゾ ジャ ジュ ジョ ズ",
	'к': "カ キ ク ケ コ キャ キュ キョ ク", 'л': "ラ リ ル レ ロ リャ リュ リョ ル", 'м': "マ ミ ム メ モ ミャ ミュ ミョ ム", 'н': "ナ ニ ヌ ネ ノ ニャ ニュ ニョ ン",
	'п': "パ ピ プ ペ ポ ピャ ピュ ピョ プ", 'р': "ラ リ ル レ ロ リャ リュ リョ ル", 'с': "サ シ/スィ ス セ ソ シャ/スャ シュ/スュ ショ/スョ ス", 'т': "タ チ/ティ トゥ/ツ テ ト チャ/テャ チュ/テュ チョ/テョ ト",
	'ф': "ファ フィ フ フェ フォ フャ フュ フョ フ", 'х': "ハ ヒ フ ヘ ホ ヒャ ヒュ ヒョ フ", 'ц': "ツァ ツィ ツ ツェ ツォ ツャ ツュ ツョ ツ", 'ч': "チャ チ チュ チェ チョ チャ チュ チョ チ",
	'ш': "シャ シ シュ シェ ショ シャ シュ ショ シュ/シ", 'щ': "シチャ シチ シチュ シチェ シチョ シチャ シチュ シチョ シチ",
}

// inKatakana writes a Russian name as a Japanese writer does who takes, where there are
// two ways, the first or the second.
func inKatakana(name string, way int) string {
	const before = "аиуеояюё"
	var b strings.Builder
	runes := []rune(strings.NewReplacer("ы", "и", "э", "е", "ье", "ие", "ъ", "", "дж", "ж", "дз", "з").Replace(strings.ToLower(name)))
	for i := 0; i < len(runes); i++ {
		row, consonant := kanaRows[runes[i]]
		next := rune(0)
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		at := strings.IndexRune(before, next)
		switch {
		case consonant && next == runes[i] && next != 'н': // doubled
			b.WriteString("ッ")
		case consonant && at >= 0:
			b.WriteString(choice(row, at/2, way))
			i++
		case consonant && next == 'ь':
			b.WriteString(choice(row, 1, way))
			i++
		case consonant:
			b.WriteString(choice(row, 8, way))
		default:
			b.WriteString(vowelKana[runes[i]])
		}
	}
	return b.String()
}

func choice(row string, at, way int) string {
	ways := strings.Split(strings.Fields(row)[at], "/")
	return ways[min(way, len(ways)-1)]
}

var vowelKana = map[rune]string{'а': "ア", 'и': "イ", 'у': "ウ", 'е': "エ", 'о': "オ", 'я': "ヤ", 'ю': "ユ", 'ё': "ヨ", 'й': "イ", '-': "・", ' ': "・"}

func TestEveryKatakanaFormFindsTheRussianName(t *testing.T) {
	for way := range 2 {
		asked, found, pairs, falsely := 0, 0, 0, 0
		all := slices.DeleteFunc(settlements(t), func(p place) bool { return p.ru == "" })
		kana := func(p place) string { return inKatakana(p.ru, way) }
		each(all, kana, func(p place) string { return p.ru }, func(p, o place, met bool) {
			switch {
			case p.ru == o.ru && met:
				asked++
				found++
			case p.ru == o.ru:
				asked++
				t.Logf("%s, %s", p.ru, kana(p))
			case met:
				pairs++
				falsely++
			default:
				pairs++
			}
		})
		t.Logf("way %d: %d of %d names are found; of %d pairs of different names %d meet", way, found, asked, pairs, falsely)
		if found*1000 < asked*990 || falsely*1000 > pairs {
			t.Errorf("way %d: %d of %d names are found, %d of %d pairs of different names meet", way, found, asked, falsely, pairs)
		}
	}
}
