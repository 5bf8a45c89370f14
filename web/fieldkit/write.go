package fieldkit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"

	"burialmap/data/format"
	"burialmap/web/fieldkit/book"
)

// Written is a file of a package.
type Written struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	For    string `json:"for"` // what it is for, in the first language of the package
}

// Manifest is manifest.json: what a package is of, and every other file in it.
type Manifest struct {
	Program      string    `json:"program"`
	Plan         string    `json:"plan"`
	Title        string    `json:"title"`
	Revision     int64     `json:"revision"`      // of the plan
	DataRevision int64     `json:"data_revision"` // of the data
	Date         string    `json:"date"`
	Fictional    bool      `json:"fictional,omitempty"`
	Languages    []string  `json:"languages"`
	Files        []Written `json:"files"`
}

const manifestName = "manifest.json"

// packing is a package being made.
type packing struct {
	Kit
	*agenda
	ground *ground
	about  format.About
	say    dictionary             // the first language
	saved  *fieldFile             // the GeoPackage, which its project is made from
	sheets map[string]book.Ground // what the books show, once it is read
	files  []Written
}

// Write makes a package in a sink, whole or not at all, and returns what is in it.
func Write(ctx context.Context, k Kit, to Sink) (_ Manifest, err error) {
	defer func() {
		if err != nil {
			to.Discard()
		}
	}()
	if err := k.check(ctx); err != nil {
		return Manifest{}, err
	}
	p, err := pack(ctx, k)
	if err != nil {
		return Manifest{}, err
	}
	defer p.saved.remove()
	if err := p.writeAll(ctx, to); err != nil {
		return Manifest{}, err
	}
	if err := k.unchanged(ctx); err != nil {
		return Manifest{}, err
	}
	m := p.manifest()
	if err := p.write(ctx, to, file{manifestName, asJSON(m)}); err != nil {
		return Manifest{}, err
	}
	return m, to.Finish()
}

// pack reads what all files need.
func pack(ctx context.Context, k Kit) (*packing, error) {
	p := &packing{Kit: k, agenda: newAgenda(k), saved: &fieldFile{}, say: words[k.languages()[0]]}
	var err error
	if p.ground, err = around(ctx, k, p.agenda); err != nil {
		return nil, fmt.Errorf("reading the ground around the sites: %w", err)
	}
	p.about = format.About{
		Title: k.Plan.Title, Program: k.Program, Address: k.Address, Date: k.Today, Revision: k.Timetable.DataRevision,
		Filter: fmt.Sprintf("plan %s, revision %d", k.Plan.ID, k.Plan.Revision),
	}
	p.about.Sources, err = p.ground.sources(ctx, k.Store)
	return p, err
}

func (p *packing) writeAll(ctx context.Context, to Sink) error {
	all := []file{{"README.txt", p.readme}}
	for _, part := range Parts {
		if p.wants(part.Name) {
			all = append(all, part.make(p)...)
		}
	}
	for i, f := range all {
		if p.Progress != nil {
			p.Progress(f.name, i, len(all))
		}
		if err := p.write(ctx, to, f); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return nil
}

// write writes one file and notes what it came to.
func (p *packing) write(ctx context.Context, to Sink, f file) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	out, err := to.Create(f.name)
	if err != nil {
		return err
	}
	sum := &summing{to: out, hash: sha256.New()}
	if err := f.write(ctx, sum); err != nil {
		return err
	}
	p.files = append(p.files, Written{f.name, sum.bytes, hex.EncodeToString(sum.hash.Sum(nil)), p.say.purpose(f.name)})
	return nil
}

func (p *packing) manifest() Manifest {
	return Manifest{
		Program: p.Program, Plan: p.Plan.ID, Title: p.Plan.Title, Revision: p.Plan.Revision, DataRevision: p.Timetable.DataRevision,
		Date: p.day(), Fictional: p.Plan.Fictional, Languages: p.languages(), Files: p.files,
	}
}

// day is the day on which the package is made.
func (p *packing) day() string { return p.Today.Format("2006-01-02") }

// summing counts and sums up what passes through.
type summing struct {
	to    io.Writer
	hash  hash.Hash
	bytes int64
}

// Write passes b on.
func (s *summing) Write(b []byte) (int, error) {
	n, err := s.to.Write(b)
	s.bytes += int64(n)
	_, _ = s.hash.Write(b[:n]) // a hash takes everything
	return n, err
}

// asJSON writes a value as people can read it, too.
func asJSON(v any) func(context.Context, io.Writer) error {
	return func(_ context.Context, w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(v)
	}
}

// json writes the plan itself, which burialmap reads again.
func (p *packing) json(ctx context.Context, w io.Writer) error { return asJSON(p.Plan)(ctx, w) }
