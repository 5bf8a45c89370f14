package web

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"burialmap/data"
	"burialmap/data/format"
)

// Config is what the server is made of.
type Config struct {
	Store data.Store
	Tiles Tiles
	// Basemap is drawn beneath the records in place of the map's own; nil leaves that.
	Basemap Basemap
	// Formats holds the formats that files can be read in and items be exported in.
	Formats format.Registry
	// Places finds places by name, and by words in files that are looked at; nil finds none.
	Places Places
	// Edit lets the data be changed: features one by one, and by the page for importing.
	// Without Editors it is only for a server that nobody but its owner can reach.
	Edit bool
	// Editors are those who may change the data; nil lets everybody do so who reaches the
	// server, where Edit does.
	Editors *Editors
	// CatchUp finds overlaps again around what has changed, before an edit is answered; nil
	// leaves that to somebody else.
	CatchUp func(ctx context.Context) error
	// WhatIf works out what preferring a position would do to the overlaps, and changes
	// nothing; nil where nobody can.
	WhatIf func(ctx context.Context, position string) (data.Outlook, error)
	// PassOver tells the search for overlaps, within a write that makes a Change, that
	// nothing of it is to be compared: somebody has judged an overlap. Nil lets it look.
	PassOver func(ctx context.Context, tx data.Tx) error
	// App is the built map with index.html at its root; nil shows a page that says how to
	// build it.
	App fs.FS
	Log *slog.Logger // nil for none
	// Metrics count what is asked and answered; nil counts nothing.
	Metrics *Metrics
	// ShowMetrics answers with them at /metrics. Only for a server that nobody but its owner
	// can reach; others show them elsewhere.
	ShowMetrics bool
	// Alive says whether what the store rests on, its file or its connection, is still there;
	// nil leaves that to the store.
	Alive func(ctx context.Context) error
	// BaseURL is the address the public knows, without a slash at its end. If it is empty,
	// links take the host that the request names.
	BaseURL string
	// TrustProxy are the proxies whose word counts on who asks, and under which address.
	TrustProxy Proxies
	Version    string
	// FeatureBytes is how much memory encoded features may take; 0 is 64 MiB, less than 0
	// keeps none.
	FeatureBytes int
	Now          func() time.Time // nil for the clock
}

type server struct {
	Config
	app     http.Handler
	pages   *pages
	uploads *uploads
	shares  shares
	kept    *featureCache // nil to keep nothing
	spans   spans
	build   string // tells the answers of this version from those of others
}

// New makes the handler for everything that burialmap serves.
func New(c Config) (http.Handler, error) {
	if c.Store == nil || c.Tiles == nil {
		return nil, errors.New("web: a store and tiles are needed")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	s := &server{Config: c, pages: newPages(c.Version), uploads: newUploads(c.Now), shares: newShares(), build: contentTag([]byte(c.Version))[1:7]}
	switch {
	case c.FeatureBytes == 0:
		s.kept = newFeatureCache(featureBytes)
	case c.FeatureBytes > 0:
		s.kept = newFeatureCache(c.FeatureBytes)
	}
	if s.Edit && s.geoJSON() == nil {
		return nil, errors.New("web: editing needs a reader of GeoJSON")
	}
	s.app = http.HandlerFunc(s.withoutApp)
	if c.App != nil {
		app, err := newApp(c.App)
		if err != nil {
			return nil, err
		}
		s.app = app
	}
	return s.limited(s.routes()), nil
}
