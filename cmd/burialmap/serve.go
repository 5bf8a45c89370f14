package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"time"

	"burialmap/data"
	"burialmap/data/detect"
	"burialmap/data/geopackage"
	"burialmap/tiles"
	"burialmap/web"
	"burialmap/web/app"
)

type serveCommand struct {
	database
	gazetteers
	operations
	editing
	tileStore
	Listen  string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to listen on (default: ${default})."`
	BaseURL string `name:"base-url" placeholder:"URL" help:"Address the public knows, if it is another: https://maps.example.org."`
	Tiles   string `placeholder:"FILE" help:"A PMTiles archive whose tiles are served instead of those of the database. They do not follow changes."`
	Basemap string `placeholder:"FILE" help:"A PMTiles archive of your own to draw beneath the records: vector tiles of Protomaps or OpenMapTiles, or pictures (PNG, JPEG, WebP)."`
}

// attribution stands on the map for what the tiles hold; the sources of single features
// are in their details.
const attribution = "burialmap"

// watchEvery is how often a running server looks for changes that others made to the
// database, to find the overlaps around them again.
const watchEvery = 2 * time.Second

// Run serves until it is asked to stop, and then finishes the answers under way.
func (c serveCommand) Run(ctx context.Context, log *slog.Logger) (err error) {
	tune()
	editors, proxies, err := c.checked()
	if err != nil {
		return err
	}
	var listening net.ListenConfig
	listener, err := listening.Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("--listen %s: %w", c.Listen, err)
	}
	defer func() { _ = listener.Close() }() // the server has closed it, unless it never began
	places, err := c.places()
	if err != nil {
		return err
	}
	store, err := c.openOrSample(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	drawn, err := c.tiles(store, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, drawn.Close()) }()
	config, err := c.config(store, drawn, log)
	if err != nil {
		return err
	}
	if c.Basemap != "" {
		basemap, err := tiles.OpenBasemap(c.Basemap)
		if err != nil {
			return fmt.Errorf("--basemap: %w", err)
		}
		defer func() { _ = basemap.Close() }() // it was only read
		config.Basemap = basemap
	}
	config.Places, config.TrustProxy, config.Editors = places, proxies, editors
	return c.answer(ctx, listener, config)
}

// answer serves until ctx is done, and keeps overlaps true meanwhile.
func (c serveCommand) answer(ctx context.Context, listener net.Listener, config web.Config) error {
	handler, err := web.New(config)
	if err != nil {
		return err
	}
	stop, err := c.besides(ctx, config.Metrics, config.Log)
	if err != nil {
		return err
	}
	defer stop()
	watching := make(chan struct{})
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		defer close(watching)
		keepOverlapsTrue(ctx, config.Store, config.Metrics, config.Log)
	}()
	fmt.Printf("burialmap is at %s\n", c.address(listener))
	err = web.Serve(ctx, listener, handler, config.Log)
	cancel()
	<-watching // the store must outlive it
	return err
}

// checked finds what is wrong with the flags, and who may edit and who is believed by them.
func (c serveCommand) checked() (*web.Editors, web.Proxies, error) {
	if err := c.checkBaseURL(); err != nil {
		return nil, nil, usageError{err}
	}
	editors, err := c.editors(c)
	if err != nil {
		return nil, nil, err
	}
	proxies, err := c.check()
	if err != nil {
		return nil, nil, usageError{err}
	}
	return editors, proxies, nil
}

// config is what the server is made of, as far as it follows from the flags.
func (c serveCommand) config(store *geopackage.Store, drawn web.Tiles, log *slog.Logger) (web.Config, error) {
	alive, err := stillThere(c.DB)
	metrics := web.NewMetrics()
	metrics.Watch(store, drawn)
	return web.Config{
		Store:       store,
		Tiles:       drawn,
		Formats:     formats(),
		Edit:        c.Edit,
		CatchUp:     catchingUp(store),
		WhatIf:      wouldPrefer(store),
		PassOver:    func(ctx context.Context, tx data.Tx) error { return detect.PassOver(ctx, store, tx) },
		App:         app.FS(),
		Log:         log,
		BaseURL:     strings.TrimSuffix(c.BaseURL, "/"),
		Version:     versionText(),
		Metrics:     metrics,
		ShowMetrics: c.metricsOnMain(),
		Alive:       alive,
	}, err
}

// loopback reports whether an address can only be reached from this machine.
func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func (c serveCommand) checkBaseURL() error {
	if c.BaseURL == "" {
		return nil
	}
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return fmt.Errorf("--base-url wants an address such as https://maps.example.org, not %q", c.BaseURL)
	}
	return nil
}

func (c serveCommand) address(listener net.Listener) string {
	if c.BaseURL != "" {
		return c.BaseURL
	}
	return "http://" + listener.Addr().String() + "/"
}

// keepOverlapsTrue finds overlaps again around whatever QGIS, another burialmap or an
// interrupted one has changed, until ctx is done. It leaves a change alone for watchEvery:
// another burialmap that made it is about to look for overlaps itself, with memory of its own.
func keepOverlapsTrue(ctx context.Context, store data.Store, metrics *web.Metrics, log *slog.Logger) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	seen, before := int64(-1), int64(-1)
	for {
		revision, err := store.Revision(ctx)
		settled := revision == before || seen < 0
		before = revision
		if err == nil && revision != seen && settled {
			began := time.Now()
			_, err = detect.CatchUp(ctx, store, detect.Options{})
			if !errors.Is(err, data.ErrBusy) { // else whoever writes may be doing just that: look again
				metrics.Joined(revision, began, err)
				seen = revision
			}
		}
		if err != nil && ctx.Err() == nil && !errors.Is(err, data.ErrBusy) {
			log.Error("overlaps could not be brought up to date", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
