// Package data is what is recorded: the nouns, the rules that make them valid, and the
// contract of the place that keeps them.
//
// A reader (package format) turns a file into [Record]s. A Record becomes a [Feature]
// of one [Collection], or a [Problem] that names file, record, field, rule and what to
// do. A [Store] keeps features; every atomic write to it is a [Change]. Everything that
// shows, exports or compares features asks the Store with a [Query].
//
// The same noun is spelled the same in Go, JSON, URL, map layer and table column.
package data
