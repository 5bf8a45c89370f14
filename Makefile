# burialmap: run, test, lint, bless, bench. `make` alone lists the targets.

.DEFAULT_GOAL := help
SHELL := /bin/bash

VERSION  ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo development)
FUZZTIME ?= 60s
BENCH    ?= .
export VERSION FUZZTIME

.PHONY: help run build test test-go test-app test-browser test-large verify lint bless bench fuzz dist check-dist check-cross check-package bench-postgis bench-serve bench-map cross release screenshots figures clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build, make burialmap.gpkg from the sample if there is none, and serve the map
	go run ./cmd/burialmap serve

build: ## one static binary with its version: bin/burialmap
	CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=$(VERSION)" -o bin/ ./cmd/burialmap

test: ## every test: Go with the race detector, front end, browser
	.ci/test go app browser

test-go: ## the Go tests, with the race detector
	.ci/test go

test-app: ## the unit tests of the front end
	.ci/test app

test-browser: ## the journeys in a real browser, against the built program
	.ci/test browser

test-large: ## import files of a gigabyte and watch the memory, 200,000 plots to GDAL (15 minutes, 4 GB of disk)
	BURIALMAP_LARGE=1 go test ./cmd/burialmap -run Gigabyte -v -timeout 1h
	BURIALMAP_LARGE=1 go test ./web -run TwoHundredThousand -v -timeout 1h

verify: ## hold every likelihood against a second method, a million throws a case (half an hour)
	BURIALMAP_VERIFY=1 go test ./geo/overlap -run 'Verify|Agree|ThoseOf|OutlineOfAll|DoesNotJump|Straightened' -v -timeout 60m

lint: ## golangci-lint, Biome and the TypeScript compiler, shellcheck
	.ci/lint

bless: ## renew the golden files and snapshots; review them like code
	.ci/bless

bench: ## the benchmarks; BENCH=Join picks some
	go test -run '^$$' -bench '$(BENCH)' -benchmem -timeout 2h ./...

bench-postgis: ## joins against PostGIS and areas against GEOS, on the same plots (about 10 minutes)
	.ci/bench-postgis

bench-serve: ## tiles, items, start and memory of the server, and tiles against PostGIS (about 10 minutes)
	.ci/bench-serve

bench-map: ## the map in a browser with a million plots against an empty one (about 10 minutes)
	.ci/bench-map

fuzz: ## fuzz every reader for FUZZTIME (60s) each
	.ci/fuzz

dist: ## build web/app/dist from its source
	.ci/dist

check-dist: ## prove that the committed web/app/dist is what its source builds
	.ci/dist check

check-package: ## make the demonstration plan's package and let GDAL, GPSBabel, QGIS, go-pmtiles and a browser read it
	.ci/check-package

cross: ## build for Linux, macOS and Windows on amd64 and arm64 into bin/
	.ci/cross

check-cross: ## prove that those builds succeed, without keeping them
	.ci/cross check

release: ## pack those builds with version and checksums into release/
	.ci/release

screenshots: ## take the pictures of the documents again
	.ci/browser screenshots

figures: ## draw the figures of docs/METHODS.md again
	go run ./cmd/figures

clean: ## remove what was built
	rm -rf bin release web/app/node_modules web/app/.cache web/app/test-results coverage.out
