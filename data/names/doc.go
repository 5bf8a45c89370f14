// Package names lets names find each other across scripts: Хурмули, Khurmuli, Hurmuli,
// Churmuli and フルムリ; лагерь № 16, Camp 16 and 第十六収容所.
//
// In goes a name as somebody wrote it; out come keys, plain strings that a store can
// index and compare. A name is cut into words. Words that only say what a thing is
// (station, посёлок, 村, cemetery) have no key, so that they neither hinder nor find.
// Each other word has
//
//   - its normal form: NFKC, lower case, without accents and apostrophes, ё as е,
//     hiragana as katakana;
//   - "~" and how it sounds, read as Russian written in Cyrillic or in Latin letters by
//     the habits of BGN/PCGN, ISO 9, GOST, ALA-LC, or of German, French and Polish
//     writers. Where a spelling can be read in two ways (ch is ч, х or ш) it has both;
//   - "~k:" or "~l:" and what of the sound survives Japanese: katakana has no l, no v,
//     and a vowel after nearly every consonant. "~k:" stands with names in kana, "~l:"
//     with those in letters, so that two names in letters never meet in so rough a form;
//   - "~j:" and its reading as Japanese, from kana, Hepburn or Kunrei romanisation, or
//     Polivanov's Cyrillic: フクシマ, Fukushima, Hukusima, Фукусима.
//
// Numbers have keys that begin with "#": "#16", and "#camp16" where the words say that
// it is a camp's. Neighbouring words also have the keys of both written as one, because
// Хада-Булак is ハダブラク.
//
// Nothing is refused: any text has keys, perhaps none. Of a longer text the first
// [MaxRunes] runes count. The cost is linear in the length of the text; a word has at
// most some thirty keys.
package names
