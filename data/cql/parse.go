package cql

import (
	"slices"
	"strings"
	"unicode/utf8"

	"burialmap/data"
)

// Parse reads a filter in CQL2 Text.
func Parse(input string) (data.Filter, error) {
	switch {
	case len(input) > MaxText:
		return nil, failAt(0, "the filter has %d bytes; %d are the most", len(input), MaxText)
	case !utf8.ValidString(input):
		return nil, failAt(0, "the filter is not UTF-8")
	}
	p := &parser{scanner: scanner{rest: input, at: 1}}
	if err := p.advance(); err != nil {
		return nil, err
	}
	f, err := p.either()
	if err != nil {
		return nil, err
	}
	if p.token.kind != end {
		return nil, p.expected("AND, OR or the end")
	}
	return f, nil
}

// parser reads with one token ahead. Every method begins at its first token and ends after
// its last.
type parser struct {
	scanner scanner
	token   token
	limits
}

// limits is how much has been read, against what may be.
type limits struct{ depth, nodes, vertices int }

// down goes one level deeper; up comes back.
func (l *limits) down(at int) error {
	if l.depth++; l.depth > data.MaxFilterDepth {
		return failAt(at, "the filter is nested more than %d deep", data.MaxFilterDepth)
	}
	return nil
}

func (l *limits) up() { l.depth-- }

func (l *limits) node(at int) error {
	if l.nodes++; l.nodes > data.MaxFilterNodes {
		return failAt(at, "the filter has more than %d parts; ask for less at a time", data.MaxFilterNodes)
	}
	return nil
}

func (l *limits) vertex(at int) error {
	if l.vertices++; l.vertices > data.MaxFilterVertices {
		return failAt(at, "the geometries of the filter have more than %d positions; simplify them", data.MaxFilterVertices)
	}
	return nil
}

func (p *parser) advance() (err error) {
	p.token, err = p.scanner.next()
	return err
}

func (p *parser) expected(what string) error {
	return failAt(p.token.at, "expected %s, found %s", what, p.token)
}

// is reports whether a keyword comes next, in any case.
func (p *parser) is(keyword string) bool {
	return p.token.kind == word && strings.EqualFold(p.token.text, keyword)
}

func (p *parser) isSymbol(s string) bool { return p.token.kind == symbol && p.token.text == s }

// skip goes over a symbol that has to come next.
func (p *parser) skip(s, why string) error {
	if !p.isSymbol(s) {
		return p.expected(s + why)
	}
	return p.advance()
}

// opens reports whether a bracket follows the next token: it is the name of a function then.
// So it is if the Z of a geometry with heights stands between them.
func (p *parser) opens() bool {
	if p.token.kind != word {
		return false
	}
	rest := strings.TrimLeft(p.scanner.rest, blanks)
	if len(rest) > 0 && (rest[0] == 'Z' || rest[0] == 'z') && isGeometry(p.token.text) {
		rest = strings.TrimLeft(rest[1:], blanks)
	}
	return strings.HasPrefix(rest, "(")
}

func (p *parser) either() (data.Filter, error) {
	list, err := p.joined("OR", p.both)
	if err != nil || len(list) == 1 {
		return first(list), err
	}
	return data.Or(list), nil
}

func (p *parser) both() (data.Filter, error) {
	list, err := p.joined("AND", p.negation)
	if err != nil || len(list) == 1 {
		return first(list), err
	}
	return data.And(list), nil
}

func first(list []data.Filter) data.Filter {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// joined reads conditions with a keyword between them.
func (p *parser) joined(keyword string, condition func() (data.Filter, error)) ([]data.Filter, error) {
	var list []data.Filter
	for {
		f, err := condition()
		if err != nil {
			return nil, err
		}
		list = append(list, f)
		if !p.is(keyword) {
			return list, nil
		}
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
}

func (p *parser) negation() (data.Filter, error) {
	if !p.is("NOT") {
		return p.condition()
	}
	if err := p.down(p.token.at); err != nil {
		return nil, err
	}
	defer p.up()
	if err := p.advance(); err != nil {
		return nil, err
	}
	f, err := p.negation()
	return data.Not{Filter: f}, err
}

func (p *parser) condition() (data.Filter, error) {
	if err := p.node(p.token.at); err != nil {
		return nil, err
	}
	if p.isSymbol("(") {
		return p.bracketed()
	}
	if p.opens() {
		if f, ok, err := p.relation(); ok || err != nil {
			return f, err
		}
	}
	at := p.token
	of, err := p.operand()
	if err != nil {
		return nil, err
	}
	return p.about(of, at)
}

func (p *parser) bracketed() (data.Filter, error) {
	if err := p.down(p.token.at); err != nil {
		return nil, err
	}
	defer p.up()
	if err := p.advance(); err != nil {
		return nil, err
	}
	f, err := p.either()
	if err != nil {
		return nil, err
	}
	return f, p.skip(")", ", AND or OR")
}

// relation reads S_…, T_… and A_…; false if the next word is none of them.
func (p *parser) relation() (data.Filter, bool, error) {
	op := strings.ToUpper(p.token.text)
	spatial, temporal := slices.Contains(data.SpatialOps, op), slices.Contains(data.TemporalOps, op)
	if !spatial && !temporal && !slices.Contains(data.ArrayOps, op) {
		return nil, false, nil
	}
	args, err := p.arguments(2)
	if err != nil {
		return nil, true, err
	}
	switch {
	case spatial:
		return data.Spatial{Op: op, Left: args[0], Right: args[1]}, true, nil
	case temporal:
		return data.Temporal{Op: op, Left: args[0], Right: args[1]}, true, nil
	}
	return data.Array{Op: op, Left: args[0], Right: args[1]}, true, nil
}

// about reads what is said of an operand that was read.
func (p *parser) about(of data.Operand, at token) (data.Filter, error) {
	if p.token.kind == symbol {
		if op := data.ComparisonOp(p.token.text); slices.Contains(comparisons, op) {
			if err := p.advance(); err != nil {
				return nil, err
			}
			right, err := p.operand()
			return data.Comparison{Op: op, Left: of, Right: right}, err
		}
	}
	if p.is("IS") {
		return p.isNull(of)
	}
	negated := p.is("NOT")
	if negated {
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	f, err := p.belongs(of, negated, at)
	if err == nil && negated {
		f = data.Not{Filter: f}
	}
	return f, err
}

var comparisons = []data.ComparisonOp{data.Equal, data.NotEqual, data.Less, data.Greater, data.LessOrEqual, data.GreaterOrEqual}

// belongs reads LIKE, BETWEEN and IN.
func (p *parser) belongs(of data.Operand, negated bool, at token) (data.Filter, error) {
	switch {
	case p.is("LIKE"):
		if err := p.advance(); err != nil {
			return nil, err
		}
		pattern, err := p.operand()
		return data.Like{Of: of, Pattern: pattern}, err
	case p.is("BETWEEN"):
		return p.between(of)
	case p.is("IN"):
		return p.in(of)
	}
	if is, ok := of.(data.BooleanValue); ok && !negated {
		return data.Truth(is), nil
	}
	if p.token.kind == symbol && strings.Contains("+-*/^", p.token.text) {
		return nil, failAt(p.token.at, "arithmetic (%s) is not read here", p.token.text)
	}
	if negated {
		return nil, p.expected("LIKE, BETWEEN or IN")
	}
	return nil, failAt(p.token.at, "expected =, <>, <, >, <=, >=, LIKE, BETWEEN, IN or IS NULL after %s, found %s", at, p.token)
}

func (p *parser) isNull(of data.Operand) (data.Filter, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	var f data.Filter = data.IsNull{Of: of}
	if p.is("NOT") {
		f = data.Not{Filter: f}
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	if !p.is("NULL") {
		return nil, p.expected("NULL")
	}
	return f, p.advance()
}

func (p *parser) between(of data.Operand) (data.Filter, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	low, err := p.operand()
	if err != nil {
		return nil, err
	}
	if !p.is("AND") {
		return nil, p.expected("AND and the upper end of BETWEEN")
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	high, err := p.operand()
	return data.Between{Of: of, Low: low, High: high}, err
}

func (p *parser) in(of data.Operand) (data.Filter, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	if err := p.skip("(", " and a list of values"); err != nil {
		return nil, err
	}
	list, err := p.list(")")
	return data.In{Of: of, List: list}, err
}

// list reads values with commas between them up to the closing bracket.
func (p *parser) list(closing string) ([]data.Operand, error) {
	var list []data.Operand
	for {
		if len(list) == data.MaxFilterList {
			return nil, failAt(p.token.at, "a list may have %d members", data.MaxFilterList)
		}
		item, err := p.operand()
		if err != nil {
			return nil, err
		}
		list = append(list, item)
		if p.isSymbol(closing) {
			return list, p.advance()
		}
		if err := p.skip(",", " or "+closing); err != nil {
			return nil, err
		}
	}
}
