package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestCommittedFilesAreWhatTheProgramMakes(t *testing.T) {
	for name, features := range build() {
		file := filepath.Join("..", "demonstration_"+name+".geojson")
		committed, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(committed, encode(features)) {
			t.Errorf("%s differs from what the program makes: run go generate ./data/sample", file)
		}
	}
}

func TestPlaneKeepsMetres(t *testing.T) {
	// One second of arc along the meridian at 55.0871° N is 30.93 m (WGS 84).
	const second = 1.0 / 3600
	const metres = 30.929
	north := point{metres * sinTurn, metres * cosTurn}.lonLat()
	if got := north[1] - originLat; got < second*0.9999 || got > second*1.0001 {
		t.Errorf("%v m north is %v°, want %v°", metres, got, second)
	}
	if got := north[0] - originLon; got < -1e-7 || got > 1e-7 {
		t.Errorf("due north moved the longitude by %v°", got)
	}
}

const (
	sinTurn = 0.3007057995
	cosTurn = 0.9537169507
)
