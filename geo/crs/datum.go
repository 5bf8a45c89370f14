package crs

import (
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/geo"
)

// datum is a geographic system with its ellipsoid and the operations from it to WGS 84,
// the default one first.
type datum struct {
	code, name string // of the geographic system, "EPSG:4284"
	latFirst   bool   // EPSG lists the latitude first
	ellipsoid  *Ellipsoid
	also       []string // what definitions call the datum, as plain gives it
	operations []Operation
}

// Areas of use by their EPSG extents.
var (
	russia        = area{"Russia", 18.92, 39.87, -168.97, 85.19}
	russiaOnshore = area{"Russia – onshore", 19.58, 41.19, -168.97, 81.91}
	sovietUnion   = area{"former Soviet Union – onshore", 19.57, 35.14, -168.97, 81.91}
	japan         = area{"Japan – onshore", 122.83, 20.37, 154.05, 45.54}
	japanAndKorea = area{"Japan and South Korea", 122.83, 20.37, 145.87, 45.54}
	world         = area{}

	// Places that the boxes of Japan hold, or nearly, and its net does not.
	karafuto = area{"Karafuto", 141.6, 45.5, 144.9, 50.1} // Sakhalin south of the border of 1905
	mainland = area{"the mainland of Asia", 122, 38.7, 138.9, 46}
)

type area struct {
	name                     string
	west, south, east, north float64
}

func (a area) bound() orb.Bound {
	return orb.Bound{Min: orb.Point{a.west, a.south}, Max: orb.Point{a.east, a.north}}
}

// none is what WGS 84 needs. The parameters of all others are those of the EPSG dataset
// v10.076, rotations in its signs: coordinate frame, arc seconds.
var none = Operation{Code: "none", Name: "WGS 84 as it is", From: "EPSG:4326"}

var datums = []datum{
	{"EPSG:4326", "WGS 84", true, wgs84Ellipsoid,
		[]string{"wgs84", "wgs1984", "worldgeodeticsystem1984", "worldgeodeticsystem1984ensemble"}, []Operation{none}},
	{"EPSG:4284", "Pulkovo 1942", true, krassowsky, []string{"pulkovo1942", "sk42"}, []Operation{
		operation(5044, "Pulkovo 1942 to WGS 84 (20)", 3, russiaOnshore, "GOST R 51794-2008",
			coordinateFrame(23.57, -140.95, -79.8, 0, -0.35, -0.79, -0.22)),
		operation(1267, "Pulkovo 1942 to WGS 84 (17)", 4, russiaOnshore, "GOST R 51794-2001, replaced by EPSG:5044",
			coordinateFrame(23.92, -141.27, -80.9, 0, -0.35, -0.82, -0.12)),
		operation(15865, "Pulkovo 1942 to WGS 84 (16)", 4.5, sovietUnion, "by way of PZ-90, from 30 stations throughout the USSR",
			coordinateFrame(25, -141, -78.5, 0, -0.35, -0.736, 0)),
		operation(1254, "Pulkovo 1942 to WGS 84 (1)", 0, russiaOnshore, "a mean shift whose accuracy was never stated; 30 m from the others in the Far East",
			coordinateFrame(28, -130, -95, 0, 0, 0, 0)),
	}},
	{"EPSG:4200", "Pulkovo 1995", true, krassowsky, []string{"pulkovo1995", "sk95"}, []Operation{
		operation(5043, "Pulkovo 1995 to WGS 84 (2)", 1, russia, "GOST R 51794-2008",
			coordinateFrame(24.47, -130.89, -81.56, 0, 0, -0.13, -0.22)),
		operation(1281, "Pulkovo 1995 to WGS 84 (1)", 1, russia, "GOST R 51794-2001, replaced by EPSG:5043",
			coordinateFrame(24.82, -131.21, -82.66, 0, 0, -0.16, -0.12)),
	}},
	{"EPSG:7683", "GSK-2011", true, gsk2011Spheroid, []string{"gsk2011", "geodezicheskayasistemakoordinat2011"}, []Operation{
		operation(9773, "GSK-2011 to WGS 84 (1)", 1, russia, "the two are taken as the same", helmert{}),
	}},
	{"EPSG:4301", "Tokyo", true, bessel, []string{"tokyo", "tokyo1918"}, []Operation{
		offJapan(operation(15484, "Tokyo to WGS 84 (108)", 9, japan, "by way of JGD2000",
			coordinateFrame(-146.414, 507.337, 680.507, 0, 0, 0, 0))),
		offJapan(operation(1230, "Tokyo to WGS 84 (1)", 29, japanAndKorea, "the mean of Japan, Okinawa and Korea",
			coordinateFrame(-148, 507, 685, 0, 0, 0, 0))),
	}},
	{"EPSG:4740", "PZ-90", true, pz90Ellipsoid,
		[]string{"pz90", "pz1990", "parametryzemli1990", "parametropzemp1990"}, []Operation{
			operation(1244, "PZ-90 to WGS 84 (2)", 0.5, russia, "GOST R 51794-2001",
				coordinateFrame(-1.08, -0.27, -0.9, 0, 0, -0.16, -0.12)),
			operation(15843, "PZ-90 to WGS 84 (1)", 1.5, world, "from 30 stations throughout the USSR",
				coordinateFrame(0, 0, 1.5, 0, 0, -0.076, 0)),
		}},
	{"EPSG:9475", "PZ-90.11", true, pz90Ellipsoid, []string{"pz9011", "parametryzemli199011"}, []Operation{
		operation(7960, "PZ-90.11 to ITRF2008 (1)", 1, world,
			"right to millimetres at epoch 2010.0; ITRF2008 is taken as WGS 84, which costs what GSK-2011 costs",
			coordinateFrame(-0.003, -0.001, 0, 0.019e-3, -0.042e-3, 0.002e-3, 0)),
	}},
}

func operation(code int, name string, accuracy geo.Accuracy, a area, note string, shift helmert) Operation {
	return Operation{
		Code: epsg(code), Name: name, Accuracy: accuracy, Area: a.bound(), AreaName: a.name, Note: note, shift: shift,
	}
}

// offJapan sets what to expect of the Tokyo datum on Karafuto, for which EPSG has no
// operation. What is known: EPSG states 9 m within Japan; 29 m for one shift over Japan,
// Okinawa and Korea (EPSG:1230); and where a map rests on stars instead of the net, each
// second by which the plumb line is deflected is 31 m. 50 m is a judgement from these. On the
// Kuril Islands and the mainland, even less tied to Tokyo, accuracy stays unknown.
func offJapan(o Operation) Operation {
	o.Outside, o.nearby, o.except = 50, karafuto, mainland
	o.Note = "no operation is published for the Tokyo datum north of Hokkaido; " +
		"one shift for all of Japan and Korea is right to 29 m (EPSG:1230), and Karafuto lies as far away"
	return o
}

// Operations are all ways from the datum of a system to WGS 84, the default first. Of a
// definition that names no datum they are the one it carries and those from every datum on
// its ellipsoid.
func (c CRS) Operations() []Operation {
	var out []Operation
	if c.Operation.Known() && c.Operation.From == "" {
		out = append(out, c.Operation)
	}
	for _, d := range datums {
		if c.Ellipsoid != nil && c.stands(d.code) {
			out = append(out, operationsFrom(d.code)...)
		}
	}
	return out
}

// OperationNamed finds an operation by its code, as crs_operation of a source has it:
// "EPSG:5044", "none", also a bare number, the URN, or the name that EPSG uses.
func OperationNamed(text string) (Operation, bool) {
	text = strings.TrimSpace(text)
	code, isCode := codeIn(text)
	for _, d := range datums {
		for _, o := range operationsFrom(d.code) {
			if strings.EqualFold(text, o.Code) || strings.EqualFold(text, o.Name) || isCode && o.Code == epsg(code) {
				return o, true
			}
		}
	}
	return Operation{}, false
}

func operationsFrom(code string) []Operation {
	d := datumOf(code)
	if d == nil {
		return nil
	}
	out := slices.Clone(d.operations)
	for i := range out {
		out[i].From = d.code
	}
	return out
}

func datumOf(code string) *datum {
	i := slices.IndexFunc(datums, func(d datum) bool { return d.code == code })
	if i < 0 {
		return nil
	}
	return &datums[i]
}

// datumNamed knows what EPSG, Esri and GDAL call a datum: "D_Pulkovo_1942".
func datumNamed(name string) *datum {
	p := strings.TrimPrefix(plain(name), "d_")
	p = strings.ReplaceAll(p, "_", "")
	i := slices.IndexFunc(datums, func(d datum) bool { return slices.Contains(d.also, p) })
	if i < 0 {
		return nil
	}
	return &datums[i]
}

// like reports whether two transformations take a point to the same place within 0.1 mm.
func (h helmert) like(other helmert) bool {
	const metres = 1e-4
	const turn = metres / 6.4e6
	return h.t.near(other.t, metres) && h.r.near(other.r, turn) && math.Abs(h.scale-other.scale) <= turn
}

func (v vector) near(w vector, by float64) bool {
	return math.Abs(v.x-w.x) <= by && math.Abs(v.y-w.y) <= by && math.Abs(v.z-w.z) <= by
}
