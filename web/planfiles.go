package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/web/fieldkit"
	"burialmap/web/fieldkit/book"
)

// planPackage answers with everything that a team carries, as a ZIP.
func (s *server) planPackage(w http.ResponseWriter, r *http.Request) error {
	p, err := readParams(r, "revision", "today", "languages", "only")
	if err != nil {
		return err
	}
	j, err := s.journeyAsked(r, p)
	if err != nil {
		return err
	}
	kit := fieldkit.Kit{Plan: j.plan, Store: s.Store, Tiles: s.Tiles, Today: j.today, Program: "burialmap " + s.Version, Address: s.base(r)}
	if kit.Languages, err = p.names("languages", book.Languages); err != nil {
		return err
	}
	if kit.Only, err = p.names("only", partNames()); err != nil {
		return err
	}
	if kit.GeoPackage, err = s.Formats.Writer("gpkg"); err != nil {
		return err
	}
	if s.App != nil {
		if kit.Basemap, err = fieldkit.Basemap(s.App); err != nil {
			return err
		}
	}
	if unchanged(w, r, j.tag("package-"+strings.Join(slices.Concat(kit.Languages, kit.Only), "."))) {
		return nil
	}
	return s.writePackage(w, r, kit)
}

// writePackage writes a package while it is made.
func (s *server) writePackage(w http.ResponseWriter, r *http.Request, kit fieldkit.Kit) error {
	done, err := s.exporting()
	if err != nil {
		return err
	}
	defer done()
	world, err := fieldplan.Load(r.Context(), s.Store, kit.Plan)
	if err != nil {
		return err
	}
	kit.World, kit.Timetable = world, world.Timetable(kit.Plan, kit.Today)
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(exportTime)) // a recorder has none
	attach(w, fmt.Sprintf("%s-%d.zip", kit.Plan.ID, kit.Plan.Revision))
	out := newStream(w, "application/zip")
	_, err = fieldkit.Write(r.Context(), kit, fieldkit.NewZip(out, kit.Today))
	switch {
	case errors.Is(err, data.ErrConflict):
		return out.fail(fmt.Errorf("%w: %w", unavailable("The data have changed while the package was made; ask again."), err))
	case err != nil:
		return out.fail(err)
	}
	return out.end()
}

func partNames() []string {
	names := make([]string, len(fieldkit.Parts))
	for i, part := range fieldkit.Parts {
		names[i] = part.Name
	}
	return names
}

// names are some of those that a parameter may name, with commas between them; nil if it is
// not given.
func (p params) names(name string, of []string) ([]string, error) {
	text, ok := p[name]
	if !ok {
		return nil, nil
	}
	all := strings.Split(text, ",")
	for i, given := range all {
		if !slices.Contains(of, given) || slices.Contains(all[:i], given) {
			return nil, badParameter(name, fmt.Sprintf("Parameter %q is to be some of %s, each once, with commas between them.", name, strings.Join(of, ", ")))
		}
	}
	return all, nil
}
