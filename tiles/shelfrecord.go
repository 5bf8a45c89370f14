package tiles

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
)

// The shelf's file is a header and records, one after the other. A record is a head and a
// body, each with its own checksum (CRC-32C), so that the heads alone can be walked:
//
//	head   checksum of the rest of the head  4
//	       checksum of the body              4
//	       length of the body                4
//	       kind 1 │ coding 1 │ zoom 1 │ 0     4
//	       x 4 │ y 4
//	       revision                          8
//	       merged 4 │ dropped 4
//	       content tag                      12 │ 0 4
//	body   the tile in the coding
//
// All numbers are little endian.
const headLength = 56

// The kinds of record.
const (
	recordTile  = 1 // a tile; with a coding other than gzip, a further form of one
	recordDrop  = 2 // the tile at this place is stale
	recordMoved = 3 // all tiles before show this revision; the body is its stamp
	recordClear = 4 // all tiles before are stale
)

// maxBody is more than any tile has.
const maxBody = 64 << 20

// record is the head of a record.
type record struct {
	kind            byte
	coding          byte // its number
	at              place
	revision        int64
	merged, dropped int
	tag             contentTag
	length          int
	sum             uint32 // of the body
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// appendRecord writes a record.
func appendRecord(b []byte, r record, body []byte) []byte {
	from := len(b)
	b = binary.LittleEndian.AppendUint32(b, 0)
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(body, castagnoli))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(body)))
	b = append(b, r.kind, r.coding, byte(r.at.z), 0)
	b = binary.LittleEndian.AppendUint32(b, uint32(r.at.x))
	b = binary.LittleEndian.AppendUint32(b, uint32(r.at.y))
	b = binary.LittleEndian.AppendUint64(b, uint64(r.revision))
	b = binary.LittleEndian.AppendUint32(b, uint32(r.merged))
	b = binary.LittleEndian.AppendUint32(b, uint32(r.dropped))
	b = append(append(b, r.tag[:]...), 0, 0, 0, 0)
	head := b[from:]
	binary.LittleEndian.PutUint32(head, crc32.Checksum(head[4:], castagnoli))
	return append(b, body...)
}

// readHead reads the head of a record, or refuses one that was not written so.
func readHead(b []byte) (record, error) {
	if len(b) < headLength {
		return record{}, fmt.Errorf("%d bytes are no record", len(b))
	}
	number := func(at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	if number(0) != crc32.Checksum(b[4:headLength], castagnoli) {
		return record{}, fmt.Errorf("the checksum of a record is wrong")
	}
	r := record{
		kind: b[12], coding: b[13], at: place{int(b[14]), int(number(16)), int(number(20))},
		revision: int64(binary.LittleEndian.Uint64(b[24:])),
		merged:   int(number(32)), dropped: int(number(36)), tag: contentTag(b[40:52]),
		length: int(number(8)), sum: number(4),
	}
	if r.length > maxBody || int(r.coding) >= len(codings) || r.at.z > 30 || r.at.x >= 1<<r.at.z || r.at.y >= 1<<r.at.z {
		return record{}, fmt.Errorf("a record makes no sense")
	}
	return r, nil
}

// body checks the body of a record.
func (r record) body(b []byte) ([]byte, error) {
	if len(b) != r.length || crc32.Checksum(b, castagnoli) != r.sum {
		return nil, fmt.Errorf("the checksum of tile %s is wrong", r.at)
	}
	return b, nil
}

// The header: name and version, what the tiles were drawn by, nothing yet, and the checksum
// of all that.
const (
	shelfName   = "burialmap tiles\x01"
	shelfHeader = 64
)

func shelfHeaderFor(drawnBy [32]byte) []byte {
	b := append(make([]byte, 0, shelfHeader), shelfName...)
	b = append(b, drawnBy[:]...)
	b = append(b, make([]byte, shelfHeader-4-len(b))...)
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}
