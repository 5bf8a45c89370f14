package fieldplan

import (
	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
)

// demoRestrictions show each way in which a place can forbid something. None is of a real
// place or office.
func demoRestrictions() []data.Feature {
	rule := func(id, en, ru, ja, kind, effect string, pairs ...any) data.Feature {
		all := append([]any{"name", en + " (invented)", "name_en", en + " (invented)", "name_ru", ru + " (вымышлено)", "name_ja", ja + "（架空）",
			"kind", kind, "effect", effect, "in_force", "2026/..", "stated", "2026-11"}, pairs...)
		return demoFeature(data.Restrictions.Name, "demo-"+id, nil, data.Location{Source: "demo-plan-rules", SourceKey: id}, all...)
	}
	zone := rule("border-zone", "Border zone", "Пограничная зона", "国境地帯", "border_zone", data.EffectPaper,
		"lead_days", int64(60), "issuer", "Border service (invented)", "note", "Bounds by order; they may change.")
	zone.Geometry = orb.Polygon{{demoAt(-62, -2), demoAt(-38.5, -2), demoAt(-38.5, 34), demoAt(-62, 34), demoAt(-62, -2)}}
	zone.Location.Accuracy, zone.Location.Method = geo.Accuracy(200), "map"
	return []data.Feature{
		zone,
		rule("season", "Working season", "Рабочий сезон", "作業季節", "season", data.EffectForbids,
			"region", demoRegion, "opens", "06-01", "closes", "09-30", "note", "Frozen or flooded ground outside it."),
		rule("winter-road", "Winter road only", "Только зимник", "冬季道路のみ", "season", data.EffectForbids,
			"site", "demo-marsh", "opens", "12-15", "closes", "03-20", "note", "In summer the bog cannot be crossed."),
		rule("digging", "Permit to dig", "Разрешение на раскопки", "発掘許可", "permit", data.EffectPaper,
			"region", demoRegion, "concerns", "digging", "lead_days", int64(30), "issuer", "District office (invented)"),
		rule("railway", "Pass of the railway", "Пропуск железной дороги", "鉄道通行証", "permit", data.EffectPaper,
			"site", "demo-tunnel", "lead_days", int64(10), "issuer", "Railway office (invented)"),
		rule("village", "Consent of the village", "Согласие села", "村の同意", "consent", data.EffectPaper,
			"site", "demo-sawpit", "lead_days", int64(20), "issuer", "Village council (invented)"),
		rule("families", "Consent of the families", "Согласие семей", "遺族の同意", "consent", data.EffectPaper,
			"site", "demo-infirmary", "concerns", "digging", "lead_days", int64(21), "issuer", "Village council (invented)"),
		rule("reserve", "Consent of the reserve", "Согласие заповедника", "保護区の同意", "consent", data.EffectPaper,
			"site", "demo-lake", "issuer", "Nature reserve (invented)", "note", "How long it takes is not known."),
		rule("landing", "Rotten landing", "Гнилой причал", "朽ちた桟橋", "hazard", data.EffectWarns,
			"site", "demo-ferry", "note", "The landing does not bear anybody; bears along the bank."),
		rule("ford", "Ford", "Брод", "渡渉点", "access", data.EffectWarns,
			"site", "demo-quarry", "note", "The last 2 km on foot; the ford is passable up to 50 cm."),
	}
}

// demoObservations are a visit of some years ago, and one that did not reach its place.
func demoObservations() []data.Feature {
	see := func(id, site, day, outcome, remarks string, at orb.Point) data.Feature {
		return demoFeature(data.Observations.Name, "demo-"+id, at, data.Location{Accuracy: 8, Method: "gps", Source: "demo-plan-survey", SourceKey: id},
			"of", data.Sites.Name+"/demo-"+site, "observed", day, "observer", "First team (invented)", "task", "visit", "outcome", outcome, "remarks", remarks)
	}
	return []data.Feature{
		see("seen-orchard", "orchard", "2019-08-14", "seen", "Five mounds in a row (invented).", demoAt(7.004, -15.002)),
		see("seen-chapel", "chapel", "2024-07-02", "seen", "The memorial stands (invented).", demoAt(-3, -9.001)),
		see("not-reached-lake", "lake", "2021-07-20", "not_reached", "The road was washed out (invented).", demoAt(36, -15)),
	}
}
