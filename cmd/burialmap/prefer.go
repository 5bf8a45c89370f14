package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"burialmap/data"
	"burialmap/data/detect"
)

type preferCommand struct {
	database
	Position string `arg:"" name:"position" help:"Which position, by its id or as positions/ID. Of a feature, sites/ID, its positions are listed."`
	WhatIf   bool   `help:"Say what would become of the overlaps, and change nothing."`
	JSON     bool   `name:"json" help:"Print the result as JSON."`
}

// preferred is what came of a choice.
type preferred struct {
	Position string       `json:"position"`
	Feature  string       `json:"feature"`
	Moved    float64      `json:"moved_m"`
	Revision int64        `json:"revision"` // 0 if the feature stood there by choice already
	Version  data.Version `json:"version"`  // what became different of the feature; empty if nothing did
	Pairs    int          `json:"pairs_compared"`

	overlaps detect.Summary
}

// Run makes a position the place where its feature stands, and finds overlaps again there.
func (c preferCommand) Run(ctx context.Context) (err error) {
	store, err := c.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	id := strings.TrimPrefix(c.Position, data.Positions.Name+"/")
	if refOf(id) == id {
		return whichPosition(ctx, store, id)
	}
	var result interface{ text() string }
	if c.WhatIf {
		result, err = whatIf(ctx, store, id)
	} else {
		result, err = prefer(ctx, store, id)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(result)
	}
	fmt.Print(result.text())
	return nil
}

// prefer makes the choice.
func prefer(ctx context.Context, store data.Store, id string) (preferred, error) {
	position, err := positionNamed(ctx, store, id)
	if err != nil {
		return preferred{}, err
	}
	p := preferred{Position: id, Feature: position.Text("of")}
	change, err := data.Prefer(ctx, store, id, atTheCommandLine)
	if err != nil {
		return p, notPreferred(err, p.Feature)
	}
	if p.Revision = change.Revision; p.Revision == 0 {
		return p, nil
	}
	collection, feature, _ := strings.Cut(p.Feature, "/")
	versions, err := store.History(context.WithoutCancel(ctx), collection, feature) // it is done: an interrupt must not say otherwise
	if err != nil {
		return p, err
	}
	if versions[0].Revision == p.Revision {
		p.Version, p.Moved = versions[0], versions[0].Moved
	}
	if p.overlaps, err = catchUp(ctx, store); err != nil {
		return p, partlyDoneError{err, p.Feature + " stands at position " + id + ", and stays there"}
	}
	p.Pairs = p.overlaps.Pairs
	return p, nil
}

// notPreferred says why a position of a feature cannot be preferred.
func notPreferred(err error, feature string) error {
	if errors.Is(err, data.ErrNotFound) {
		return fmt.Errorf("%s, of which this is a position, is not in the database", feature)
	}
	return saidWrong(err)
}

// positionNamed finds a position, or says which ids are like its.
func positionNamed(ctx context.Context, store data.Store, id string) (data.Feature, error) {
	f, err := store.Feature(ctx, data.Positions.Name, id)
	if !errors.Is(err, data.ErrNotFound) {
		return f, err
	}
	var ids []string
	for p, err := range store.Features(ctx, data.Query{Collection: data.Positions.Name, Fields: []string{}}) {
		if err != nil {
			return f, err
		}
		ids = append(ids, p.ID)
	}
	return f, fmt.Errorf("there is no position %q; %s", id, meant(id, ids, "burialmap export positions --format csv"))
}

// whichPosition says which positions a feature has.
func whichPosition(ctx context.Context, store data.Store, ref string) error {
	var lines []string
	for p, err := range store.Features(ctx, data.Query{Collection: data.Positions.Name, Equal: map[string]string{"of": ref}}) {
		if err != nil {
			return err
		}
		f := sourceFeatureOf(p)
		line := fmt.Sprintf("  %s: %s, by %s, source %s", p.ID, accuracyText(f), f.Method, cmp.Or(p.Location.Source, "not recorded"))
		if is, _ := p.Properties["preferred"].(bool); is {
			line += ", preferred"
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return usageError{fmt.Errorf("%s has no positions to choose from; import them into the collection positions", ref)}
	}
	return usageError{fmt.Errorf("%s is no position; its positions are\n%s", ref, strings.Join(lines, "\n"))}
}

// text is what came of a choice, for people.
func (p preferred) text() string {
	if p.Revision == 0 {
		return fmt.Sprintf("%s stands at %s already; nothing has changed\n", p.Feature, p.Position)
	}
	var b strings.Builder
	switch {
	case p.Moved > 0:
		fmt.Fprintf(&b, "%s moved by %s to position %s\n", p.Feature, metres(p.Moved), p.Position)
	case len(p.Version.Fields) > 0:
		fmt.Fprintf(&b, "%s stands at position %s; its middle did not move\n", p.Feature, p.Position)
	default:
		fmt.Fprintf(&b, "%s stands at position %s, which is where it was\n", p.Feature, p.Position)
	}
	for _, f := range p.Version.Fields {
		fmt.Fprintf(&b, "  %s\n", changeText(f))
	}
	b.WriteString(overlapsLine(p.overlaps))
	return b.String()
}
