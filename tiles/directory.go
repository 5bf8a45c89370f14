package tiles

import "encoding/binary"

// leafEntries is how many entries the first try puts into a leaf directory.
const leafEntries = 4096

// directories packs the entries into a root directory that clients read with the header
// and, where it would be too long, leaf directories that it points to.
func directories(entries []tileEntry) (root, leaves []byte, err error) {
	if root, err = packed(entries); err != nil || len(root) <= rootLength {
		return root, nil, err
	}
	for size := leafEntries; ; size *= 2 {
		if root, leaves, err = inLeaves(entries, size); err != nil || len(root) <= rootLength {
			return root, leaves, err
		}
	}
}

// inLeaves puts the entries into leaf directories of the given size.
func inLeaves(entries []tileEntry, size int) (root, leaves []byte, err error) {
	var top []tileEntry
	for from := 0; from < len(entries); from += size {
		part := entries[from:min(from+size, len(entries))]
		leaf, err := packed(part)
		if err != nil {
			return nil, nil, err
		}
		top = append(top, tileEntry{id: part[0].id, offset: uint64(len(leaves)), length: uint32(len(leaf))})
		leaves = append(leaves, leaf...)
	}
	root, err = packed(top)
	return root, leaves, err
}

// packed is a directory: column by column, numbers as differences, and 0 for an offset
// that follows on the entry before.
func packed(entries []tileEntry) ([]byte, error) {
	b := binary.AppendUvarint(nil, uint64(len(entries)))
	last := uint64(0)
	for _, e := range entries {
		b = binary.AppendUvarint(b, e.id-last)
		last = e.id
	}
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.run))
	}
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.length))
	}
	for i, e := range entries {
		if i > 0 && e.offset == entries[i-1].offset+uint64(entries[i-1].length) {
			b = append(b, 0)
		} else {
			b = binary.AppendUvarint(b, e.offset+1)
		}
	}
	return compressWell(b)
}
