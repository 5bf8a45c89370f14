package format

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"burialmap/data"
	"burialmap/geo"
)

// Say is what a person says about a file, in a form that can be kept and sent: the lists
// of one archive are all alike.
type Say struct {
	Collection  string            `json:"collection,omitempty"`
	Format      string            `json:"format,omitempty"`
	Layer       string            `json:"layer,omitempty"`
	Encoding    string            `json:"encoding,omitempty"`
	CRS         string            `json:"crs,omitempty"`
	NorthFirst  bool              `json:"north_first,omitempty"`
	Source      string            `json:"source,omitempty"`
	Accuracy    float64           `json:"accuracy_m,omitempty"`
	Map         map[string]string `json:"map,omitempty"` // field → column
	Set         map[string]string `json:"set,omitempty"` // field → value
	LocateWords bool              `json:"locate_words,omitempty"`
}

// Options are what is said, checked as far as that goes without the file.
func (s Say) Options() (ImportOptions, error) {
	opt := ImportOptions{
		Options: Options{Map: s.Map, Encoding: s.Encoding, Layer: s.Layer, CRS: s.CRS},
		Format:  s.Format, Source: s.Source, Accuracy: geo.Accuracy(s.Accuracy), Set: s.Set,
		NorthFirst: s.NorthFirst, LocateWords: s.LocateWords,
	}
	if !(s.Accuracy >= 0) {
		return opt, fmt.Errorf("%w: an accuracy (--accuracy) is a radius in metres greater than 0, not %v", data.ErrInvalid, s.Accuracy)
	}
	if s.Collection == "" {
		return opt, nil
	}
	c, ok := data.CollectionNamed(s.Collection)
	if !ok || c.Derived {
		return opt, fmt.Errorf("%w: records can go to %s, not to %.40q", data.ErrInvalid, Importable(), s.Collection)
	}
	opt.Collection = c
	return opt, nil
}

// Over is what is said, and where nothing is said what the profile says.
func (s Say) Over(profile Say) Say {
	out := profile
	for _, text := range []struct {
		to   *string
		said string
	}{
		{&out.Collection, s.Collection}, {&out.Format, s.Format}, {&out.Layer, s.Layer}, {&out.Encoding, s.Encoding}, {&out.CRS, s.CRS}, {&out.Source, s.Source},
	} {
		if text.said != "" {
			*text.to = text.said
		}
	}
	if s.Accuracy != 0 {
		out.Accuracy = s.Accuracy
	}
	out.NorthFirst, out.LocateWords = out.NorthFirst || s.NorthFirst, out.LocateWords || s.LocateWords
	out.Map, out.Set = laidOver(s.Map, profile.Map), laidOver(s.Set, profile.Set)
	return out
}

func laidOver(said, profile map[string]string) map[string]string {
	if len(said)+len(profile) == 0 {
		return nil
	}
	out := maps.Clone(profile)
	if out == nil {
		out = map[string]string{}
	}
	maps.Copy(out, said)
	return out
}

// Importable lists the collections that records can go to, for people.
func Importable() string {
	var names []string
	for _, c := range data.Collections {
		if !c.Derived {
			names = append(names, c.Name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// stateProfiles is the key under which a store keeps profiles: a JSON object by name.
const stateProfiles = "import.profiles"

const (
	maxProfiles    = 200
	maxProfileName = 80 // runes
)

// Profiles are those that the store keeps, by name.
func Profiles(ctx context.Context, store data.Store) (map[string]Say, error) {
	text, err := store.State(ctx, stateProfiles)
	if err != nil {
		return nil, err
	}
	profiles := map[string]Say{}
	if text == "" {
		return profiles, nil
	}
	if err := json.Unmarshal([]byte(text), &profiles); err != nil {
		return nil, fmt.Errorf("the profiles in the database cannot be read: %w", err)
	}
	return profiles, nil
}

// SaveProfile keeps what is said under a name, in place of what was there; nil forgets it.
// It is an ErrInvalid if it could not be used, and an ErrNotFound to forget what is not
// there.
func SaveProfile(ctx context.Context, store data.Store, name string, say *Say) error {
	name = strings.TrimSpace(name)
	if n := utf8.RuneCountInString(name); n == 0 || n > maxProfileName || !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' }) {
		return fmt.Errorf("%w: a profile needs a name of 1 to %d characters", data.ErrInvalid, maxProfileName)
	}
	if say != nil {
		if _, err := say.Options(); err != nil {
			return err
		}
	}
	_, err := store.Write(ctx, "import", "profile "+name, func(tx data.Tx) error {
		profiles, err := Profiles(ctx, store)
		if err != nil {
			return err
		}
		_, there := profiles[name]
		switch {
		case say != nil && !there && len(profiles) >= maxProfiles:
			return fmt.Errorf("%w: there are %d profiles already; delete one first", data.ErrInvalid, maxProfiles)
		case say != nil:
			profiles[name] = *say
		case !there:
			return fmt.Errorf("there is no profile %.80q: %w", name, data.ErrNotFound)
		default:
			delete(profiles, name)
		}
		text, err := json.Marshal(profiles)
		if err != nil {
			return err
		}
		return tx.SetState(ctx, stateProfiles, string(text))
	})
	return err
}
