package osm

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/data/format"
	"burialmap/data/xmltext"
)

// markup is an XML file with the burial grounds in it.
type markup struct {
	ctx      context.Context
	in       io.ReadSeeker
	encoding string
	grounds
	element

	deleted     int
	mislabelled bool
	remarks     []string
	last        string              // element, by kind and id
	inline      map[orb.Point]int64 // nodes that have only a position → an id for each
	given       map[int64]orb.Point // positions that stand where a way names its nodes
}

// read takes the passes over the file.
func (m *markup) read() error {
	m.inline, m.given = map[orb.Point]int64{}, map[int64]orb.Point{}
	if err := m.pass(m.find); err != nil {
		return err
	}
	if m.wantParts() {
		if err := m.pass(m.findPart); err != nil {
			return err
		}
	}
	if m.wantNodes() {
		m.placeGiven()
		return m.pass(m.findNode)
	}
	return nil
}

// pass calls visit for each element of the file that was not deleted.
func (m *markup) pass(visit func(*xmltext.Decoder, xml.StartElement) error) error {
	d, err := xmltext.Open(m.ctx, m.in, m.encoding)
	if err != nil {
		return err
	}
	m.encoding, m.mislabelled = d.Encoding, m.mislabelled || d.Mislabelled // found once
	root, err := d.Root()
	switch {
	case err != nil:
		return err
	case root.Name.Local == "osmChange":
		return errors.New("the file is a set of changes to OpenStreetMap, not an extract of it; apply it to one with osmium apply-changes")
	case root.Name.Local != "osm":
		return fmt.Errorf("the file is not OSM XML: its outermost element is <%.40s>", root.Name.Local)
	}
	if err := d.Children(func(e xml.StartElement) error { return visit(d, e) }); err != nil {
		return err
	}
	return d.End()
}

// find is the first pass: the burial grounds.
func (m *markup) find(d *xmltext.Decoder, e xml.StartElement) error {
	kind := e.Name.Local
	switch kind {
	case "node", "way", "relation":
	case "remark":
		return m.remark(d)
	default:
		return nil
	}
	if gone(e) {
		m.deleted++
		return nil
	}
	if err := m.once(kind, e); err != nil {
		return err
	}
	if err := m.element.read(d, e); err != nil {
		return err
	}
	if !m.ground {
		return nil
	}
	return m.take(kind)
}

// gone reports whether the element was deleted in OSM, or in JOSM.
func gone(e xml.StartElement) bool {
	return xmltext.Attr(e, "visible") == "false" || xmltext.Attr(e, "action") == "delete"
}

// once is an error where several versions of an element follow each other.
func (m *markup) once(kind string, e xml.StartElement) error {
	name := kind + " " + xmltext.Attr(e, "id")
	if m.last == name {
		return fmt.Errorf("the file holds the history of elements, several versions of %.40s; cut the present state from it with osmium time-filter", name)
	}
	m.last = name
	return nil
}

// remark is what a server says of its answer.
func (m *markup) remark(d *xmltext.Decoder) error {
	text, _, err := d.Text()
	text = strings.TrimSpace(text)
	if err == nil && strings.Contains(text, "error") {
		return fmt.Errorf("the server could not give the whole extract: %.200q; ask for a smaller one", text)
	}
	const most = 10
	if text != "" && len(m.remarks) < most {
		m.remarks = append(m.remarks, text)
	}
	return err
}

// take keeps the burial ground just read.
func (m *markup) take(kind string) error {
	el := &m.element
	switch kind {
	case "node":
		if !el.placed {
			return fmt.Errorf("node %d has no position that can be read: the file is damaged", el.id)
		}
		return m.addNode(node{id: el.id, at: el.at, tags: slices.Clone(el.tags)})
	case "way":
		if err := m.give(el.refs, el.given); err != nil {
			return err
		}
		return m.addWay(way{id: el.id, refs: slices.Clone(el.refs), tags: slices.Clone(el.tags), centre: el.centre})
	}
	for _, p := range el.parts {
		if len(p.line) > 0 {
			if err := m.inlinePart(p); err != nil {
				return err
			}
		}
	}
	return m.addRelation(relation{id: el.id, members: el.members(), tags: slices.Clone(el.tags), centre: el.centre})
}

// give remembers positions that stand where a way names its nodes.
func (m *markup) give(refs []int64, given []orb.Point) error {
	if len(given) != len(refs) {
		return nil
	}
	for i, id := range refs {
		m.given[id] = given[i]
	}
	return m.checkGiven()
}

// checkGiven is an error once positions take some 200 MB.
func (m *markup) checkGiven() error {
	const most = 2_000_000
	if len(m.given) > most {
		return errTooMuch
	}
	return nil
}

// inlinePart takes a way that stands within a relation, by positions alone: each position
// is a node, so that ways that meet there are joined.
func (m *markup) inlinePart(p part) error {
	refs := make([]int64, len(p.line))
	for i, at := range p.line {
		id, known := m.inline[at]
		if !known {
			id = math.MinInt64 + int64(len(m.inline))
			m.inline[at], m.given[id] = id, at
		}
		refs[i] = id
	}
	if m.grounds.parts == nil {
		m.grounds.parts = map[int64][]int64{}
	}
	m.grounds.parts[p.way] = refs
	if err := m.checkGiven(); err != nil {
		return err
	}
	return m.kept.add(len(refs), nil)
}

func (m *markup) placeGiven() {
	for id, at := range m.given {
		m.place(id, func() (orb.Point, bool) { return at, true })
	}
}

// findPart is the second pass: the ways that relations are made of.
func (m *markup) findPart(d *xmltext.Decoder, e xml.StartElement) error {
	if e.Name.Local != "way" || gone(e) {
		return nil
	}
	if refs, wanted := m.grounds.parts[identifier(xmltext.Attr(e, "id"))]; !wanted || len(refs) > 0 {
		return nil
	}
	if err := m.element.read(d, e); err != nil {
		return err
	}
	if err := m.give(m.refs, m.element.given); err != nil {
		return err
	}
	return m.part(m.id, m.refs)
}

// findNode is the third pass: where the nodes of ways are.
func (m *markup) findNode(_ *xmltext.Decoder, e xml.StartElement) error {
	if e.Name.Local == "node" && !gone(e) {
		m.place(identifier(xmltext.Attr(e, "id")), func() (orb.Point, bool) { return position(e) })
	}
	return nil
}

// about tells what is to be said of the file as a whole.
func (m *markup) about() []data.Problem {
	var problems []data.Problem
	warn := func(rule, message, advice string) {
		problems = append(problems, data.Problem{Severity: data.Warning, Rule: rule, Message: message, Advice: advice})
	}
	if m.deleted > 0 {
		warn("deleted", fmt.Sprintf("%d elements of the file are marked as deleted", m.deleted), "they are left out; look at their history in OpenStreetMap if a burial ground is missing")
	}
	for _, text := range m.remarks {
		warn("remark", fmt.Sprintf("the server remarks: %.200q", text), "see whether the extract is whole")
	}
	if m.mislabelled {
		problems = append(problems, format.Mislabelled(m.encoding))
	}
	return problems
}
