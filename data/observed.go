package data

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// observed finds the feature that an observation is of and writes its ref into it; a zero
// feature if there is none. What names none but is called after one is taken to be of it.
func (p *Preferences) observed(ctx context.Context, f *Feature, r *Proposal) (Feature, error) {
	said := strings.TrimSpace(f.Text("of"))
	name := f.Extra["name"] // a waypoint's
	if said == "" && name == "" {
		return Feature{}, nil
	}
	of, err := p.meant(ctx, cmp.Or(said, name))
	switch {
	case err != nil || of.ID == "" && said == "":
		return Feature{}, err
	case of.ID == "":
		r.doubt("of", "observation_of_unknown", fmt.Sprintf("%.80q is no feature of the database, nor the name of one alone", said), "write it as collection/id: plots/12; the observation is kept, and no position is proposed")
		return of, nil
	case said == "" && echoes(*f, of):
		r.Echo = true
		return of, nil
	}
	if said = cmp.Or(said, name); !strings.HasSuffix(said, of.ID) {
		r.doubt("of", "observation_of_name", fmt.Sprintf("%.80q is taken for %s, which alone is called so", said, of.Ref()), "name it as "+of.Ref()+" to be sure")
	}
	f.Properties["of"] = of.Ref()
	f.Location.Fictional = f.Location.Fictional || of.Location.Fictional
	return of, nil
}

// planned is how waypoints of a plan are called: by day, vehicle and order, or as left out,
// and then the site in capitals, cut to what small devices show: "D2A-1 KHURMULI".
var planned = regexp.MustCompile(`^(?:D[0-9]+(?:[A-Z]|\.[0-9]+)?-[0-9]+|X[0-9]+) (\S.*)$`)

// echoes reports whether an observation is only a waypoint of a plan that came back from a
// device which forgets where it had it from: it lies where the map has the site, and nobody
// took it at any time.
func echoes(f, of Feature) bool {
	at, point := f.Geometry.(orb.Point)
	const same = 1.5 // m; small devices round to as much
	return point && planned.MatchString(f.Extra["name"]) && f.Text("observed") == "" && of.Geometry != nil && geo.Distance(at, geo.MiddleOf(of.Geometry)) <= same
}

// meant is the feature of a ref, or the one that alone has that id or name.
func (p *Preferences) meant(ctx context.Context, said string) (Feature, error) {
	if collection, id, ok := strings.Cut(said, "/"); ok {
		if c, known := CollectionNamed(collection); known {
			f, err := p.tx.Feature(ctx, c.Name, SafeID(id))
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

// called is the ref of the one feature that has an id, or if none has it, a name, or is the
// site that a waypoint of a plan is called after; empty if there is none or several.
func (p *Preferences) called(ctx context.Context, said string) (string, error) {
	for _, look := range []func(context.Context, string) ([]string, error){p.byID, p.byName, p.byLabel} {
		refs, err := look(ctx, said)
		if err != nil || len(refs) > 1 {
			return "", err
		}
		if len(refs) == 1 {
			return refs[0], nil
		}
	}
	return "", nil
}

func (p *Preferences) byID(ctx context.Context, said string) (refs []string, err error) {
	for _, c := range []Collection{Sites, Cemeteries, Plots} {
		f, err := p.tx.Feature(ctx, c.Name, said)
		if err == nil {
			refs = append(refs, f.Ref())
		} else if !errors.Is(err, ErrNotFound) {
			return nil, err
		}
	}
	return refs, nil
}

func (p *Preferences) byName(ctx context.Context, said string) (refs []string, err error) {
	for _, c := range []Collection{Sites, Cemeteries, Plots} {
		for _, f := range nameFields {
			if _, has := c.Field(f.Name); !has {
				continue
			}
			if refs, err = p.gather(ctx, Query{Collection: c.Name, Equal: map[string]string{f.Name: said}}, refs); err != nil {
				return nil, err
			}
		}
	}
	return refs, nil
}

func (p *Preferences) byLabel(ctx context.Context, said string) ([]string, error) {
	parts := planned.FindStringSubmatch(said)
	if parts == nil {
		return nil, nil
	}
	return p.gather(ctx, Query{Collection: Sites.Name, Words: parts[1]}, nil)
}

// gather adds the refs of the first two features that a query selects: more than one is
// none.
func (p *Preferences) gather(ctx context.Context, q Query, refs []string) ([]string, error) {
	q.Fields, q.Limit = []string{}, 2
	for f, err := range p.tx.Features(ctx, q) {
		if err != nil {
			return nil, err
		}
		if !slices.Contains(refs, f.Ref()) {
			refs = append(refs, f.Ref())
		}
	}
	return refs, nil
}
