// Package storetest is the one suite that every data.Store passes.
//
// A store runs it from a test of its own with a function that opens it:
//
//	func TestStore(t *testing.T) { storetest.Run(t, open) }
//
// Each subtest is a sentence of the contract in package data. Nothing here knows how a
// store keeps its features: what holds for one must hold for the next. All features are
// invented and say so.
package storetest
