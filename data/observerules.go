package data

import (
	"fmt"
	"path"
	"strings"
)

// photos keeps names of photographs that are names within a folder. Of one that leads out of
// it the last part stands for it: nobody is to open another file by what a form says.
func (a *assembly) photos() {
	const field = "photos"
	said := a.feature.Text(field)
	if said == "" || a.rules.Collection.Name != Observations.Name {
		return
	}
	var names, odd []string
	for _, name := range strings.FieldsFunc(said, func(r rune) bool { return r == ';' || r == '\n' || r == '\r' }) {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		plain, ok := photoName(name)
		if !ok {
			odd = append(odd, name)
		}
		if plain != "" {
			names = append(names, plain)
		}
	}
	a.feature.Properties[field] = strings.Join(names, "; ")
	if len(names) == 0 {
		delete(a.feature.Properties, field)
	}
	if len(odd) == 0 {
		return
	}
	a.keep(field, said)
	a.warn(field, "photo_path", fmt.Sprintf("%.80q leads out of the folder of the photographs", odd[0]),
		"write names as they are in the folder, such as DCIM/visit-1.jpg; of this one only the last part is taken, and the words are kept beside the record")
}

// photoName is the name of a photograph within a folder, with forward slashes. It is false
// for one that names a place elsewhere, with the last part of it, which may be empty.
func photoName(name string) (plain string, ok bool) {
	plain = strings.ReplaceAll(name, `\`, "/")
	within := path.Clean("/" + plain)[1:]
	if within == plain && !strings.Contains(plain, ":") {
		return plain, true
	}
	last := path.Base(within)
	if i := strings.LastIndex(last, ":"); i >= 0 {
		last = last[i+1:]
	}
	return strings.Trim(last, "./"), false
}
