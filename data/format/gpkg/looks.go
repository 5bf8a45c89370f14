package gpkg

import (
	"fmt"
	"slices"

	"burialmap/data"
)

// look is how features with one value of a field are drawn. Colours and dashes are those
// of the map (web/app/src/palette.ts): nothing is said by colour alone.
type look struct {
	value   string
	label   string
	fill    string
	opacity float64
	pen     pen
	hatched bool // instead of filled
}

// Colours that stand for themselves.
const (
	inkColor      = "#1f2430"
	siteColor     = "#123c69"
	inventedColor = "#6b5d3f"
	haloColor     = "#fbfaf7"
)

// classified are the ways in which the features of a collection are drawn. A look's value
// is then the filter for it.
func classified(c data.Collection) []look {
	switch c.Name {
	case data.Sites.Name:
		return by("status", siteLooks)
	case data.Cemeteries.Name:
		return by("use", whoLooks(0.08, 0.7))
	case data.Plots.Name:
		return by("occupancy", whoLooks(0.35, 0.4))
	case data.Overlaps.Name:
		return by("class", classLooks)
	case data.Positions.Name:
		return positionLooks
	}
	return []look{{"TRUE", c.Title, siteColor, 0.3, pen{siteColor, 0.4, ""}, false}}
}

// by makes filters of the values of a field.
func by(field string, looks []look) []look {
	looks = slices.Clone(looks)
	for i, l := range looks {
		looks[i].value = fmt.Sprintf(`coalesce("%s", 'unknown') = '%s'`, field, l.value)
	}
	return looks
}

// positionLooks: where the feature stands is filled, where others say it lies is hollow.
var positionLooks = []look{
	{`coalesce("preferred", FALSE)`, "Position where the feature stands", "#5b4a8a", 0.8, pen{"#5b4a8a", 0.4, ""}, false},
	{`NOT coalesce("preferred", FALSE)`, "Position by another source", "#ffffff", 0.8, pen{"#5b4a8a", 0.6, "0.5;1"}, false},
}

// siteLooks: filled where remains lie or lay, hollow where nobody could find them.
var siteLooks = []look{
	{"recoverable", "Remains can be recovered", "#2e7d5b", 1, pen{inkColor, 0.3, ""}, false},
	{"recovered", "Remains have been recovered", siteColor, 1, pen{inkColor, 0.3, ""}, false},
	{"partly_recovered", "Some of the remains have been recovered", "#6f9fd0", 1, pen{siteColor, 0.5, ""}, false},
	{"unlocated", "The place could not be found", "#ffffff", 1, pen{siteColor, 0.7, ""}, false},
	{"trial_negative", "Trial digging found no Japanese remains", "#ffffff", 1, pen{"#8f4400", 0.7, ""}, false},
	{"overbuilt", "A cemetery, buildings or a river now lie over it", "#b3093f", 1, pen{inkColor, 0.3, ""}, false},
	{"others_listed", "People of other nations are listed here too", "#8e5aa3", 1, pen{inkColor, 0.3, ""}, false},
	{"refused", "Permission to dig was refused", "#4d525b", 1, pen{inkColor, 0.3, ""}, false},
	{"memorial", "Memorial", "#e8c547", 1, pen{inkColor, 0.3, ""}, false},
	{"unknown", "Status not known", "#c3c7cd", 1, pen{"#6a6f78", 0.4, ""}, false},
}

// whoLooks: prisoners dashed blue, civilians solid orange.
func whoLooks(opacity, width float64) []look {
	return []look{
		{"pow", "Prisoners of war", "#1f5fa8", opacity, pen{"#1f5fa8", width, "1.8;1.2"}, false},
		{"civilian", "Local civilians", "#e08a2e", opacity, pen{"#c65f00", width, ""}, false},
		{"mixed", "Prisoners of war and local civilians", "#8e5aa3", opacity, pen{"#7a3b8f", width, "3;0.9;0.6;0.9"}, false},
		{"unknown", "Who lies here is not known", "#8b9099", opacity, pen{"#6a6f78", width, "0.5;1"}, false},
	}
}

// classLooks: the surest darkest; what cannot be assessed is no step of the scale.
var classLooks = []look{
	{"certain", "Certain (95 % or more)", "#440154", 0.75, pen{"#440154", 0.4, ""}, false},
	{"probable", "Probable (50 to 95 %)", "#3b528b", 0.75, pen{"#3b528b", 0.4, ""}, false},
	{"possible", "Possible (5 to 50 %)", "#21918c", 0.75, pen{"#21918c", 0.4, ""}, false},
	{"unlikely", "Unlikely (under 5 %)", "#5ec962", 0.75, pen{"#5ec962", 0.4, ""}, false},
	{data.ClassNotAssessed, "Not assessed: positions are not known well enough", inkColor, 0, pen{inkColor, 0.3, "0.5;1"}, true},
}

// poorFrom is the accuracy in metres from which evidence counts as poor: no grave of two
// metres can be told from its neighbours with that.
const poorFrom = 10

// marks are drawn over features whatever their class: what is invented, and shared ground
// known from poor evidence.
func marks(c data.Collection) []look {
	list := []look{{value: `"fictional"`, label: "Invented, for demonstration", pen: pen{inventedColor, 0.25, "0.6;0.6"}}}
	if c.Name == data.Overlaps.Name {
		poor := fmt.Sprintf(`"class" != '%s' AND ("accuracy_m" IS NULL OR "accuracy_m" >= %d)`, data.ClassNotAssessed, poorFrom)
		list = append(list, look{value: poor, label: fmt.Sprintf("Poor evidence: known to no better than %d m", poorFrom), fill: haloColor, hatched: true})
	}
	return list
}
