package tiles_test

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb/encoding/mvt"
	"google.golang.org/protobuf/encoding/protowire"
)

// read decodes a tile with another implementation, but not before it has looked whether the
// tile is one: that implementation takes much on trust.
func read(raw []byte) (mvt.Layers, error) {
	names := map[string]bool{}
	err := eachField(raw, func(field protowire.Number, wire protowire.Type, value []byte, _ uint64) error {
		if field != 3 {
			return nil
		}
		if wire != protowire.BytesType {
			return errors.New("a layer is no message")
		}
		name, err := checkLayer(value)
		if err == nil && names[name] {
			err = fmt.Errorf("there are two layers %q", name)
		}
		names[name] = true
		return err
	})
	if err != nil {
		return nil, err
	}
	return mvt.Unmarshal(raw)
}

// eachField visits the fields of a message: what is delimited as bytes, all else as number.
func eachField(b []byte, visit func(protowire.Number, protowire.Type, []byte, uint64) error) error {
	for len(b) > 0 {
		field, wire, n := protowire.ConsumeTag(b)
		if n < 0 {
			return protowire.ParseError(n)
		}
		b = b[n:]
		var value []byte
		var number uint64
		switch wire {
		case protowire.BytesType:
			value, n = protowire.ConsumeBytes(b)
		case protowire.VarintType:
			number, n = protowire.ConsumeVarint(b)
		default:
			n = protowire.ConsumeFieldValue(field, wire, b)
		}
		if n < 0 {
			return protowire.ParseError(n)
		}
		b = b[n:]
		if err := visit(field, wire, value, number); err != nil {
			return err
		}
	}
	return nil
}

func checkLayer(b []byte) (name string, err error) {
	var version uint64
	var features [][]byte
	keys, values := 0, 0
	err = eachField(b, func(field protowire.Number, wire protowire.Type, value []byte, number uint64) error {
		if want := protowire.BytesType; field <= 4 && wire != want || (field == 5 || field == 15) && wire != protowire.VarintType {
			return fmt.Errorf("field %d of a layer has the wire type %d", field, wire)
		}
		switch field {
		case 1:
			name = string(value)
		case 2:
			features = append(features, value)
		case 3:
			keys++
		case 4:
			values++
			return checkValue(value)
		case 15:
			version = number
		}
		return nil
	})
	if err == nil && (name == "" || version < 1 || version > 2) {
		err = fmt.Errorf("layer %q has the version %d", name, version)
	}
	for _, f := range features {
		if err == nil {
			err = checkFeature(f, keys, values)
		}
	}
	return name, err
}

func checkValue(b []byte) error {
	return eachField(b, func(field protowire.Number, wire protowire.Type, _ []byte, _ uint64) error {
		want := map[protowire.Number]protowire.Type{
			1: protowire.BytesType, 2: protowire.Fixed32Type, 3: protowire.Fixed64Type,
			4: protowire.VarintType, 5: protowire.VarintType, 6: protowire.VarintType, 7: protowire.VarintType,
		}
		if w, known := want[field]; !known || w != wire {
			return fmt.Errorf("a value of type %d has the wire type %d", field, wire)
		}
		return nil
	})
}

func checkFeature(b []byte, keys, values int) error {
	var kind uint64
	var geometry []uint64
	geometries := 0
	err := eachField(b, func(field protowire.Number, wire protowire.Type, value []byte, number uint64) error {
		var err error
		switch {
		case field == 2 && wire == protowire.BytesType:
			return checkTags(value, keys, values)
		case field == 3 && wire == protowire.VarintType:
			kind = number
		case field == 4 && wire == protowire.BytesType:
			geometries++
			geometry, err = numbers(value)
		case field >= 1 && field <= 4 && (field != 1 || wire != protowire.VarintType):
			err = fmt.Errorf("field %d of a feature has the wire type %d", field, wire)
		}
		return err
	})
	switch {
	case err != nil:
		return err
	case geometries != 1:
		return fmt.Errorf("a feature has %d geometries", geometries)
	case kind < 1 || kind > 3:
		return fmt.Errorf("a feature is of kind %d", kind)
	}
	return checkGeometry(geometry, kind)
}

func numbers(packed []byte) (all []uint64, err error) {
	for len(packed) > 0 {
		v, n := protowire.ConsumeVarint(packed)
		if n < 0 {
			return nil, protowire.ParseError(n)
		}
		all, packed = append(all, v), packed[n:]
	}
	return all, nil
}

func checkTags(packed []byte, keys, values int) error {
	tags, err := numbers(packed)
	if err != nil || len(tags)%2 != 0 {
		return fmt.Errorf("%d tags, %w", len(tags), err)
	}
	for i := 0; i < len(tags); i += 2 {
		if tags[i] >= uint64(keys) || tags[i+1] >= uint64(values) {
			return errors.New("a tag points to nothing")
		}
	}
	return nil
}

// checkGeometry holds commands to section 4.3.4 of the specification.
func checkGeometry(cmds []uint64, kind uint64) error {
	open := false // a path that can go on
	for i := 0; i < len(cmds); {
		id, count := cmds[i]&7, cmds[i]>>3
		i++
		fits := 2*count <= uint64(len(cmds)-i)
		switch {
		case id == 1 && count > 0 && fits && (kind == 1 || count == 1):
			open = kind != 1
			i += int(2 * count)
		case id == 2 && count > 0 && fits && open:
			i += int(2 * count)
		case id == 7 && count == 1 && open && kind == 3:
			open = false
		default:
			return fmt.Errorf("command %d with the count %d in a geometry of kind %d", id, count, kind)
		}
	}
	if len(cmds) == 0 || open && kind == 3 {
		return errors.New("a geometry has no end")
	}
	return nil
}
