package web

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"burialmap/tiles"
)

// TileFigures is what tiles offer that can tell of themselves.
type TileFigures interface{ Figures() tiles.Figures }

var (
	tileAsked    = prometheus.NewDesc("burialmap_tiles_asked_total", "Tiles asked for, by whether they were kept.", []string{"kept"}, nil)
	tileDrawn    = prometheus.NewDesc("burialmap_tiles_drawn_total", "Tiles drawn, when asked for or ahead of that.", nil, nil)
	tileDrawing  = prometheus.NewDesc("burialmap_tiles_drawing_seconds_total", "Time spent drawing tiles.", nil, nil)
	tileDropped  = prometheus.NewDesc("burialmap_tiles_dropped_total", "Kept tiles dropped because a change touched them.", nil, nil)
	tileKept     = prometheus.NewDesc("burialmap_tiles_kept", "Tiles kept now.", []string{"in"}, nil)
	tileBytes    = prometheus.NewDesc("burialmap_tiles_kept_bytes", "Size of the tiles kept now.", []string{"in"}, nil)
	tileRevision = prometheus.NewDesc("burialmap_tiles_revision", "Revision of the store that tiles show.", nil, nil)
	tileAge      = prometheus.NewDesc("burialmap_tiles_age_seconds", "Time since tiles last moved to a revision of the store.", nil, nil)
)

// tileMetrics asks tiles.
type tileMetrics struct{ tiles TileFigures }

func (t tileMetrics) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{tileAsked, tileDrawn, tileDrawing, tileDropped, tileKept, tileBytes, tileRevision, tileAge} {
		out <- d
	}
}

func (t tileMetrics) Collect(out chan<- prometheus.Metric) {
	f := t.tiles.Figures()
	counter := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, v, labels...)
	}
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	counter(tileAsked, float64(f.Hits), "true")
	counter(tileAsked, float64(f.Misses), "false")
	counter(tileDrawn, float64(f.Drawn))
	counter(tileDrawing, f.Drawing.Seconds())
	counter(tileDropped, float64(f.Dropped))
	gauge(tileKept, float64(f.Kept), "memory")
	gauge(tileKept, float64(f.Stored), "file")
	gauge(tileBytes, float64(f.KeptBytes), "memory")
	gauge(tileBytes, float64(f.StoredBytes), "file")
	gauge(tileRevision, float64(f.Revision))
	if !f.Followed.IsZero() {
		gauge(tileAge, time.Since(f.Followed).Seconds())
	}
}
