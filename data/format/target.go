package format

import (
	"fmt"
	"slices"
	"strings"

	"burialmap/data"
)

// EveryLayer as Options.Layer reads all layers of a file into one collection.
const EveryLayer = "*"

// target is a layer of the file and the collection that its records go into.
type target struct {
	layer      string // empty: all that the file has
	collection data.Collection
}

// aim decides which layers are read into which collections.
//
// Where the person importing names a collection but no layer, and the file has several, the
// layers that are called after the collection are read, and if there is none nobody guesses.
// Where no collection is named, each layer that is called after one goes into that.
func (i *importing) aim(in Input) ([]target, error) {
	if collected, ok := i.reader.(Collected); ok && i.opt.Collection.Name == "" {
		return []target{{i.opt.Layer, collected.Collection()}}, nil
	}
	layers := filled(i.about.Layers)
	c, chosen := i.opt.Collection, i.opt.Layer
	if i.carriedBack() {
		return []target{{data.Observations.Name, data.Observations}}, nil
	}
	switch {
	case c.Name != "" && chosen == EveryLayer:
		return []target{{"", c}}, nil
	case c.Name != "" && (chosen != "" || len(layers) < 2):
		return []target{{chosen, c}}, nil
	case c.Name != "":
		return i.layersOf(in, layers, c)
	}
	if targets := named(layers, chosen); len(targets) > 0 {
		return targets, nil
	}
	return nil, fmt.Errorf("%w: %s does not tell which collection it holds; name it with --collection", data.ErrInvalid, in.Name)
}

// layersOf are the layers that are called after a collection.
func (i *importing) layersOf(in Input, layers []LayerInfo, c data.Collection) ([]target, error) {
	var targets []target
	for _, l := range layers {
		if called(l.Name, c) {
			targets = append(targets, target{l.Name, c})
		}
	}
	if len(targets) == 0 {
		return nil, fmt.Errorf("%w: %s has %d layers: %s; name one with --layer, or all with --layer '*'", data.ErrInvalid, in.Name, len(layers), layerList(layers))
	}
	return targets, nil
}

// named are the layers that are called after collections: sources first, because the
// records of the others name them.
func named(layers []LayerInfo, chosen string) []target {
	var targets []target
	for _, c := range append([]data.Collection{data.Sources}, data.Collections...) {
		for _, l := range layers {
			wanted := chosen == "" || chosen == EveryLayer || chosen == l.Name
			if wanted && !c.Derived && called(l.Name, c) && !slices.ContainsFunc(targets, func(t target) bool { return t.layer == l.Name }) {
				targets = append(targets, target{l.Name, c})
			}
		}
	}
	return targets
}

// called reports whether a layer has the name of a collection, or one that begins with it,
// as where a format needs a layer for each kind of geometry: plots_points.
func called(layer string, c data.Collection) bool {
	name := strings.ToLower(layer)
	return name == c.Name || strings.HasPrefix(name, c.Name+"_")
}

// filled are the layers that may hold records.
func filled(layers []LayerInfo) []LayerInfo {
	return slices.DeleteFunc(slices.Clone(layers), func(l LayerInfo) bool { return l.Records == 0 })
}

// passedOver says which layers are not read. Derived collections are computed anew: to
// pass over them loses nothing.
func (i *importing) passedOver() []data.Problem {
	if i.carriedBack() {
		return nil
	}
	var names []string
	for _, l := range filled(i.about.Layers) {
		read := slices.ContainsFunc(i.targets, func(t target) bool { return t.layer == "" || t.layer == l.Name })
		derived := slices.ContainsFunc(data.Collections, func(c data.Collection) bool { return c.Derived && called(l.Name, c) })
		if !read && !derived {
			names = append(names, l.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []data.Problem{{
		Severity: data.Warning, File: i.report.File, Rule: "layer_not_read",
		Message: fmt.Sprintf("the file also has %s, which are not read", listed(names)),
		Advice:  "import each with --layer and --collection if it holds burial places",
	}}
}

func layerList(layers []LayerInfo) string {
	var words []string
	for _, l := range layers {
		if l.Records < 0 {
			words = append(words, fmt.Sprintf("%.60q", l.Name))
			continue
		}
		words = append(words, fmt.Sprintf("%.60q (%d records)", l.Name, l.Records))
	}
	return strings.Join(words, ", ")
}

func collectionsOf(targets []target) string {
	var names []string
	for _, t := range targets {
		if !slices.Contains(names, t.collection.Name) {
			names = append(names, t.collection.Name)
		}
	}
	return strings.Join(names, ", ")
}
