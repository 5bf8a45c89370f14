package format

import (
	"fmt"
	"hash/fnv"
)

// Digest is short, and tells any change of words but one made to deceive it: by it a reader
// knows the words that were written by its own writer.
func Digest(words string) string {
	h := fnv.New64a()
	h.Write([]byte(words))
	return fmt.Sprintf("%016x", h.Sum64())
}
