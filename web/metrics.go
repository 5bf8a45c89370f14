package web

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are the figures that a Prometheus server collects. A nil *Metrics counts nothing.
type Metrics struct {
	registry *prometheus.Registry
	inFlight prometheus.Gauge
	refused  *prometheus.CounterVec
	cut      prometheus.Counter
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	joins    *joinMetrics

	mu    sync.RWMutex
	known map[answered]observed // what a label set leads to, so that it is not hashed at each request
}

// answered is a kind of answer. There are few: routes are templates, and methods are those
// we know.
type answered struct {
	route, method string
	status        int
}

type observed struct {
	count   prometheus.Counter
	seconds prometheus.Observer
}

// NewMetrics makes figures of requests, of the process and of the Go runtime.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "burialmap_requests_in_flight", Help: "Requests being answered."}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "burialmap_requests_refused_total", Help: "Requests answered by 503 because their share of the server was taken."}, []string{"share"}),
		cut: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "burialmap_answers_cut_off_total", Help: "Answers that failed after they had begun, and whose connection was ended."}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "burialmap_requests_total", Help: "Requests answered, by the template of their address."}, []string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "burialmap_request_seconds", Help: "Time from the header of a request to the end of its answer.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10, 60}}, []string{"route", "method"}),
		joins: newJoinMetrics(),
		known: map[answered]observed{},
	}
	m.registry.MustRegister(m.inFlight, m.refused, m.cut, m.requests, m.seconds,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.joins.register(m.registry)
	return m
}

// ServeHTTP answers with all figures, as text that Prometheus reads.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError}).ServeHTTP(w, r)
}

// begin counts a request, whose answer end counts.
func (m *Metrics) begin() {
	if m != nil {
		m.inFlight.Inc()
	}
}

// end counts an answer.
func (m *Metrics) end(w *watched, method string, took time.Duration) {
	if m == nil {
		return
	}
	m.inFlight.Dec()
	if w.cut {
		m.cut.Inc()
	}
	o := m.of(answered{w.route, knownMethod(method), w.status})
	o.count.Inc()
	o.seconds.Observe(took.Seconds())
}

func (m *Metrics) of(a answered) observed {
	m.mu.RLock()
	o, ok := m.known[a]
	m.mu.RUnlock()
	if ok {
		return o
	}
	route := a.route
	if route == "" {
		route = "none"
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	o = observed{m.requests.WithLabelValues(route, a.method, strconv.Itoa(a.status)), m.seconds.WithLabelValues(route, a.method)}
	m.known[a] = o
	return o
}

func (m *Metrics) refuse(share string) {
	if m != nil {
		m.refused.WithLabelValues(share).Inc()
	}
}

// knownMethod keeps invented methods out of the figures.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}
