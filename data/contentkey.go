package data

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
)

// ContentKey is a key for a record that has none: "content:" and 128 bits of a hash over
// its values, their names and its geometry, in the order of the file. The same record has
// the same key in every import, so that importing a file twice changes nothing. It does
// not depend on the record's place in the file nor on what the importing person says.
func (r Record) ContentKey() string {
	h := sha256.New()
	for _, v := range r.Values {
		writeText(h, v.Name)
		writeText(h, ValueText(v.Value))
	}
	for _, v := range r.Tags {
		writeText(h, v.Name)
		writeText(h, ValueText(v.Value))
	}
	if r.Geometry != nil {
		writeText(h, r.Geometry.GeoJSONType())
		writeText(h, string(AppendGeometry(nil, r.Geometry)))
	}
	return "content:" + hex.EncodeToString(h.Sum(nil)[:16])
}

func writeText(h hash.Hash, s string) {
	var n [8]byte
	binary.LittleEndian.PutUint64(n[:], uint64(len(s)))
	h.Write(n[:])
	h.Write([]byte(s))
}
