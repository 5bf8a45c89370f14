// Figures draws the pictures of docs/METHODS.md.
//
//	go run ./cmd/figures          # writes docs/images/methods/*.svg
//	go run ./cmd/figures -o DIR
//
// Whatever a picture says in numbers it asks of package overlap, and the two graves of the
// worked example are those of the demonstration cemetery, so that neither can say other
// than the program. Nothing depends on time, chance or machine: coordinates are written to
// a hundredth of a unit, and the test of this command compares its pictures with those that
// are committed.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// figure is a picture and the name of its file.
type figure struct {
	name string
	draw func() (string, error)
}

// figures are in the order in which the text shows them.
var figures = []figure{
	{"accuracy", drawAccuracy},
	{"offsets", drawOffsets},
	{"distance", drawDistance},
	{"together", drawTogether},
	{"too-poor", drawTooPoor},
}

func main() {
	dir := flag.String("o", filepath.Join("docs", "images", "methods"), "the folder to write to")
	flag.Parse()
	if err := write(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "figures:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range figures {
		svg, err := f.draw()
		if err != nil {
			return fmt.Errorf("draw %s: %w", f.name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, f.name+".svg"), []byte(svg), 0o644); err != nil {
			return err
		}
	}
	return nil
}
