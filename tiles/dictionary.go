package tiles

// dictionary collects the keys and values of a layer: features name them by number.
type dictionary struct {
	keys      []string
	keyNumber map[string]uint32
	values    []byte // encoded messages, one after the other, with their field tags
	count     uint32 // of values
	number    map[string]uint32
	scratch   []byte
}

// reset empties the dictionary for the next layer.
func (d *dictionary) reset() {
	d.keys, d.values, d.count = d.keys[:0], d.values[:0], 0
	clear(d.keyNumber)
	clear(d.number)
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
	d.scratch = appendValue(d.scratch[:0], value)
	if len(d.scratch) == 0 {
		return tags
	}
	return append(tags, d.key(key), d.value(d.scratch))
}

// appendValue writes a value as a layer holds it; nothing if its type is one that tiles do
// not hold.
func appendValue(b []byte, value any) []byte {
	var room [16]byte
	v := room[:0]
	switch value := value.(type) {
	case string:
		v = appendBytes(v, valueString, value)
	case float64:
		v = appendDouble(v, valueDouble, value)
	case int64:
		if value >= 0 {
			v = appendUint(v, valueUint, uint64(value))
		} else {
			v = appendUint(v, valueSint, uint64(value<<1)^uint64(value>>63))
		}
	case bool:
		v = appendUint(v, valueBool, 0)
		if value {
			v[len(v)-1] = 1
		}
	default:
		return b
	}
	return appendBytes(b, layerValue, v)
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

// value is the number of a value that appendValue has written.
func (d *dictionary) value(encoded []byte) uint32 {
	n, ok := d.number[string(encoded)]
	if !ok {
		n = d.next(encoded)
		d.number[string(encoded)] = n
	}
	return n
}

// next numbers a value without looking whether it is there already.
func (d *dictionary) next(encoded []byte) uint32 {
	d.values = append(d.values, encoded...)
	d.count++
	return d.count - 1
}
