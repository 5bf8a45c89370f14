package web

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"burialmap/data"
)

// joinMetrics tell of the search for overlaps.
type joinMetrics struct {
	seconds prometheus.Histogram
	failed  prometheus.Counter
	last    prometheus.Gauge
	seen    prometheus.Gauge
}

func newJoinMetrics() *joinMetrics {
	return &joinMetrics{
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "burialmap_join_seconds", Help: "Time of a search for overlaps after a change.", Buckets: []float64{.001, .01, .1, .5, 1, 5, 15, 60, 300}}),
		failed: prometheus.NewCounter(prometheus.CounterOpts{Name: "burialmap_join_failures_total", Help: "Searches for overlaps that failed."}),
		last: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "burialmap_join_last_success_timestamp_seconds", Help: "When the last search for overlaps ended well, 0 for never."}),
		seen: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "burialmap_join_revision", Help: "Revision of the store up to which overlaps have been found."}),
	}
}

func (j *joinMetrics) register(r prometheus.Registerer) {
	r.MustRegister(j.seconds, j.failed, j.last, j.seen)
}

// Joined notes a search for overlaps that saw a revision of the store and began at a time.
func (m *Metrics) Joined(revision int64, began time.Time, err error) {
	if m == nil {
		return
	}
	if err != nil {
		m.joins.failed.Inc()
		return
	}
	m.joins.seconds.Observe(time.Since(began).Seconds())
	m.joins.last.SetToCurrentTime()
	m.joins.seen.Set(float64(revision))
}

// Watch adds figures that are asked for when Prometheus comes: of the store, and of tiles
// that can tell of themselves.
func (m *Metrics) Watch(store data.Store, tiles any) {
	m.registry.MustRegister(storeMetrics{store})
	if t, ok := tiles.(TileFigures); ok {
		m.registry.MustRegister(tileMetrics{t})
	}
}

// figuresTime is how long the store may take to tell of itself.
const figuresTime = 5 * time.Second

var (
	storeUp       = prometheus.NewDesc("burialmap_store_up", "1 if the store answers, else 0.", nil, nil)
	storeRevision = prometheus.NewDesc("burialmap_store_revision", "Revision of the last change.", nil, nil)
	storeFeatures = prometheus.NewDesc("burialmap_store_features", "Features of a collection.", []string{"collection"}, nil)
	storeLocated  = prometheus.NewDesc("burialmap_store_features_located", "Features of a collection that have a place on the map.", []string{"collection"}, nil)
	storeBytes    = prometheus.NewDesc("burialmap_store_bytes", "Size of the store on the disk.", nil, nil)
)

// storeMetrics asks a store.
type storeMetrics struct{ store data.Store }

func (s storeMetrics) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{storeUp, storeRevision, storeFeatures, storeLocated, storeBytes} {
		out <- d
	}
}

func (s storeMetrics) Collect(out chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	ctx, cancel := context.WithTimeout(context.Background(), figuresTime)
	defer cancel()
	revision, err := s.store.Revision(ctx)
	if err != nil {
		gauge(storeUp, 0)
		return
	}
	gauge(storeUp, 1)
	gauge(storeRevision, float64(revision))
	if sized, ok := s.store.(interface{ Size() (int64, error) }); ok {
		if n, err := sized.Size(); err == nil {
			gauge(storeBytes, float64(n))
		}
	}
	for _, c := range data.Collections {
		e, err := s.store.Extent(ctx, c.Name)
		if err != nil {
			continue
		}
		gauge(storeFeatures, float64(e.Count), c.Name)
		gauge(storeLocated, float64(e.Located), c.Name)
	}
}
