package main

const invented = "Invented for demonstration; no such place exists."

// named adds the name in three languages, each saying that it is invented.
func (f *feature) named(en, ru, ja string) {
	en = "Demonstration cemetery (invented): " + en
	f.text("name", en)
	f.text("name_en", en)
	f.text("name_ru", "Демонстрационное кладбище (вымышлено): "+ru)
	f.text("name_ja", "説明用の墓地（架空）："+ja)
}

// cemeteries are the three boundaries: the prisoners', the village's, which has grown
// over the prisoners' edge and leaves a hole, and one that holds both.
func (g *ground) cemeteries() []feature {
	prisoners := feature{id: prisonersGround, geometry: polygon([]point{
		{-0.5, -0.8}, {21, -1.4}, {46.5, -0.3}, {47.2, 18}, {46, 34.6}, {18, 35.3}, {-1.1, 34.2},
	})}
	prisoners.named("prisoners’ ground", "участок военнопленных", "捕虜の区画")
	prisoners.text("use", "pow")
	prisoners.text("period", "1945/1948")
	prisoners.located(3, "gps", "", survey)

	village := feature{id: villageCemetery, geometry: polygon(
		[]point{{40.5, -4}, {63, -5}, {90, -3.2}, {92.5, 17}, {89, 37.5}, {60, 39}, {29.5, 37.6}, {30.3, 26.4}, {39.9, 25.6}, {39.8, 16}},
		[]point{{74.2, 11.8}, {73.9, 16.3}, {82.6, 16.5}, {82.8, 11.5}},
	)}
	village.named("village cemetery", "сельское кладбище", "村の墓地")
	village.text("use", "civilian")
	village.text("period", "1928/..")
	village.located(10, "satellite", "", survey)

	mixed := feature{id: mixedCemetery, geometry: polygon([]point{
		{23, 156.5}, {46, 157}, {45.6, 163.8}, {34, 164.9}, {22.7, 163.5},
	})}
	mixed.named("mixed ground", "смешанный участок", "混在する区画")
	mixed.text("use", "mixed")
	mixed.text("period", "1944/1949")
	mixed.located(10, "plan", "", plan)
	return []feature{prisoners, village, mixed}
}

// sites are what lists and reports would know of such a ground: one place near enough to
// find, one outline, and one in words only.
func (g *ground) sites() []feature {
	camp := feature{id: campSite, geometry: &geometry{"Point", point{-160, 90}.lonLat()}}
	camp.named("camp", "лагерь", "収容所")
	site(&camp, "partly_recovered", 120, 17, "1945/1948", "Clearing in larch forest; civilian graves were dug here later.")
	camp.located(800, "text", "About 1 km north of the sawmill.", register)

	hospital := feature{id: hospitalSite, geometry: polygon([]point{{62, -8.5}, {74, -8}, {73.6, -2.2}, {61.8, -2.6}})}
	hospital.named("hospital", "госпиталь", "病院")
	site(&hospital, "overbuilt", 12, 0, "1948", "Across the fence of the village cemetery.")
	hospital.located(10, "plan", "", plan)

	lost := feature{id: "demo-branch-camp"}
	lost.named("branch camp", "лагерное отделение", "分所")
	site(&lost, "unlocated", 9, 0, "1945~/1946~", "")
	lost.located(0, "text", "Two days on foot down the river.", register)
	return []feature{camp, hospital, lost}
}

func site(f *feature, status string, burials, recovered int, period, setting string) {
	f.text("region", "Demonstration (invented)")
	f.text("status", status)
	f.set("burials", burials)
	f.set("recovered", recovered)
	f.text("period", period)
	f.text("setting", setting)
}

// sources are three documents that do not exist. The plan has a shift that everything
// digitised from it shares.
func sources() []feature {
	source := func(id, title string, shift float64) feature {
		f := feature{id: id}
		f.text("title", "Demonstration (invented): "+title)
		f.text("kind", "demonstration")
		f.text("citation", invented)
		f.text("licence", "Apache-2.0")
		if shift > 0 {
			f.set("shift_accuracy_m", shift)
		}
		f.set("fictional", true)
		return f
	}
	return []feature{
		source(survey, "survey of the ground", 0),
		source(plan, "hand-drawn plan", 12),
		source(register, "camp register", 0),
	}
}
