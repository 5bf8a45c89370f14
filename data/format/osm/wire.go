package osm

import (
	"errors"

	"google.golang.org/protobuf/encoding/protowire"
)

// field is one field of a protocol buffers message.
type field struct {
	number protowire.Number
	varint uint64
	bytes  []byte // nil for a field of another type
}

var errWire = errors.New("it is not a message of protocol buffers")

// fields calls visit for each field of a message that is a number or bytes.
func fields(message []byte, visit func(field) error) error {
	for len(message) > 0 {
		number, kind, n := protowire.ConsumeTag(message)
		if n < 0 {
			return errWire
		}
		message = message[n:]
		f := field{number: number}
		switch kind {
		case protowire.VarintType:
			f.varint, n = protowire.ConsumeVarint(message)
		case protowire.BytesType:
			f.bytes, n = protowire.ConsumeBytes(message)
			if f.bytes == nil {
				f.bytes = []byte{}
			}
		default:
			n = protowire.ConsumeFieldValue(number, kind, message)
		}
		if n < 0 {
			return errWire
		}
		message = message[n:]
		if kind == protowire.VarintType || kind == protowire.BytesType {
			if err := visit(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// appendVarints adds the numbers of a repeated field, packed or not.
func appendVarints(list []uint64, f field) ([]uint64, error) {
	if f.bytes == nil {
		return append(list, f.varint), nil
	}
	for b := f.bytes; len(b) > 0; {
		v, n := protowire.ConsumeVarint(b)
		if n < 0 {
			return list, errWire
		}
		list = append(list, v)
		b = b[n:]
	}
	return list, nil
}

// appendDeltas adds the numbers of a repeated field that holds differences.
func appendDeltas(list []int64, f field) ([]int64, error) {
	var last int64
	if len(list) > 0 {
		last = list[len(list)-1]
	}
	if f.bytes == nil {
		return append(list, last+protowire.DecodeZigZag(f.varint)), nil
	}
	for b := f.bytes; len(b) > 0; {
		v, n := protowire.ConsumeVarint(b)
		if n < 0 {
			return list, errWire
		}
		last += protowire.DecodeZigZag(v)
		list = append(list, last)
		b = b[n:]
	}
	return list, nil
}
