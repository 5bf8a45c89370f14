package fieldkit

import (
	"fmt"
	"io"
	"io/fs"

	"burialmap/tiles"
)

// basemapCache bounds the tiles of the basemap that are kept in memory.
const basemapCache = 4 << 20

// Basemap are the tiles of the map's own basemap, from the built map; nil if it brings none.
func Basemap(app fs.FS) (Tiles, error) {
	if app == nil {
		return nil, nil
	}
	found, err := fs.Glob(app, "assets/basemap*.pmtiles")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	file, err := app.Open(found[0])
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	at, ok := file.(io.ReaderAt) // as the files in a program and on a disk are
	if !ok {
		return nil, fmt.Errorf("%s cannot be read in pieces", found[0])
	}
	archive, err := tiles.ReadArchive(at, info.Size(), basemapCache)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", found[0], err)
	}
	return archive, nil
}
