package notation

import (
	"github.com/paulmach/orb"

	"burialmap/geo/crs"
)

// Name is the name of a notation, the same in addresses, JSON and Go.
type Name string

// The notations that are written.
const (
	Decimal Name = "decimal" // 48.48250, 135.07170
	Minutes Name = "dm"      // 48°28.950′N 135°04.302′E
	Seconds Name = "dms"     // 48°28′57.0″N 135°04′18.1″E
	UTM     Name = "utm"     // 53U 505298 5369933
	MGRS    Name = "mgrs"    // 53U NP 05298 69932
	SK42    Name = "sk42"    // X 5372132  Y 23505207, northing first, the zone before the easting
	SK95    Name = "sk95"    // the same on Pulkovo 1995
)

// Those that are read besides.
const (
	GeoURI Name = "geo_uri" // geo:48.4825,135.0717
	MapURL Name = "map_url" // the address of a map's page
	System Name = "system"  // EPSG:28423 and two numbers
)

// Names are the notations in which [Write] writes, in the order in which people are shown them.
var Names = []Name{Decimal, Minutes, Seconds, UTM, MGRS, SK42, SK95}

// FarEast is where the burial sites are that this program is made for, from Lake Baikal to the
// Bering Strait: of two readings the one in it is the likelier. It crosses 180°.
var FarEast = orb.Bound{Min: orb.Point{100, 41}, Max: orb.Point{-168, 82}}

// mustLookup finds a system that the package itself names.
func mustLookup(code string) crs.CRS {
	c, err := crs.Lookup(code)
	if err != nil {
		panic(err) // cannot happen: codes are made of known zones
	}
	return c
}
