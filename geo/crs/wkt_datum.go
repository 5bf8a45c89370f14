package crs

import (
	"errors"
	"fmt"
)

// datumWKT takes the datum by its name, checks the ellipsoid against it, and takes the
// transformation that it may carry.
func (c *CRS) datumWKT(n *node) error {
	figure := n.part("SPHEROID", "ELLIPSOID")
	if figure == nil {
		return errors.New("no datum with an ellipsoid was given: " + adviceLookup)
	}
	e, err := ellipsoidWKT(figure)
	if err != nil {
		return err
	}
	c.Ellipsoid = e
	if d := datumNamed(n.name()); d != nil {
		if d.ellipsoid != e {
			return fmt.Errorf("datum %q stands on ellipsoid %s, but %q was given: check where the definition comes from",
				shortened(n.name()), d.ellipsoid.Name, shortened(figure.name()))
		}
		c.on(d)
	}
	t := n.part("TOWGS84")
	if t == nil {
		return nil
	}
	shift, err := towgs84(t.words)
	if err != nil {
		return fmt.Errorf("TOWGS84: %w", err)
	}
	if c.Operation.Known() && c.Operation.shift.like(shift) {
		return nil
	}
	c.defined(&shift)
	return nil
}

func ellipsoidWKT(n *node) (*Ellipsoid, error) {
	a, err := n.number(1)
	if err != nil {
		return nil, err
	}
	rf, err := n.number(2)
	if err != nil {
		return nil, err
	}
	if u := n.part("LENGTHUNIT", "UNIT"); u != nil {
		if size, err := u.number(1); err != nil || size != 1 {
			return nil, fmt.Errorf("unit %q of the ellipsoid: only metres are read", shortened(u.name()))
		}
	}
	return measured(n.name(), a, rf)
}
