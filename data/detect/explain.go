package detect

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/overlap"
)

// Explanation is everything that a pair was judged by: the records, what their positions
// are known to, how that comes together, and what follows. Lengths are in metres.
type Explanation struct {
	Pow      PartyAccount `json:"pow"`
	Civilian PartyAccount `json:"civilian"`

	// East and North are the offset of the civilian ground's middle from the prisoners'.
	East  float64 `json:"offset_east_m"`
	North float64 `json:"offset_north_m"`

	Relation         string  `json:"relation"`
	DistanceM        float64 `json:"distance_m"`
	AreaM2           float64 `json:"area_m2"`
	PowFraction      float64 `json:"pow_fraction"`
	CivilianFraction float64 `json:"civilian_fraction"`

	// Terms are the independent errors of the offset; Cancels what both share. SigmaM is
	// the root of the sum of their squares, AccuracyM the 95 % radius; absent if unknown.
	Terms     []ErrorTerm `json:"terms"`
	Cancels   []string    `json:"cancels,omitempty"`
	SigmaM    float64     `json:"sigma_m,omitempty"`
	AccuracyM float64     `json:"accuracy_m,omitempty"`

	Assessed        bool            `json:"assessed"`
	Account         overlap.Account `json:"account"`
	MostProbability float64         `json:"most_probability"`
	Probability     Figure          `json:"probability"`
	AreaProbability Figure          `json:"area_probability"`
	LeastAreaM2     float64         `json:"least_area_m2"`
	ExpectedAreaM2  Figure          `json:"expected_area_m2"`

	Class        string   `json:"class"`
	TimeRelation string   `json:"time_relation"`
	Recorded     bool     `json:"recorded"` // whether the pair is one of the overlaps
	Reasons      []Reason `json:"reasons"`
	Method       string   `json:"method_version"`
}

// PartyAccount is one side of a pair.
type PartyAccount struct {
	Ref       string     `json:"ref"`
	Name      string     `json:"name,omitempty"`
	Period    string     `json:"period,omitempty"`
	Position  [2]float64 `json:"position"`  // the middle, longitude and latitude
	RecordsAs string     `json:"geometry"`  // "Polygon"
	GroundM2  float64    `json:"ground_m2"` // the area that was taken
	Method    string     `json:"location_method"`
	Source    string     `json:"source,omitempty"`
	Fictional bool       `json:"fictional,omitempty"`
}

// ErrorTerm is one independent error.
type ErrorTerm struct {
	Of        string  `json:"of"` // what it is the error of: a ref, "source x" or "operation EPSG:5044"
	Side      string  `json:"side"`
	AccuracyM float64 `json:"accuracy_m"` // the 95 % radius
	SigmaM    float64 `json:"sigma_m"`
}

// Figure is a computed value and how far off it may be.
type Figure struct {
	Value float64 `json:"value"`
	Error float64 `json:"error"`
}

// Explain works out one pair of the store anew and accounts for it: ref and with are
// features as collection/id, in either order of sides. It is an ErrInvalid if the two are
// not compared with each other, and says why.
func Explain(ctx context.Context, store data.Store, ref, with string, opt Options) (Explanation, error) {
	opt = opt.withDefaults()
	book, err := readSources(ctx, store)
	if err != nil {
		return Explanation{}, err
	}
	var both [2]*party
	var names [2]string
	for i, r := range [2]string{ref, with} {
		f, err := featureOf(ctx, store, r)
		if err != nil {
			return Explanation{}, err
		}
		p, why := partyOf(f, book)
		if why != takesPart {
			return Explanation{}, fmt.Errorf("%w: %s takes no part in the comparison: %s", data.ErrInvalid, r, leftOutWords[why])
		}
		both[i], names[i] = p, f.Text("name")
	}
	for _, order := range [2][2]int{{0, 1}, {1, 0}} {
		p, c := both[order[0]], both[order[1]]
		if p.side&pow != 0 && c.side&civilian != 0 && !same(p, c) {
			return account(ctx, p, c, [2]string{names[order[0]], names[order[1]]}, opt)
		}
	}
	return Explanation{}, fmt.Errorf("%w: %s and %s are on the same side: both hold prisoners, or both civilians", data.ErrInvalid, ref, with)
}

func featureOf(ctx context.Context, store data.Store, ref string) (data.Feature, error) {
	collection, id, ok := strings.Cut(ref, "/")
	if !ok || !slices.Contains(compared, collection) {
		return data.Feature{}, fmt.Errorf("%w: %q is no burial; write plots/ID, sites/ID or cemeteries/ID", data.ErrInvalid, ref)
	}
	return store.Feature(ctx, collection, id)
}

var leftOutWords = map[leftOut]string{
	notLocated:  "it has no position",
	noOutline:   "nothing says how much ground it takes up",
	whoUnknown:  "nobody has recorded who lies there",
	notCompared: "it is no burial",
}

// account works out the pair, however far apart it is.
func account(ctx context.Context, p, c *party, names [2]string, opt Options) (Explanation, error) {
	wide := pairOptions([]*party{p}, []*party{c}, opt)
	recorded := wide.Wanted
	reach, wanted := opt.Reach.between(p, c)
	wide.ReachA = func(int) float64 { return 1e6 }
	wide.ReachB, wide.Reach, wide.Wanted = wide.ReachA, nil, nil
	pairs, err := overlap.Join(ctx, []orb.Geometry{p.geometry}, []orb.Geometry{c.geometry}, wide)
	if err != nil {
		return Explanation{}, err
	}
	if len(pairs) == 0 {
		return Explanation{}, fmt.Errorf("%w: %s and %s lie more than 1000 km apart", data.ErrInvalid, p.ref(), c.ref())
	}
	f := finding{pow: p, civilian: c, Pair: pairs[0], reach: reach, wanted: wanted}
	_, drawn := f.draw()
	timeRelation, time := timeOf(p, c)
	e := Explanation{
		Pow: p.account(names[0]), Civilian: c.account(names[1]),
		Relation: string(f.Relation), DistanceM: f.DistanceM, AreaM2: f.SharedM2,
		Class: classOf(f.Likely), TimeRelation: timeRelation, Reasons: f.reasons(drawn, time), Method: MethodVersion,
		Recorded:    f.DistanceM <= reach && recorded(f.Pair),
		LeastAreaM2: opt.LeastArea,
	}
	if f.AreaAM2 > 0 && f.AreaBM2 > 0 {
		e.PowFraction, e.CivilianFraction = f.SharedM2/f.AreaAM2, f.SharedM2/f.AreaBM2
	}
	f.addErrors(&e)
	f.addFigures(&e)
	return e, nil
}

// account is what a party brings to the pair.
func (p *party) account(name string) PartyAccount {
	ground := p.ownGround()
	middle := geo.BoundCenter(geo.BoundOf(ground))
	return PartyAccount{
		Ref: p.ref(), Name: name, Period: p.period, Position: [2]float64(middle), RecordsAs: p.geometry.GeoJSONType(),
		GroundM2: overlap.NewShape(geo.PlaneFor(ground).ProjectGeometry(ground)).Area(),
		Method:   cmp.Or(p.location.Method, data.MethodUnknown), Source: p.location.Source, Fictional: p.location.Fictional,
	}
}

// addErrors lists the errors of the offset.
func (f finding) addErrors(e *Explanation) {
	add := func(of, side string, a geo.Accuracy) {
		e.Terms = append(e.Terms, ErrorTerm{of, side, float64(a), a.Sigma()})
	}
	sides := f.sides()
	for i, p := range sides {
		if p.error.Own.Known() {
			add(p.ref(), p.as, p.error.Own)
		}
		for _, s := range p.error.Shared {
			both := slices.ContainsFunc(sides[1-i].error.Shared, func(o geo.SharedError) bool { return o.Key == s.Key })
			switch {
			case !both:
				add(s.Key, p.as, s.Accuracy)
			case i == 0:
				e.Cancels = append(e.Cancels, s.Key)
			}
		}
	}
	if between := geo.Between(f.pow.error, f.civilian.error); between.Known() {
		e.SigmaM, e.AccuracyM = between.Sigma(), float64(between)
	}
}

// addFigures adds the offset and what follows from its error.
func (f finding) addFigures(e *Explanation) {
	plane := geo.PlaneFor(f.pow.geometry)
	a := overlap.NewShape(plane.ProjectGeometry(f.pow.ownGround()))
	b := overlap.NewShape(plane.ProjectGeometry(f.civilian.ownGround()))
	e.East, e.North = b.Bound().Center()[0]-a.Bound().Center()[0], b.Bound().Center()[1]-a.Bound().Center()[1]
	l := f.Likely
	if !l.Assessed {
		return
	}
	e.Assessed, e.MostProbability = !tooPoor(l), l.Most
	e.Account = overlap.AccountFor(a, b, l.Sigma)
	e.Probability, e.AreaProbability, e.ExpectedAreaM2 = Figure(l.Probability), Figure(l.OfArea), Figure(l.ExpectedM2)
}
