package names

// latinSounds reads Russian in Latin letters. What most English maps write comes first;
// after it what other systems and German, French, Polish and Czech writers mean by the
// same letters.
var latinSounds = map[string][]string{
	"a": {"a"}, "b": {"b"}, "v": {"v"}, "w": {"v"}, "g": {"g"}, "gh": {"g"}, "d": {"d"}, "e": {"e"},
	"z": {"z"}, "zh": {"Z"}, "i": {"i"}, "y": {"i"}, "k": {"k"}, "ck": {"k", "ck"}, "q": {"k"}, "l": {"l"}, "m": {"m"}, "n": {"n"},
	"o": {"o"}, "p": {"p"}, "r": {"r"}, "s": {"s"}, "t": {"t"}, "u": {"u"}, "f": {"f"}, "ph": {"px", "f"},
	"kh": {"x"}, "h": {"x"}, "ts": {"c"}, "tz": {"c"}, "c": {"c"}, "sh": {"S"}, "shch": {"W"}, "'": {"'"},
	"x": {"ks", "x"}, // Alexandrovsk; GOST 7.79 writes х so

	"yo": {"jo", "je"}, "io": {"jo", "je"}, "jo": {"jo", "je", "Zo"}, "ë": {"je", "jo"}, "â": {"ja"}, "û": {"ju"},
	"j": {"Z", "j", "dZ"}, "ja": {"ja", "Za", "dZa"}, "ju": {"ju", "Zu", "dZu"}, "je": {"je", "Ze", "dZe"},
	"ž": {"Z"}, "ż": {"Z"}, "ź": {"z"}, "č": {"C"}, "ć": {"C"}, "š": {"S"}, "ś": {"s"}, "ŝ": {"W"}, "šč": {"W"}, "ň": {"n"}, "ď": {"d"}, "ť": {"t"},
	"ch": {"C", "x", "S"}, "tch": {"C"}, "tsch": {"C"}, "cz": {"C", "c"}, "tj": {"tj"}, "dj": {"dZ", "dj"}, "dsch": {"dZ"}, "dsh": {"dZ"},
	"sch": {"S", "W", "sx"}, "schtsch": {"W"}, "schch": {"W"}, "shh": {"W"}, "stsch": {"W"}, "chtch": {"W"}, "szcz": {"W"}, "sz": {"S"}, "ou": {"u", "ou"}, "iou": {"ju"}, "you": {"ju"},
}
