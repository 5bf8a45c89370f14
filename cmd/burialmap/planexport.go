package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"burialmap/data/fieldplan"
	"burialmap/data/format/gpkg"
	"burialmap/data/geopackage"
	"burialmap/tiles"
	"burialmap/web/app"
	"burialmap/web/fieldkit"
)

type planExportCommand struct {
	planned
	todays
	Output string   `short:"o" placeholder:"DIR" help:"The folder to write, or a ZIP if the name ends in .zip." required:""`
	Lang   []string `placeholder:"LANG,…" help:"Languages of book and README: en, ru, ja; the first one is that of names and forms (default: those of the plan)."`
	Only   []string `placeholder:"PART,…" help:"Only these parts: gpx, kml, gpkg, geojson, json, csv, tiles, book, photos."`
	Force  bool     `help:"Write over a package that is there already."`
}

// Run writes the package of a plan, whole or not at all.
func (c planExportCommand) Run(ctx context.Context, log *slog.Logger) error {
	return c.with(ctx, func(store *geopackage.Store, p fieldplan.Plan) error {
		kit, err := c.kit(ctx, store, p)
		if err != nil {
			return err
		}
		drawn := tiles.New(store, tiles.Options{Attribution: attribution, Log: log})
		kit.Tiles = drawn
		bar := newProgress("writing", 1, false)
		defer bar.finish()
		kit.Progress = func(_ string, done, total int) { bar.count(done, total) }
		m, err := c.write(ctx, kit)
		if err = errors.Join(err, drawn.Close()); err != nil {
			return saidWrong(err)
		}
		bar.finish()
		fmt.Print(packageText(m, c.Output))
		return nil
	})
}

// kit is what the package is made of, but for the map.
func (c planExportCommand) kit(ctx context.Context, store *geopackage.Store, p fieldplan.Plan) (fieldkit.Kit, error) {
	today, err := c.day(p)
	if err != nil {
		return fieldkit.Kit{}, err
	}
	w, err := fieldplan.Load(ctx, store, p)
	if err != nil {
		return fieldkit.Kit{}, err
	}
	basemap, err := fieldkit.Basemap(app.FS())
	return fieldkit.Kit{
		Plan: p, Timetable: w.Timetable(p, today), World: w, Store: store, GeoPackage: gpkg.Writer{}, Basemap: basemap,
		Languages: c.Lang, Only: c.Only, Today: today, Program: "burialmap " + versionText(),
	}, err
}

func (c planExportCommand) write(ctx context.Context, kit fieldkit.Kit) (m fieldkit.Manifest, err error) {
	if err := needFolder(c.Output); err != nil {
		return m, err
	}
	if !strings.HasSuffix(strings.ToLower(c.Output), ".zip") {
		folder, err := fieldkit.NewFolder(c.Output, c.Force)
		if err != nil {
			return m, err
		}
		return fieldkit.Write(ctx, kit, folder)
	}
	if _, err := os.Stat(c.Output); !errors.Is(err, fs.ErrNotExist) && !c.Force {
		return m, fmt.Errorf("%s is there already; --force writes over it", c.Output)
	}
	err = writeOutput(c.Output, func(w *bufio.Writer) (err error) {
		m, err = fieldkit.Write(ctx, kit, fieldkit.NewZip(w, kit.Today))
		return err
	})
	return m, err
}

// packageText lists what was written.
func packageText(m fieldkit.Manifest, output string) string {
	t := newTable("File", "Size", "What for")
	var total int64
	for _, f := range m.Files {
		total += f.Bytes
		t.AppendRow([]any{f.Name, sizeText(f.Bytes), f.For})
	}
	return t.Render() + fmt.Sprintf("\n%s: %s, plan %s revision %d, data revision %d.\n", filepath.Clean(output), sizeText(total), m.Plan, m.Revision, m.DataRevision)
}

// sizeText is a size in the largest unit that leaves it a number of its own.
func sizeText(bytes int64) string {
	switch {
	case bytes >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	case bytes >= 1e3:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%d B", bytes)
}
