package web

import (
	"net/http"
	"net/http/pprof"
)

// Debug answers with metrics and with profiles of the running program, as `go tool pprof`
// asks for them. They tell much of the inside, and a profile costs time: nobody but the
// owner of the server may reach this.
func Debug(metrics *Metrics) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/metrics", metrics)
	mux.HandleFunc("/debug/pprof/", pprof.Index) // heap, goroutine and the like are below it
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}
