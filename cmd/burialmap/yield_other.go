//go:build !linux

package main

// yield lets other programs go first where a process can say so thread by thread: elsewhere
// nothing happens.
func yield() {}
