package data

// summaryFields say of a burial site or a cemetery as a whole what its overlaps say one
// by one. The search for overlaps computes them; see [Field.Derived] for how they outlive
// an import.
var summaryFields = []Field{
	{Name: "overlap_class", Type: Enum, Values: Classes, Derived: true, Title: "Overlap", About: "Highest class among its overlaps; absent if nothing was compared."},
	{Name: "overlap_pairs", Type: Integer, Derived: true, Title: "Pairs compared", About: "Number of its overlaps: pairs of prisoners' and civilian burials that were compared and recorded."},
	{Name: "overlap_probability", Type: Real, Derived: true, Title: "Overlap probability", About: "Probability that at least one of its prisoners' burials shares ground with a civilian one; absent if not assessed."},
	{Name: "overlap_probability_error", Type: Real, Derived: true, Title: "Error of the overlap probability", About: "Half-width of the 95 % confidence interval of the overlap probability: the numerical error of the method, not that of the data."},
	{Name: "shared_area_expected_m2", Type: Real, Unit: "m²", Derived: true, Title: "Expected shared area in all", About: "Ground that its prisoners' and civilian burials are expected to share in all, given the uncertainty."},
	{Name: "shared_area_p05_m2", Type: Real, Unit: "m²", Derived: true, Title: "Shared area in all, 5 %", About: "Ground shared in all that is exceeded with 95 % probability."},
	{Name: "shared_area_p50_m2", Type: Real, Unit: "m²", Derived: true, Title: "Shared area in all, median", About: "Ground shared in all that is exceeded with 50 % probability."},
	{Name: "shared_area_p95_m2", Type: Real, Unit: "m²", Derived: true, Title: "Shared area in all, 95 %", About: "Ground shared in all that is exceeded with 5 % probability."},
}
