package fieldkit

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
)

const (
	qgisDoctype = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
	// qgisVersion is the oldest QGIS that project and styles are made for; newer ones and
	// QField read them too.
	qgisVersion = "3.22.0"
)

// family is points, lines or areas, as QGIS names them.
type family string

const (
	pointFamily family = "Point"
	lineFamily  family = "Line"
	areaFamily  family = "Polygon"
	noFamily    family = ""
)

// layer is a layer of the project: a table, or its features of one family.
type layer struct {
	fieldLayer
	family family
	single bool // the table has no other family
}

func (l layer) id() string { return strings.ToLower(l.Name + "_" + cmpOr(string(l.family), "table")) }

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// source is where QGIS finds the layer, relative to the project.
func (l layer) source() string {
	at := "./field.gpkg|layername=" + l.Name
	if !l.single {
		at += "|geometrytype=" + map[family]string{pointFamily: "Point", lineFamily: "LineString", areaFamily: "Polygon"}[l.family]
	}
	return at
}

// editable reports whether people fill it: everything else is for reading.
func (l layer) editable() bool { return l.Name == data.Observations.Name }

// projectLayers are all layers, the topmost first.
func (p *packing) projectLayers() []layer {
	var list []layer
	for _, name := range []string{
		data.Observations.Name, planStops.Name, planPlaces.Name, planRoutes.Name, data.Sites.Name, data.Overlaps.Name, data.Plots.Name,
		data.Cemeteries.Name, data.Restrictions.Name, planTargets.Name, planAbout.Name, data.Sources.Name,
	} {
		i := slices.IndexFunc(p.saved.layers, func(l fieldLayer) bool { return l.Name == name })
		if i >= 0 {
			list = append(list, familiesOf(p.saved.layers[i])...)
		}
	}
	return list
}

// familiesOf are the layers that a table makes.
func familiesOf(l fieldLayer) []layer {
	var list []layer
	for _, f := range []family{pointFamily, lineFamily, areaFamily} {
		for kind := range l.kinds {
			if strings.Contains(kind, string(f)) {
				list = append(list, layer{l, f, false})
				break
			}
		}
	}
	switch {
	case l.Name == data.Observations.Name || l.Name == planStops.Name: // also if there are none, or none located
		return []layer{{l, pointFamily, true}}
	case len(l.kinds) > 0 && len(list) == 0: // without places
		return []layer{{l, noFamily, true}}
	case len(list) == 1:
		list[0].single = true
	}
	return list
}

// project writes field.qgs, a QGIS project over field.gpkg beside it: the data are for
// reading, observations for filling in, and themes show plan or ground.
func (p *packing) project(ctx context.Context, w io.Writer) error {
	if err := p.makeFieldFile(ctx); err != nil {
		return err
	}
	layers := p.projectLayers()
	o := newXML(w, qgisDoctype)
	o.open("qgis", attr{"version", qgisVersion}, attr{"projectname", p.title()})
	o.node(el("homePath", attr{"path", ""}))
	o.node(el("title", p.title()))
	o.node(el("projectCrs", reference("EPSG:3857")))
	o.node(p.layerTree(layers))
	o.node(el("relations", el("relation", attr{"id", "stop_observations"}, attr{"name", p.say.word("observations")}, attr{"strength", "Association"},
		attr{"referencingLayer", "observations_point"}, attr{"referencedLayer", "plan_stops_point"},
		el("fieldRef", attr{"referencingField", "of"}, attr{"referencedField", "of"}))))
	o.node(p.canvas())
	o.open("projectlayers")
	for _, l := range layers {
		o.node(p.mapLayer(l))
	}
	o.shut("projectlayers")
	o.node(layerOrder(layers))
	o.node(el("properties", el("Paths", el("Absolute", attr{"type", "bool"}, "false")), el("SpatialRefSys", el("ProjectionsEnabled", attr{"type", "int"}, "1")),
		el("Variables", el("variableNames", attr{"type", "QStringList"}, el("value", "burialmap_plan"), el("value", "burialmap_plan_revision"), el("value", "burialmap_data_revision")),
			el("variableValues", attr{"type", "QStringList"}, el("value", p.Plan.ID), el("value", fmt.Sprint(p.Plan.Revision)), el("value", fmt.Sprint(p.Timetable.DataRevision))))))
	o.node(p.themes(layers))
	o.node(p.viewSettings())
	o.node(el("projectMetadata", el("identifier", p.Plan.ID), el("type", "dataset"), el("title", p.title()), el("abstract", p.summary()+"\n\n"+p.say.word("graves"))))
	o.shut("qgis")
	return o.finish()
}

// reference is a coordinate reference system by its code. QGIS looks at it only beside its
// own number of the system.
func reference(code string) node {
	return el("spatialrefsys", attr{"nativeFormat", "Wkt"}, el("srsid", map[string]string{"EPSG:4326": "3452", "EPSG:3857": "3857"}[code]), el("authid", code))
}

// group is a part of the legend.
type group struct {
	name  string
	holds func(layer) bool
}

func (p *packing) groups() []group {
	ofPlan := func(l layer) bool { return strings.HasPrefix(l.Name, "plan_") || l.editable() }
	return []group{
		{p.say.word("plan"), ofPlan},
		{p.say.word("ground"), func(l layer) bool { return l.family != noFamily && !ofPlan(l) }},
		{p.say.word("sources"), func(l layer) bool { return l.family == noFamily && !ofPlan(l) }},
	}
}

func (p *packing) layerTree(layers []layer) node {
	tree := el("layer-tree-group", el("customproperties"))
	for _, g := range p.groups() {
		n := el("layer-tree-group", attr{"name", g.name}, attr{"checked", "Qt::Checked"}, attr{"expanded", "1"}, el("customproperties"))
		for _, l := range layers {
			if g.holds(l) {
				n.add(el("layer-tree-layer", attr{"id", l.id()}, attr{"name", p.layerTitle(l)}, attr{"source", l.source()}, attr{"providerKey", "ogr"},
					attr{"checked", "Qt::Checked"}, attr{"expanded", "0"}, el("customproperties")))
			}
		}
		tree.add(n)
	}
	return tree
}

func (p *packing) layerTitle(l layer) string {
	key := l.Name
	switch l.Name {
	case planStops.Name:
		key = "stops"
	case planRoutes.Name:
		key = "route"
	case planPlaces.Name:
		key = "places"
	case planAbout.Name:
		key = "plan"
	}
	return p.say.word(key)
}

func layerOrder(layers []layer) node {
	n := el("layerorder")
	for _, l := range layers {
		n.add(el("layer", attr{"id", l.id()}))
	}
	return n
}

// themes are what is shown: the plan alone, the ground, or everything.
func (p *packing) themes(layers []layer) node {
	n := el("visibility-presets")
	groups := p.groups()
	for _, t := range []group{
		{p.say.word("plan"), groups[0].holds},
		{p.say.word("ground"), func(l layer) bool {
			return l.family != noFamily && l.Name != planRoutes.Name && l.Name != data.Restrictions.Name
		}},
		{p.say.word("everything"), func(l layer) bool { return l.family != noFamily }},
	} {
		preset := el("visibility-preset", attr{"name", t.name}, attr{"has-expanded-info", "0"}, attr{"has-checked-group-info", "0"})
		for _, l := range layers {
			if t.holds(l) {
				preset.add(el("layer", attr{"id", l.id()}, attr{"visible", "1"}, attr{"style", "default"}, attr{"expanded", "0"}))
			}
		}
		n.add(preset)
	}
	return n
}

// canvas is what the project shows first: all stops.
func (p *packing) canvas() node {
	low, high := p.view()
	return el("mapcanvas", attr{"name", "theMapCanvas"}, attr{"annotationsVisible", "1"}, el("units", "meters"),
		el("extent", el("xmin", metre(low[0])), el("ymin", metre(low[1])), el("xmax", metre(high[0])), el("ymax", metre(high[1]))),
		el("rotation", "0"), el("destinationsrs", reference("EPSG:3857")))
}

// viewSettings is where "zoom to everything" leads.
func (p *packing) viewSettings() node {
	low, high := p.view()
	return el("ProjectViewSettings", attr{"UseProjectScales", "0"}, el("DefaultViewExtent",
		attr{"xmin", metre(low[0])}, attr{"ymin", metre(low[1])}, attr{"xmax", metre(high[0])}, attr{"ymax", metre(high[1])}, reference("EPSG:3857")))
}

func metre(v float64) string { return fmt.Sprintf("%.2f", v) }

// view is the ground of all stops and places, in metres of the map.
func (p *packing) view() (low, high orb.Point) {
	b := p.bound()
	low, high = mercator(b.Min), mercator(b.Max)
	grow := max(high[0]-low[0], high[1]-low[1], 1000) * 0.1
	return orb.Point{low[0] - grow, low[1] - grow}, orb.Point{high[0] + grow, high[1] + grow}
}

// bound holds base, nights and all stops that are located.
func (p *packing) bound() orb.Bound {
	b := orb.Bound{Min: p.places[0].Position, Max: p.places[0].Position}
	for _, at := range p.places {
		b = b.Extend(at.Position)
	}
	for _, c := range p.calls {
		if c.located {
			b = b.Extend(c.at)
		}
	}
	return b
}

// mercator is a position in metres of Web Mercator (EPSG:3857), for the view alone.
func mercator(p orb.Point) orb.Point {
	const radius, most = 6378137, 85.05
	lat := max(-most, min(most, p[1])) * math.Pi / 180
	return orb.Point{p[0] * math.Pi / 180 * radius, math.Log(math.Tan(math.Pi/4+lat/2)) * radius}
}

func (p *packing) mapLayer(l layer) node {
	n := el("maplayer", attr{"type", "vector"}, attr{"readOnly", flag(!l.editable())}, attr{"labelsEnabled", flag(l.family != noFamily)}, attr{"hasScaleBasedVisibilityFlag", "0"})
	if l.family != noFamily {
		n.attrs = append(n.attrs, attr{"geometry", string(l.family)}, attr{"wkbType", l.wkbType()})
	} else {
		n.attrs = append(n.attrs, attr{"geometry", "No geometry"}, attr{"wkbType", "NoGeometry"})
	}
	n.add(el("id", l.id()), el("datasource", l.source()), el("layername", p.layerTitle(l)), el("srs", reference("EPSG:4326")), el("provider", attr{"encoding", "UTF-8"}, "ogr"),
		el("flags", el("Identifiable", "1"), el("Removable", flag(!l.editable())), el("Searchable", "1"), el("Private", flag(l.Name == planTargets.Name))))
	if l.family != noFamily {
		n.add(node{raw: l.style})
	}
	if !l.editable() {
		n.add(aliases(l.Collection, func(f data.Field) string { return f.Title }))
	}
	return n
}

func (l layer) wkbType() string {
	if l.family == lineFamily {
		return "LineString"
	}
	return string(l.family)
}

// columns are those of a table as QGIS numbers them.
func columns(c data.Collection) []string {
	list := []string{"fid", "id"}
	for _, f := range slices.Concat(c.Fields, data.LocationFields) {
		list = append(list, f.Name)
	}
	return append(list, "extra", "revision", "updated")
}

func aliases(c data.Collection, title func(data.Field) string) node {
	n := el("aliases")
	for i, name := range columns(c) {
		if f, ok := c.Field(name); ok {
			n.add(el("alias", attr{"field", name}, attr{"index", fmt.Sprint(i)}, attr{"name", title(f)}))
		}
	}
	return n
}
