// Package formattest is the suite that every file format passes: what a writer writes reads
// back the same, an export that is imported again changes nothing, and a reader answers
// any bytes whatever with records, findings or an error. It is for tests only.
package formattest
