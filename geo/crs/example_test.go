package crs_test

import (
	"fmt"
	"log"

	"github.com/paulmach/orb"

	"burialmap/geo/crs"
)

// A grid reference from a Soviet map of 1:100 000, northing first as it was written.
func Example() {
	c, err := crs.Lookup("EPSG:28423")
	if err != nil {
		log.Fatal(err)
	}
	p := orb.Point{5541000, 23517000}
	for _, f := range c.Check(p) {
		fmt.Println(f.Message)
		fmt.Println(f.Advice)
	}
	p[0], p[1] = p[1], p[0] // the caller decides
	q, err := c.ToWGS84(p)
	if err != nil {
		log.Fatal(err)
	}
	accuracy, _ := c.Operation.AccuracyAt(q)
	fmt.Printf("%.5f, %.5f by %s, within %g m\n", q[0], q[1], c.Operation.Code, float64(accuracy))
	// Output:
	// 5541000, 23517000 makes sense only as northing and easting
	// read the first number as the northing
	// 135.23841, 50.00069 by EPSG:5044, within 3 m
}
