package main

import "runtime/debug"

// version is stamped by the build: -ldflags "-X main.version=v1.2.3".
var version = ""

// versionText is the stamped version, or what the Go tool knows of the checkout.
func versionText() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "development"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "development " + s.Value[:min(12, len(s.Value))]
		}
	}
	return "development"
}
