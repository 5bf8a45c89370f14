package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"burialmap/web"
)

// operations are the flags for those who run a server.
type operations struct {
	TrustProxy    []string `name:"trust-proxy" placeholder:"NETWORK,…" help:"Proxies in front of the server, whose X-Forwarded-… headers are believed: addresses or networks, such as 127.0.0.1,10.0.0.0/8."`
	MetricsListen string   `name:"metrics-listen" placeholder:"HOST:PORT" help:"Another address to answer /metrics at."`
	DebugListen   string   `name:"debug-listen" placeholder:"HOST:PORT" help:"Another address for /metrics and /debug/pprof. Only on this machine."`
}

// check finds what is wrong with the flags.
func (o operations) check() (web.Proxies, error) {
	proxies, err := web.ParseProxies(o.TrustProxy)
	if err != nil {
		return nil, fmt.Errorf("--trust-proxy: %w", err)
	}
	if o.DebugListen != "" && !loopback(o.DebugListen) {
		return nil, fmt.Errorf("--debug-listen %s would show the inside of the program to everybody who reaches that address: use one of this machine, such as 127.0.0.1:6060", o.DebugListen)
	}
	return proxies, nil
}

// besides answers at the further addresses, until what it returns is called.
func (o operations) besides(ctx context.Context, metrics *web.Metrics, log *slog.Logger) (stop func(), err error) {
	only := http.NewServeMux()
	only.Handle("/metrics", metrics)
	var servers []*http.Server
	stop = func() {
		for _, s := range servers {
			_ = s.Close() // nothing is lost: they only tell
		}
	}
	for _, further := range []struct {
		flag, address string
		handler       http.Handler
	}{{"--metrics-listen", o.MetricsListen, only}, {"--debug-listen", o.DebugListen, web.Debug(metrics)}} {
		if further.address == "" {
			continue
		}
		var listening net.ListenConfig
		listener, err := listening.Listen(ctx, "tcp", further.address)
		if err != nil {
			stop()
			return nil, fmt.Errorf("%s %s: %w", further.flag, further.address, err)
		}
		server := &http.Server{Handler: further.handler, ReadHeaderTimeout: 5 * time.Second, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
		servers = append(servers, server)
		log.Info("listening", "for", further.flag, "address", listener.Addr().String())
		go func() {
			if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
				log.Error("no longer answering", "at", further.flag, "error", err)
			}
		}()
	}
	return stop, nil
}

// metricsOnMain reports whether /metrics may be answered at the main address: nobody but
// this machine reaches it, and no proxy hands on to it what comes from elsewhere.
func (c serveCommand) metricsOnMain() bool {
	return loopback(c.Listen) && c.BaseURL == "" && len(c.TrustProxy) == 0
}

// stillThere is a question whether a path leads to the file that it leads to now.
func stillThere(path string) (func(context.Context) error, error) {
	opened, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	return func(context.Context) error {
		now, err := os.Stat(path)
		if err == nil && !os.SameFile(opened, now) {
			err = fmt.Errorf("%s is another file than the one that was opened", path)
		}
		return err
	}, nil
}
