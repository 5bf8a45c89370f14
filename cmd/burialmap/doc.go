// Command burialmap maps burial sites of Japanese prisoners of war and local cemeteries,
// finds where the two may share ground, and serves both as GeoJSON, vector tiles and a
// map.
//
// This package joins the rooms: it reads arguments and environment, opens the store,
// fills the registry of formats, starts the server, and turns outcomes into exit codes.
// Results go to standard output, logs and progress to standard error.
package main
