package data

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// observed finds the feature that an observation is of and writes its ref into it; a zero
// feature if there is none.
func (p *Preferences) observed(ctx context.Context, f *Feature, r *Proposal) (Feature, error) {
	said := strings.TrimSpace(f.Text("of"))
	if said == "" {
		return Feature{}, nil
	}
	of, err := p.meant(ctx, said)
	if err != nil {
		return Feature{}, err
	}
	if of.ID == "" {
		r.doubt("of", "observation_of_unknown", fmt.Sprintf("%.80q is no feature of the database, nor the name of one alone", said), "write it as collection/id: plots/12; the observation is kept, and no position is proposed")
		return of, nil
	}
	f.Properties["of"] = of.Ref()
	if !strings.Contains(said, of.ID) {
		r.doubt("of", "observation_of_name", fmt.Sprintf("%.80q is taken for %s, which alone has that name", said, of.Ref()), "name it as "+of.Ref()+" to be sure")
	}
	f.Location.Fictional = f.Location.Fictional || of.Location.Fictional
	return of, nil
}

// meant is the feature of a ref, or the one that alone has that id or name.
func (p *Preferences) meant(ctx context.Context, said string) (Feature, error) {
	if collection, id, ok := strings.Cut(said, "/"); ok {
		if c, known := CollectionNamed(collection); known {
			f, err := p.tx.Feature(ctx, c.Name, id)
			if errors.Is(err, ErrNotFound) {
				return Feature{}, nil
			}
			return f, err
		}
	}
	if ref, ok := p.names[said]; ok {
		return p.named(ctx, ref)
	}
	found, err := p.called(ctx, said)
	if err != nil {
		return Feature{}, err
	}
	if p.names == nil {
		p.names = map[string]string{}
	}
	if len(p.names) < maxNames {
		p.names[said] = found
	}
	return p.named(ctx, found)
}

// maxNames is how many names are remembered that observations gave; a team visits fewer.
const maxNames = 10_000

func (p *Preferences) named(ctx context.Context, ref string) (Feature, error) {
	if ref == "" {
		return Feature{}, nil
	}
	return featureOf(ctx, p.tx, ref)
}

// called is the ref of the one feature that has an id, or if none has it, a name; empty if
// there is none or several.
func (p *Preferences) called(ctx context.Context, said string) (string, error) {
	for _, fields := range [][]string{{"id"}, {"name", "name_en", "name_ru", "name_ja"}} {
		var refs []string
		for _, c := range []Collection{Sites, Cemeteries, Plots} {
			for _, field := range fields {
				if _, has := c.Field(field); !has && field != "id" {
					continue
				}
				if err := p.gather(ctx, c.Name, field, said, &refs); err != nil {
					return "", err
				}
			}
		}
		if len(refs) == 1 {
			return refs[0], nil
		}
		if len(refs) > 1 {
			return "", nil
		}
	}
	return "", nil
}

func (p *Preferences) gather(ctx context.Context, collection, field, said string, refs *[]string) error {
	if field == "id" {
		f, err := p.tx.Feature(ctx, collection, said)
		if err == nil {
			*refs = append(*refs, f.Ref())
		}
		if errors.Is(err, ErrNotFound) {
			err = nil
		}
		return err
	}
	for f, err := range p.tx.Features(ctx, Query{Collection: collection, Equal: map[string]string{field: said}, Fields: []string{}, Limit: 2}) {
		if err != nil {
			return err
		}
		if !slices.Contains(*refs, f.Ref()) {
			*refs = append(*refs, f.Ref())
		}
	}
	return nil
}
