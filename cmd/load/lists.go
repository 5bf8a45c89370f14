package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/maptile"
)

// zooms are those that are measured.
var zooms = []maptile.Zoom{6, 10, 11, 12, 13, 14, 15, 16}

const (
	perBox  = 100  // features that a box is to hold
	mostIDs = 5000 // ids asked for
)

// plot is what the lists need of a plot.
type plot struct {
	ID       string `json:"id"`
	Geometry struct {
		Coordinates [][]orb.Point `json:"coordinates"`
	} `json:"geometry"`
	Properties struct {
		Cemetery string `json:"cemetery"`
	} `json:"properties"`
}

// lists grow while plots are read.
type lists struct {
	tiles map[maptile.Zoom]map[maptile.Tile]bool
	ids   []string
	boxes map[string]*box // by cemetery
}

// box holds the first plots of a cemetery.
type box struct {
	bound orb.Bound
	plots int
}

// writeLists writes, for plots in a file as `burialmap sample` makes it, the lists z6, z10 …
// of the tiles that hold a corner of a plot, tiles.csv of the same for a database, boxes,
// ids, and mixed, which has some of all.
func writeLists(plots, folder string, most int) error {
	file, err := os.Open(plots)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was only read
	l := lists{tiles: map[maptile.Zoom]map[maptile.Tile]bool{}, boxes: map[string]*box{}}
	for _, z := range zooms {
		l.tiles[z] = map[maptile.Tile]bool{}
	}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p plot
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return err
		}
		l.add(p)
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return l.write(folder, most)
}

func (l *lists) add(p plot) {
	ring := orb.Ring(p.Geometry.Coordinates[0])
	for _, z := range zooms {
		l.tiles[z][maptile.At(ring[0], z)] = true
	}
	l.ids = append(l.ids, p.ID)
	b, ok := l.boxes[p.Properties.Cemetery]
	if !ok {
		b = &box{bound: ring.Bound()}
		l.boxes[p.Properties.Cemetery] = b
	}
	if b.plots++; b.plots <= perBox {
		b.bound = b.bound.Union(ring.Bound())
	}
}

func (l *lists) write(folder string, most int) error {
	out := map[string][]string{}
	for _, z := range zooms {
		name := fmt.Sprint("z", z)
		for i, t := range spread(l.sorted(z), most) {
			path := fmt.Sprintf("/tiles/%d/%d/%d.mvt", t.Z, t.X, t.Y)
			out[name] = append(out[name], path)
			out["tiles.csv"] = append(out["tiles.csv"], fmt.Sprintf("%d,%d,%d,%d", t.Z, i+1, t.X, t.Y))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(l.boxes)) {
		b := l.boxes[name].bound
		out["boxes"] = append(out["boxes"], fmt.Sprintf("/api/collections/plots/items?limit=%d&bbox=%.6f,%.6f,%.6f,%.6f", perBox, b.Min[0], b.Min[1], b.Max[0], b.Max[1]))
	}
	for _, id := range spread(l.ids, mostIDs) {
		out["ids"] = append(out["ids"], "/api/collections/plots/items/"+id)
	}
	out["mixed"] = mixed(out["z10"], out["z12"], out["z14"], out["z16"], out["boxes"], out["ids"])
	for name, lines := range out {
		if err := writeList(filepath.Join(folder, name), lines); err != nil {
			return err
		}
	}
	return nil
}

func (l *lists) sorted(z maptile.Zoom) []maptile.Tile {
	return slices.SortedFunc(maps.Keys(l.tiles[z]), func(a, b maptile.Tile) int {
		return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y))
	})
}

// spread takes at most so many, at even distances.
func spread[T any](all []T, most int) []T {
	if len(all) <= most {
		return all
	}
	some := make([]T, most)
	for i := range some {
		some[i] = all[i*len(all)/most]
	}
	return some
}

// mixed takes from lists in turn.
func mixed(lists ...[]string) []string {
	var out []string
	for i := range 5000 {
		list := lists[i%len(lists)]
		out = append(out, list[i*7919/len(lists)%len(list)])
	}
	return out
}

func writeList(name string, lines []string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	for _, line := range lines {
		w.WriteString(line + "\n")
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}
