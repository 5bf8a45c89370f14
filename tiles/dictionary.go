package tiles

// dictionary collects the keys and values of a layer: features name them by number.
type dictionary struct {
	keys      []string
	keyNumber map[string]uint32
	values    []byte // encoded messages, one after the other, with their field tags
	number    map[string]uint32
	scratch   []byte
}

func newDictionary() *dictionary {
	return &dictionary{keyNumber: map[string]uint32{}, number: map[string]uint32{}}
}

// The field numbers of the message Value.
const (
	valueString = 1
	valueDouble = 3
	valueUint   = 5
	valueSint   = 6
	valueBool   = 7
)

// add appends the numbers of a key and its value to tags. A value of a type that tiles
// do not hold is left out.
func (d *dictionary) add(tags []uint32, key string, value any) []uint32 {
	b := d.scratch[:0]
	switch v := value.(type) {
	case string:
		b = appendBytes(b, valueString, v)
	case float64:
		b = appendDouble(b, valueDouble, v)
	case int64:
		if v >= 0 {
			b = appendUint(b, valueUint, uint64(v))
		} else {
			b = appendUint(b, valueSint, uint64(v<<1)^uint64(v>>63))
		}
	case bool:
		b = appendUint(b, valueBool, 0)
		if v {
			b[len(b)-1] = 1
		}
	default:
		return tags
	}
	d.scratch = b
	return append(tags, d.key(key), d.value(b))
}

func (d *dictionary) key(name string) uint32 {
	n, ok := d.keyNumber[name]
	if !ok {
		n = uint32(len(d.keys))
		d.keyNumber[name] = n
		d.keys = append(d.keys, name)
	}
	return n
}

func (d *dictionary) value(encoded []byte) uint32 {
	n, ok := d.number[string(encoded)]
	if !ok {
		n = uint32(len(d.number))
		d.number[string(encoded)] = n
		d.values = appendBytes(d.values, layerValue, encoded)
	}
	return n
}
