package main

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/geo/overlap"
)

var bless = flag.Bool("bless", false, "renew the pictures of docs/METHODS.md")

var committed = filepath.Join("..", "..", "docs", "images", "methods")

func TestThePicturesAreThoseThatAreCommitted(t *testing.T) {
	if *bless {
		if err := write(committed); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range figures {
		got, err := f.draw()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(committed, f.name+".svg")
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
			t.Errorf("%s differs; look at the picture and run make bless if it is right", path)
		}
	}
}

func TestNoPictureLiesThereThatNobodyDraws(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(committed, "*.svg"))
	if err != nil || len(files) != len(figures) {
		t.Errorf("%d pictures are committed, %d are drawn: %v", len(files), len(figures), err)
	}
}

func TestEveryPictureIsSoundSmallAndSaysWhatItShows(t *testing.T) {
	for _, f := range figures {
		svg, err := f.draw()
		if err != nil {
			t.Fatal(err)
		}
		if len(svg) > 60_000 {
			t.Errorf("%s has %d bytes", f.name, len(svg))
		}
		d := xml.NewDecoder(strings.NewReader(svg))
		for {
			if _, err = d.Token(); err != nil {
				break
			}
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("%s is no XML: %v", f.name, err)
		}
		for _, part := range []string{"<title", "<desc", "viewBox", `role="img"`} {
			if !strings.Contains(svg, part) {
				t.Errorf("%s has no %s", f.name, part)
			}
		}
		if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") || strings.Contains(svg, "%!") {
			t.Errorf("%s has a number that is none", f.name)
		}
	}
}

func TestOffsetsHaveTheAreaOfTheSum(t *testing.T) {
	// Of two rectangles with parallel sides the sum is one as well.
	m := offsetsOf(rect(5, 5, 1, 2)[0], rect(0, 1, 3, 4)[0])
	if got := overlap.NewShape(orb.Polygon{m}).Area(); math.Abs(got-4*6) > 1e-9 {
		t.Errorf("%v m², want 24", got)
	}
	if got, want := m.Bound(), rect(-5, -4, 4, 6).Bound(); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}
