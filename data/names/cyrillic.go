package names

// cyrillicSounds reads Cyrillic. Where ё is written it may elsewhere be written е. The
// letters of other languages of the region are read as the nearest Russian ones.
var cyrillicSounds = map[string][]string{
	"а": {"a"}, "б": {"b"}, "в": {"v"}, "г": {"g"}, "д": {"d"}, "е": {"je"}, "ё": {"jo", "je"}, "ж": {"Z"}, "з": {"z"},
	"и": {"i"}, "й": {"j"}, "к": {"k"}, "л": {"l"}, "м": {"m"}, "н": {"n"}, "о": {"o"}, "п": {"p"}, "р": {"r"},
	"с": {"s"}, "т": {"t"}, "у": {"u"}, "ф": {"f"}, "х": {"x"}, "ц": {"c"}, "ч": {"C"}, "ш": {"S"}, "щ": {"W"},
	"ъ": {""}, "ы": {"i"}, "ь": {"'"}, "э": {"e"}, "ю": {"ju"}, "я": {"ja"},
	"тс": {"c"}, "кх": {"x"}, "сч": {"W"}, "зч": {"W"},

	"і": {"i"}, "ї": {"ji"}, "є": {"je"}, "ґ": {"g"}, "ў": {"v"}, // Ukrainian, Belarusian
	"ѣ": {"je"}, "ѵ": {"i"}, "ѳ": {"f"}, // before 1918
	"ө": {"o"}, "ү": {"u"}, "һ": {"x"}, "ҥ": {"n"}, "ҕ": {"g"}, "ң": {"n"}, "ә": {"a"}, "қ": {"k"}, "ӈ": {"n"}, "ҡ": {"k"}, "ғ": {"g"}, // Buryat, Yakut and others
}
