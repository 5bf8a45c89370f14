// Package format is where files meet features.
//
// A [Reader] streams a file as records, one at a time, whatever its size; a [Writer]
// streams features to a file. A [Registry] picks the reader by name or by looking at the
// first bytes. [Import] takes records through the rules of package data into a store, as
// one transaction, and ends with counts that add up.
//
// One folder below this one does the work for one file format. The folders do not know
// each other; the program fills the registry.
package format
