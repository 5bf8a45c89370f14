package gpkg

import (
	"fmt"
	"slices"

	"burialmap/data"
	"burialmap/data/format"
)

// look is how features with one value of a field are drawn. Colours and dashes are those
// of the map (format.Paints, web/app/src/palette.ts): nothing is said by colour alone.
type look struct {
	value   string
	label   string
	fill    format.Colour
	opacity float64
	pen     pen
	hatched bool   // instead of filled
	shape   string // of the marker, in the words of QGIS; "" is a circle
}

// Colours that stand for themselves.
const (
	inkColor      format.Colour = 0x1f2430
	inventedColor format.Colour = 0x6b5d3f
	haloColor     format.Colour = 0xfbfaf7
)

var (
	siteColor     = format.Paints["site"].Line
	forbidColor   = format.Paints["restriction"].Line
	seenColor     = format.Paints["observation"].Line
	accuracyColor = format.Paints["uncertainty"].Line
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
	case data.Restrictions.Name:
		return restrictionLooks
	case data.Observations.Name:
		return observationLooks
	}
	return []look{{value: "TRUE", label: c.Title, fill: siteColor, opacity: 0.3, pen: pen{siteColor, 0.4, ""}}}
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
	{`coalesce("preferred", FALSE)`, "Position where the feature stands", accuracyColor, 0.8, pen{accuracyColor, 0.4, ""}, false, ""},
	{`NOT coalesce("preferred", FALSE)`, "Position by another source", 0xffffff, 0.8, pen{accuracyColor, 0.6, "0.5;1"}, false, ""},
}

// restrictionLooks: the graver the closer the outline is drawn; within it the ground stays to
// be seen. One that does not say what it does is drawn as a warning.
var restrictionLooks = []look{
	{`"effect" = 'forbids'`, "Forbids work", forbidColor, 0.2, pen{forbidColor, 0.7, ""}, true, "hexagon"},
	{`"effect" = 'needs_paper'`, "Needs a paper", forbidColor, 0.2, pen{forbidColor, 0.6, "2.6;1.4"}, true, "square"},
	{`coalesce("effect", '') NOT IN ('forbids', 'needs_paper')`, "Warns", forbidColor, 0.08, pen{forbidColor, 0.5, "0.5;1"}, false, "equilateral_triangle"},
}

// observationLooks: crosses, whole if something was seen.
var observationLooks = []look{
	{value: `"outcome" = 'seen'`, label: "Traces of burials were seen", fill: seenColor, opacity: 1, pen: pen{seenColor, 0.6, ""}, shape: "cross_fill"},
	{value: `"outcome" = 'nothing_seen'`, label: "Nothing of the burials was seen", fill: 0xffffff, opacity: 1, pen: pen{seenColor, 0.25, "1.8;1.2"}, shape: "cross_fill"},
	{value: `"outcome" = 'not_reached'`, label: "The place was not reached", fill: seenColor, opacity: 1, pen: pen{seenColor, 0.6, "0.5;1"}, shape: "cross2"},
	{value: `"outcome" IS NULL`, label: "Outcome not recorded", fill: seenColor, opacity: 1, pen: pen{seenColor, 0.5, ""}, shape: "cross"},
}

// siteLooks: filled where remains lie or lay, hollow where nobody could find them.
var siteLooks = []look{
	{"recoverable", "Remains can be recovered", 0x2e7d5b, 1, pen{inkColor, 0.3, ""}, false, ""},
	{"recovered", "Remains have been recovered", siteColor, 1, pen{inkColor, 0.3, ""}, false, ""},
	{"partly_recovered", "Some of the remains have been recovered", 0x6f9fd0, 1, pen{siteColor, 0.5, ""}, false, ""},
	{"unlocated", "The place could not be found", 0xffffff, 1, pen{siteColor, 0.7, ""}, false, ""},
	{"trial_negative", "Trial digging found no Japanese remains", 0xffffff, 1, pen{0x8f4400, 0.7, ""}, false, ""},
	{"overbuilt", "A cemetery, buildings or a river now lie over it", 0xb3093f, 1, pen{inkColor, 0.3, ""}, false, ""},
	{"others_listed", "People of other nations are listed here too", 0x8e5aa3, 1, pen{inkColor, 0.3, ""}, false, ""},
	{"refused", "Permission to dig was refused", 0x4d525b, 1, pen{inkColor, 0.3, ""}, false, ""},
	{"memorial", "Memorial", 0xe8c547, 1, pen{inkColor, 0.3, ""}, false, ""},
	{"unknown", "Status not known", 0xc3c7cd, 1, pen{0x6a6f78, 0.4, ""}, false, ""},
}

// whoLooks: prisoners dashed blue, civilians solid orange.
func whoLooks(opacity, width float64) []look {
	return []look{
		painted("pow", "Prisoners of war", opacity, width, "1.8;1.2"),
		painted("civilian", "Local civilians", opacity, width, ""),
		painted("mixed", "Prisoners of war and local civilians", opacity, width, "3;0.9;0.6;0.9"),
		painted("unknown", "Who lies here is not known", opacity, width, "0.5;1"),
	}
}

// classLooks: the surest darkest; what cannot be assessed is no step of the scale.
var classLooks = []look{
	painted("certain", "Certain (95 % or more)", 0.75, 0.4, ""),
	painted("probable", "Probable (50 to 95 %)", 0.75, 0.4, ""),
	painted("possible", "Possible (5 to 50 %)", 0.75, 0.4, ""),
	painted("unlikely", "Unlikely (under 5 %)", 0.75, 0.4, ""),
	{data.ClassNotAssessed, "Not assessed: positions are not known well enough", inkColor, 0, pen{inkColor, 0.3, "0.5;1"}, true, ""},
}

// painted is a look in the paint that is named like the value.
func painted(value, label string, opacity, width float64, dash string) look {
	paint := format.Paints[value]
	return look{value, label, paint.Fill, opacity, pen{paint.Line, width, dash}, false, ""}
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
