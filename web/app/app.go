// Package app holds the web map: a page that shows the collections on a map and as
// tables, in English, Russian and Japanese.
//
// Its source is TypeScript in src; what the browser gets is dist, built from it by
// `npm run build` and committed, so that Go alone builds the program. The continuous
// integration builds dist again and accepts no difference.
package app

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// FS holds index.html at its root and everything the page loads beside it. Files below
// assets/ carry a hash of their content in their name and never change.
func FS() fs.FS {
	root, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // cannot happen: the folder is embedded
	}
	return root
}
