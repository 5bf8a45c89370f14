package cql

import (
	"strings"

	"burialmap/data"
)

// keywords cannot be names of properties without quotes.
var keywords = []string{"AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "TRUE", "FALSE"}

func isKeyword(name string) bool {
	for _, k := range keywords {
		if strings.EqualFold(k, name) {
			return true
		}
	}
	return false
}

// operand reads a property, a literal or a function of them.
func (p *parser) operand() (data.Operand, error) {
	t := p.token
	switch {
	case t.kind == text:
		return data.TextValue(t.text), p.advance()
	case t.kind == number:
		return data.NumberValue(t.value), p.advance()
	case p.isSymbol("["):
		return p.array()
	case p.is("TRUE"), p.is("FALSE"):
		return data.BooleanValue(p.is("TRUE")), p.advance()
	case t.kind == quotedName:
		return p.property()
	case t.kind == word && !isKeyword(t.text):
		if p.opens() {
			return p.function()
		}
		return p.property()
	}
	return nil, p.expected("a property or a value")
}

func (p *parser) property() (data.Operand, error) {
	name := p.token
	if err := p.node(name.at); err != nil {
		return nil, err
	}
	return data.Property(name.text), p.advance()
}

func (p *parser) array() (data.Operand, error) {
	if err := p.down(p.token.at); err != nil {
		return nil, err
	}
	defer p.up()
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.isSymbol("]") {
		return data.ListValue{}, p.advance()
	}
	list, err := p.list("]")
	return data.ListValue(list), err
}

// function reads a literal that is written like a function, or one of the functions.
func (p *parser) function() (data.Operand, error) {
	t := p.token
	if err := p.node(t.at); err != nil {
		return nil, err
	}
	if err := p.down(t.at); err != nil {
		return nil, err
	}
	defer p.up()
	switch strings.ToUpper(t.text) {
	case "DATE":
		return p.instant(readDate)
	case "TIMESTAMP":
		return p.instant(readTimestamp)
	case "INTERVAL":
		return p.interval()
	case "BBOX":
		return p.box()
	case "CASEI":
		args, err := p.arguments(1)
		if err != nil {
			return nil, err
		}
		return data.CaseI{Of: args[0]}, nil
	case "ACCENTI":
		args, err := p.arguments(1)
		if err != nil {
			return nil, err
		}
		return data.AccentI{Of: args[0]}, nil
	case "DISTANCE":
		args, err := p.arguments(2)
		if err != nil {
			return nil, err
		}
		return data.Distance{Left: args[0], Right: args[1]}, nil
	}
	if isGeometry(t.text) {
		return p.geometry()
	}
	return nil, failAt(t.at, "there is no function %s; there are CASEI, ACCENTI, distance, the operators S_…, T_… and A_…, and the literals DATE, TIMESTAMP, INTERVAL, BBOX, POINT, POLYGON …", shortened(t.text))
}

// arguments reads a name and n operands in brackets.
func (p *parser) arguments(n int) ([]data.Operand, error) {
	name := p.token
	if err := p.advance(); err != nil {
		return nil, err
	}
	if err := p.skip("(", " after "+name.text); err != nil {
		return nil, err
	}
	var args []data.Operand
	for range n {
		if len(args) > 0 {
			if err := p.skip(",", " and another value for "+name.text); err != nil {
				return nil, err
			}
		}
		arg, err := p.operand()
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
	}
	return args, p.skip(")", " after the values of "+name.text)
}

// instant reads DATE('…') and TIMESTAMP('…').
func (p *parser) instant(read func(string) (data.InstantValue, error)) (data.Operand, error) {
	name := p.token
	if err := p.advance(); err != nil {
		return nil, err
	}
	if err := p.skip("(", ""); err != nil {
		return nil, err
	}
	if p.token.kind != text {
		return nil, p.expected("a text in single quotes for " + name.text)
	}
	v, err := read(p.token.text)
	if err != nil {
		return nil, failAt(p.token.at, "%s", err)
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	return v, p.skip(")", "")
}

func (p *parser) interval() (data.Operand, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	if err := p.skip("(", ""); err != nil {
		return nil, err
	}
	start, err := p.intervalEnd()
	if err != nil {
		return nil, err
	}
	if err := p.skip(",", " and the end of the interval"); err != nil {
		return nil, err
	}
	end, err := p.intervalEnd()
	if err != nil {
		return nil, err
	}
	return data.IntervalValue{Start: start, End: end}, p.skip(")", " after the interval")
}

// intervalEnd is a day, a moment, '..' or a property; nil for an open end.
func (p *parser) intervalEnd() (data.Operand, error) {
	if p.token.kind != text {
		return p.operand()
	}
	v, err := readEnd(p.token.text)
	if err != nil {
		return nil, failAt(p.token.at, "%s", err)
	}
	return v, p.advance()
}
