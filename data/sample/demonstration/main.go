// Command demonstration makes the invented demonstration cemetery of package sample.
//
//	go run ./data/sample/demonstration
//
// writes demonstration_*.geojson into data/sample, the same bytes every time. Nothing in
// it is real: the ground lies in forest of the Russian Far East about 200 km from the
// nearest place in the gazetteer, every feature has fictional set, and every name says
// so. The ground is built to show each case a reader of the map should know:
//
//	prisoners' rows A–F      the same kind of grave known to 0.5, 3, 10, 25 and 60 m, and not at all
//	prisoners' trenches G    one with a child's grave inside it
//	civilian graves L        dug later among them: overlapping, around one, inside one, close by
//	civilian graves S        sharing corners: side by side, at one corner, on the very same ground
//	village cemetery V       grown over the prisoners' edge, with a hole left out for three of their graves
//	mixed cemetery M         a small boundary that holds both
//	remarkable plots X       a bow-tie as recorded, a section in two parts, a point, a line, not located
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
)

func main() {
	dir := flag.String("o", filepath.Join("data", "sample"), "folder to write to")
	flag.Parse()
	for name, features := range build() {
		path := filepath.Join(*dir, "demonstration_"+name+".geojson")
		if err := os.WriteFile(path, encode(features), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// build returns the features of each collection by its name.
func build() map[string][]feature {
	g := newGround()
	g.prisonersRows()
	g.prisonersTrenches()
	g.laterGraves()
	g.villageGraves()
	g.mixedGraves()
	g.remarkablePlots()
	return map[string][]feature{
		"sources":    sources(),
		"cemeteries": g.cemeteries(),
		"sites":      g.sites(),
		"plots":      g.plots,
	}
}
