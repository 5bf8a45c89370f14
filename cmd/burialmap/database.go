package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"burialmap/data"
	"burialmap/data/detect"
	"burialmap/data/format"
	"burialmap/data/geopackage"
	"burialmap/data/sample"
)

// database is the flag that every command shares.
type database struct {
	DB string `name:"db" default:"burialmap.gpkg" placeholder:"FILE" help:"The database, a GeoPackage (default: burialmap.gpkg)."`
}

// open opens a database that must exist.
func (d database) open() (*geopackage.Store, error) {
	store, err := geopackage.Open(d.DB)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no database %s; 'burialmap serve' makes one with the built-in sample, 'burialmap import' an empty one to import into", d.DB)
	}
	return store, err
}

// openOrCreate opens the database, or makes an empty one. Closing it takes an empty one
// away again if nothing was written to it, so that a failed or dry run leaves none.
func (d database) openOrCreate() (store *geopackage.Store, closing func() error, err error) {
	store, err = geopackage.Open(d.DB)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return store, func() error { return store.Close() }, err
	}
	if err := needFolder(d.DB); err != nil {
		return nil, nil, err
	}
	store, err = geopackage.Create(d.DB)
	return store, func() error {
		revision, err := store.Revision(context.Background())
		if err = errors.Join(err, store.Close()); err == nil && revision == 0 {
			removeDatabase(d.DB)
		}
		return err
	}, err
}

// openOrSample opens the database, or makes one that holds the built-in sample and its
// overlaps. It is built beside its final place and moved there when it is whole, so that
// a stop half-way leaves nothing that looks like a database.
func (d database) openOrSample(ctx context.Context, log *slog.Logger) (*geopackage.Store, error) {
	store, err := geopackage.Open(d.DB)
	if !errors.Is(err, fs.ErrNotExist) {
		return store, err
	}
	unfinished := fmt.Sprintf("%s.%d.unfinished", d.DB, os.Getpid())
	defer removeDatabase(unfinished)
	if err := makeSample(ctx, unfinished, log); err != nil {
		return nil, fmt.Errorf("making %s from the sample: %w", d.DB, err)
	}
	// A link, unlike a rename, never takes the place of a database that another server
	// has made in the meantime.
	err = os.Link(unfinished, d.DB)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = os.Rename(unfinished, d.DB) // a file system without links
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("making %s from the sample: %w", d.DB, err)
	}
	return geopackage.Open(d.DB)
}

func makeSample(ctx context.Context, path string, log *slog.Logger) (err error) {
	store, err := geopackage.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	files, order := sample.Files()
	for _, file := range order {
		content, err := fs.ReadFile(files, file.Name)
		if err != nil {
			return err
		}
		if err := importSampleFile(ctx, store, file, content, log); err != nil {
			return fmt.Errorf("%s: %w", file.Name, err)
		}
	}
	_, err = detect.Run(ctx, store, detect.Options{})
	return err
}

func importSampleFile(ctx context.Context, store data.Store, file sample.File, content []byte, log *slog.Logger) error {
	collection, _ := data.CollectionNamed(file.Collection)
	report, err := format.Import(ctx, store, formats(),
		format.Input{Name: file.Name, ReadSeeker: bytes.NewReader(content), Size: int64(len(content))},
		format.ImportOptions{Options: format.Options{Collection: collection}})
	if err != nil {
		return err
	}
	if report.Refused > 0 {
		return fmt.Errorf("the built-in sample has %d records that its own rules refuse", report.Refused)
	}
	log.Info("sample loaded", "collection", file.Collection, "file", file.Name, "features", report.New)
	return nil
}

func removeDatabase(path string) {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		_ = os.Remove(path + suffix) // most of them are not there
	}
}
