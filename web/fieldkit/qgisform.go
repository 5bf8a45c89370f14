package fieldkit

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"burialmap/data"
)

// The form for observations: what QGIS and QField ask, in the language of the team.

// tabs are its pages with the fields on each.
var tabs = []struct {
	title  string
	fields []string
}{
	{"form.seen", []string{"of", "task", "outcome", "marker", "inscription", "remarks", "photos"}},
	{"form.position", []string{"takes_position", "accuracy_m", "location_method", "location_text"}},
	{"form.measured", []string{"graves", "depth_m"}},
	{"form.who", []string{"observed", "observer", "plan"}},
}

// form is everything about it, as QGIS writes a layer.
func (p *packing) form() []node {
	c := data.Observations
	fields, defaults, editable, onTop := el("fieldConfiguration"), el("defaults"), el("editable"), el("labelOnTop")
	constraints := el("constraints")
	for _, name := range columns(c) {
		fields.add(el("field", attr{"configurationFlags", "None"}, attr{"name", name}, el("editWidget", attr{"type", widgetOf(name)}, el("config", p.widget(name)))))
		defaults.add(el("default", attr{"field", name}, attr{"expression", p.first(name)}, attr{"applyOnUpdate", "0"}))
		editable.add(el("field", attr{"name", name}, attr{"editable", flag(name != "fid" && name != "plan")}))
		onTop.add(el("field", attr{"name", name}, attr{"labelOnTop", flag(name != "takes_position")}))
		if name == "of" {
			constraints.add(el("constraint", attr{"field", name}, attr{"constraints", "1"}, attr{"notnull_strength", "2"}, attr{"unique_strength", "0"}, attr{"exp_strength", "0"}))
		}
	}
	return []node{
		fields, aliases(c, func(f data.Field) string { return p.say.word("field." + f.Name) }), defaults, constraints, editable, onTop,
		el("editorlayout", "tablayout"), p.pages(), attachments(),
	}
}

func (p *packing) pages() node {
	all, form := columns(data.Observations), el("attributeEditorForm")
	for _, t := range tabs {
		page := el("attributeEditorContainer", attr{"name", p.say.word(t.title)}, attr{"showLabel", "1"}, attr{"groupBox", "0"}, attr{"columnCount", "1"},
			attr{"visibilityExpressionEnabled", "0"}, attr{"visibilityExpression", ""})
		for _, name := range t.fields {
			page.add(el("attributeEditorField", attr{"name", name}, attr{"index", fmt.Sprint(slices.Index(all, name))}, attr{"showLabel", "1"}))
		}
		form.add(page)
	}
	return form
}

// widgetOf names the widget that asks for a field.
func widgetOf(name string) string {
	switch name {
	case "of":
		return "ValueRelation"
	case "task", "outcome", "marker", "location_method":
		return "ValueMap"
	case "takes_position":
		return "CheckBox"
	case "graves", "depth_m", "accuracy_m":
		return "Range"
	case "photos":
		return "ExternalResource"
	case "observed":
		return "DateTime"
	case "inscription", "remarks", "location_text", "observer", "plan":
		return "TextEdit"
	}
	return "Hidden"
}

// widget is how it is set up.
func (p *packing) widget(name string) node {
	switch name {
	case "of":
		return el("Option", attr{"type", "Map"}, option("bool", "AllowNull", "false"), option("bool", "UseCompleter", "true"), option("bool", "OrderByValue", "false"),
			option("bool", "AllowMulti", "false"), option("QString", "Key", "of"), option("QString", "Value", "label"), option("QString", "Layer", "field_targets_table"),
			option("QString", "LayerName", "field_targets"), option("QString", "LayerSource", "./field.gpkg|layername=field_targets"), option("QString", "LayerProviderName", "ogr"))
	case "task", "outcome", "marker", "location_method":
		return p.choices(name)
	case "graves":
		return numbers("1", "100000", "0")
	case "depth_m":
		return numbers("0.05", "50", "2")
	case "accuracy_m":
		return numbers("0.1", "1000000", "1")
	case "photos":
		return el("Option", attr{"type", "Map"}, option("int", "DocumentViewer", "1"), option("int", "DocumentViewerHeight", "0"), option("int", "DocumentViewerWidth", "0"),
			option("bool", "FileWidget", "true"), option("bool", "FileWidgetButton", "true"), option("int", "RelativeStorage", "1"), option("int", "StorageMode", "0"))
	case "observed":
		return el("Option", attr{"type", "Map"}, option("bool", "allow_null", "true"), option("bool", "calendar_popup", "true"), option("QString", "display_format", "yyyy-MM-dd"),
			option("QString", "field_format", "yyyy-MM-dd"), option("bool", "field_iso_format", "false"))
	}
	return el("Option", attr{"type", "Map"}, option("bool", "IsMultiline", fmt.Sprint(name == "remarks" || name == "inscription")), option("bool", "UseHtml", "false"))
}

func numbers(step, most, decimals string) node {
	return el("Option", attr{"type", "Map"}, option("bool", "AllowNull", "true"), option("double", "Min", "0"), option("double", "Max", most), option("double", "Step", step),
		option("int", "Precision", decimals), option("QString", "Style", "SpinBox"))
}

// choices are the values of a vocabulary with their words.
func (p *packing) choices(name string) node {
	words := map[string]string{"task": "task.", "outcome": "outcome.", "marker": "marker.", "location_method": "method."}[name]
	f, _ := data.Observations.Field(name)
	list := el("Option", attr{"type", "List"}, attr{"name", "map"})
	for _, value := range f.Values {
		list.add(el("Option", attr{"type", "Map"}, option("QString", p.say.word(words+value), value)))
	}
	return el("Option", attr{"type", "Map"}, list)
}

// first is the expression that fills a field of a new observation.
func (p *packing) first(name string) string {
	switch name {
	case "id":
		return "uuid('WithoutBraces')"
	case "plan":
		return text(p.Plan.ID)
	case "of": // the nearest stop
		return "array_first(overlay_nearest('plan_stops_point', \"of\"))"
	case "task": // what is planned there
		return "array_first(overlay_nearest('plan_stops_point', \"task\"))"
	case "observed":
		return "format_date(now(), 'yyyy-MM-dd')"
	case "takes_position":
		return "false"
	case "fictional":
		return fmt.Sprint(p.Plan.Fictional)
	case "accuracy_m":
		// Devices give the radius of 68 %; that of 95 % is √(ln 0.05 / ln 0.32) = 1.62 times it.
		return "round(1.62 * @gnss_horizontal_accuracy, 1)"
	case "location_method":
		return "if(@gnss_horizontal_accuracy IS NULL, 'unknown', 'gps')"
	}
	return ""
}

// text is a text within an expression of QGIS.
func text(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", "''").Replace(s) + "'"
}

// attachments let QField name photographs by time and place, in the folder that comes along.
func attachments() node {
	const name = `'photos/' || format_date(now(), 'yyyyMMdd-HHmmss') || '-' || replace(coalesce("of", 'x'), '/', '-') || `
	naming := func(end string) string {
		text, err := json.Marshal(map[string]string{"photos": name + end})
		if err != nil {
			panic(err) // texts are always JSON
		}
		return string(text)
	}
	return el("customproperties", options("QFieldSync/action", "copy", "QFieldSync/photo_naming", naming(`'.jpg'`), "QFieldSync/attachment_naming", naming(`'.{extension}'`)))
}
