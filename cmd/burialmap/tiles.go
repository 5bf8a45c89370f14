package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/geopackage"
	"burialmap/tiles"
	"burialmap/web"
)

// tileStore says where drawn tiles are kept.
type tileStore struct {
	TilesCache string `name:"tiles-cache" placeholder:"FILE" help:"Where drawn tiles are kept (default: beside the database, with .tiles at the end of its name); none keeps them in memory alone."`
}

// path is the file of drawn tiles of a database; "" for none.
func (t tileStore) path(db string) string {
	switch t.TilesCache {
	case "":
		return db + ".tiles"
	case "none":
		return ""
	}
	return t.TilesCache
}

// servedTiles are tiles to be closed when the server stops.
type servedTiles interface {
	web.Tiles
	Close() error
}

// followEvery is how often tiles look for changes when nobody asks for them.
const followEvery = time.Second

// tiles are those of an archive, if one is named, else those drawn from the database.
func (c serveCommand) tiles(store *geopackage.Store, log *slog.Logger) (servedTiles, error) {
	if c.Tiles != "" {
		a, err := tiles.OpenArchive(c.Tiles, 0)
		if err != nil {
			return nil, fmt.Errorf("--tiles: %w", err)
		}
		log.Warn("tiles come from an archive and do not follow changes of the database", "file", c.Tiles)
		return a, nil
	}
	return tiles.New(store, tiles.Options{Attribution: attribution, Shelf: c.path(c.DB), Watch: followEvery, Log: log}), nil
}

type tilesCommand struct {
	database
	tileStore
	Output  string `short:"o" default:"burialmap.pmtiles" placeholder:"FILE" help:"The archive to write (default: ${default}); - is standard output."`
	MinZoom int    `name:"min-zoom" default:"0" help:"The lowest zoom (default: ${default})."`
	MaxZoom int    `name:"max-zoom" default:"${maxzoom}" help:"The highest zoom (default: ${default}); maps draw closer views from its tiles."`
	Check   bool   `help:"Write nothing; compare every tile that a server keeps with one drawn now, and list those that differ."`
}

// Run writes all tiles as one archive, or looks whether those that are kept are true.
func (c tilesCommand) Run(ctx context.Context, log *slog.Logger) (err error) {
	if c.MinZoom < 0 || c.MinZoom > c.MaxZoom || c.MaxZoom > maxZoom {
		return usageError{fmt.Errorf("--min-zoom %d --max-zoom %d: there are the zooms 0 to %d", c.MinZoom, c.MaxZoom, maxZoom)}
	}
	store, err := c.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	opt := tiles.Options{Attribution: attribution, Log: log}
	if c.Check {
		opt.Shelf, opt.ReadShelf = c.path(c.DB), true
	}
	p := tiles.New(store, opt)
	defer func() { err = errors.Join(err, p.Close()) }()
	if c.Check {
		return c.check(ctx, p)
	}
	return c.write(ctx, store, p)
}

// maxZoom is the highest zoom that tiles are drawn for.
const maxZoom = 16

func (c tilesCommand) write(ctx context.Context, store data.Store, p *tiles.Pyramid) error {
	options, err := aboutTiles(ctx, store)
	if err != nil {
		return err
	}
	options.MinZoom, options.MaxZoom = c.MinZoom, c.MaxZoom
	if c.Output != "-" {
		options.Folder = filepath.Dir(c.Output)
	}
	bar := newProgress("drawing tiles", 1, false)
	defer bar.finish()
	options.Progress = bar.count
	var figures tiles.ArchiveFigures
	err = writeOutput(c.Output, func(w *bufio.Writer) (err error) {
		figures, err = p.WriteArchive(ctx, w, options)
		return err
	})
	if err != nil || c.Output == "-" {
		return err
	}
	bar.finish()
	fmt.Printf("%s holds %d tiles of zoom %d to %d, %d of them different, in %.1f MB. It shows revision %d of the database and does not follow changes.\n",
		c.Output, figures.Tiles, c.MinZoom, c.MaxZoom, figures.Contents, float64(figures.Bytes)/1e6, options.About.Revision)
	return nil
}

// aboutTiles says what an archive is made from: every collection that has a place.
func aboutTiles(ctx context.Context, store data.Store) (o tiles.ArchiveOptions, err error) {
	var queries []data.Query
	for _, collection := range data.Collections {
		if !collection.Spatial {
			continue
		}
		e, err := store.Extent(ctx, collection.Name)
		if err != nil {
			return o, err
		}
		o.NotLocated += e.Count - e.Located
		queries = append(queries, data.Query{Collection: collection.Name})
	}
	o.About, err = format.AboutOf(ctx, store, format.About{Program: "burialmap " + versionText(), Date: time.Now()}, queries...)
	return o, err
}

var errStaleTiles = errors.New("some of the tiles that are kept are wrong; remove their file and start the server again")

// check prints which tiles that a server keeps are not what they should be.
func (c tilesCommand) check(ctx context.Context, p *tiles.Pyramid) error {
	bar := newProgress("comparing tiles", 1, false)
	defer bar.finish()
	found, err := p.Check(ctx, bar.count)
	if err != nil {
		return err
	}
	bar.finish()
	if len(found.Wrong) > 0 {
		t := newTable("Tile", "What is wrong")
		for _, w := range found.Wrong {
			t.AppendRow([]any{fmt.Sprintf("%d/%d/%d", w.Z, w.X, w.Y), w.Why})
		}
		fmt.Println(t.Render())
	}
	fmt.Printf("%d tiles kept, %d wrong, at revision %d.\n", found.Tiles, len(found.Wrong), found.Revision)
	if len(found.Wrong) > 0 {
		return errStaleTiles
	}
	return nil
}
