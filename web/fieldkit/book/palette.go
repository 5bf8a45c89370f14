package book

// The colours and dashes of the web map's light theme (web/app/src/palette). A test holds
// them to it.

type whoColours struct{ ink, line, fill string }

var whoNames = []string{"pow", "civilian", "mixed", "unknown"}

var whoPalette = map[string]whoColours{
	"pow":      {"#174a86", "#1f5fa8", "#1f5fa8"},
	"civilian": {"#8f4400", "#c65f00", "#e08a2e"},
	"mixed":    {"#6b2f80", "#7a3b8f", "#8e5aa3"},
	"unknown":  {"#4d525b", "#6a6f78", "#8b9099"},
}

// whoDashes are in widths of the line; none is a solid one.
var whoDashes = map[string][]float64{
	"pow":     {3, 2},
	"mixed":   {5, 1.5, 1, 1.5},
	"unknown": {0.8, 1.6},
}

var classColours = map[string]string{
	"certain":  "#440154",
	"probable": "#3b528b",
	"possible": "#21918c",
	"unlikely": "#5ec962",
}

// classBars is how many of four bars a class fills, so that its colour need not speak alone.
var classBars = map[string]int{"certain": 4, "probable": 3, "possible": 2, "unlikely": 1}

const (
	colourShared      = "#b3093f"
	colourUncertainty = "#5b4a8a"
	colourSite        = "#123c69"
	colourClassEdge   = "#3a3f4b"
	colourInk         = "#1f2430"
	colourSoft        = "#565c68"
)
