// Package web answers over HTTP: the OGC API under /api, vector tiles under /tiles, the
// map at /, and whether the program is well.
//
// A request passes the limits and headers of every answer, finds its handler on the one
// page of routes, and there is parsed, asked of the store and written. Everybody may
// read; only a server that was started to be edited takes files, positions and profiles. Whatever goes wrong is answered as problem details
// (RFC 9457) that name the parameter at fault but no path, no SQL and no inside of the
// program; the log has those, under the same request id.
//
// Items are streamed: the memory for an answer does not grow with its length. Every
// answer that shows data has an entity tag, from the revision of the store or from the
// content, and asks caches to come back with it, so that nobody ever sees a stale grave.
package web
