//go:build linux

package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"burialmap/geo"
)

// writeData writes what the others are given. They know no local planes: the plots of each
// cemetery are projected into the plane about its middle, and the grounds laid out 400 m
// apart, more than any pair reaches, so that their coordinates stay short: PostGIS keeps
// float32 boxes, which here round by a few millimetres only. Neighbouring cemeteries stay
// neighbours, in one plane.
func writeData(dir folder) error {
	layout, err := newLayout(dir)
	if err != nil {
		return err
	}
	prisoners, err := create(dir, "prisoners")
	if err != nil {
		return err
	}
	civilians, err := create(dir, "civilians")
	if err != nil {
		return err
	}
	for p, err := range dir.plots() {
		if err != nil {
			return err
		}
		t := civilians
		if p.prisoner {
			t = prisoners
		}
		if err := t.row(layout.place(p), p.sigma); err != nil {
			return err
		}
	}
	if err := prisoners.close(); err != nil {
		return err
	}
	if err := civilians.close(); err != nil {
		return err
	}
	return writePairs(dir)
}

// layout says where on the common plane each cemetery lies.
type layout map[string]site

type site struct {
	plane geo.Plane
	at    orb.Point
}

func newLayout(dir folder) (layout, error) {
	bounds := map[string]orb.Bound{}
	var names []string
	for p, err := range dir.plots() {
		if err != nil {
			return nil, err
		}
		b, ok := bounds[p.cemetery]
		if !ok {
			names = append(names, p.cemetery)
			b = p.outline.Bound()
		}
		bounds[p.cemetery] = b.Union(p.outline.Bound())
	}
	const row, apart = 45, 400
	l := layout{}
	for i, name := range names {
		l[name] = site{geo.NewPlane(geo.BoundCenter(bounds[name])), orb.Point{float64(apart * (i % row)), float64(apart * (i / row))}}
		around := geo.GrowBound(bounds[name], apart/2)
		for _, other := range names[:i] {
			if around.Intersects(bounds[other]) {
				l[name] = l[other]
				break
			}
		}
	}
	return l, nil
}

func (l layout) place(p plot) orb.Polygon {
	s := l[p.cemetery]
	var ring orb.Ring
	for _, q := range p.outline[0] {
		m := s.plane.Project(q)
		ring = append(ring, orb.Point{s.at[0] + m[0], s.at[1] + m[1]})
	}
	return orb.Polygon{ring}
}

// output is a file of lines.
type output struct {
	file *os.File
	*bufio.Writer
	rows int
}

func create(dir folder, name string) (*output, error) {
	f, err := os.Create(dir.file(name))
	if err != nil {
		return nil, err
	}
	return &output{file: f, Writer: bufio.NewWriterSize(f, 1<<20)}, nil
}

// row is one for COPY: a number, the standard deviation in metres, the outline.
func (o *output) row(p orb.Polygon, sigma float64) error {
	g, err := wkb.Marshal(p)
	if err != nil {
		return err
	}
	o.rows++
	_, err = fmt.Fprintf(o, "%d\t%v\t%s\n", o.rows, sigma, hex.EncodeToString(g))
	return err
}

func (o *output) close() error {
	if err := o.Flush(); err != nil {
		return err
	}
	return o.file.Close()
}
