package web

import (
	"fmt"
	"mime"
	"net/http"
	"strings"
)

// answerJSON sends what is nobody else's to keep.
func answerJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", asJSON.media)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(appendJSON(nil, v), '\n')) // the client is gone: nobody is left to tell
	return nil
}

// attach makes an answer a file with a name, in any script.
func attach(w http.ResponseWriter, name string) {
	disposition := fmt.Sprintf("attachment; filename=%q", name)
	if strings.ContainsFunc(name, func(r rune) bool { return r > '~' }) {
		disposition = mime.FormatMediaType("attachment", map[string]string{"filename": name}) // RFC 2231
	}
	w.Header().Set("Content-Disposition", disposition)
}
