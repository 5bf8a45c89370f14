package fieldplan

// demoSites are around the base within some 60 km, each with something of its own.
var demoSites = []demoSite{
	{
		id: "larch", en: "Larch camp", ru: "Лиственничный лагерь", ja: "カラマツ収容所", east: 4, north: 3, accuracy: 5, method: "gps",
		status: "recoverable", burials: 34, recovered: 0, setting: "Dry terrace under larches; later graves of a logging village across it.",
		pow: 9, civil: 7, apart: 1.1, civilPeriod: "1958/1963", graveError: 1.5,
		task: "exhumation", minutes: 450, priority: 9, must: true, note: "Graves P-1 to P-9; stop where a later grave begins.",
	},
	{
		id: "mill", en: "Old mill", ru: "Старая мельница", ja: "旧製粉所", east: -6, north: 5, accuracy: 25, method: "plan",
		status: "recoverable", burials: 18, recovered: -1, setting: "Clearing beside a mill race; nothing marks the prisoners’ graves, and village graves lie close by.",
		village: true, apart: 4.2, civilPeriod: "1951/1970", graveError: 3,
		task: "trial_dig", minutes: 360, priority: 7, note: "Find the depressions of the graves and take them with GPS.",
	},
	{
		id: "ferry", en: "Ferry landing", ru: "Паромная пристань", ja: "渡船場", east: 12, north: -8, accuracy: 150, method: "map",
		status: "unknown", burials: 25, recovered: -1, setting: "River bank, flooded in spring.",
		pow: 5, civil: 5, apart: 14, civilPeriod: "1949~/1960~", graveError: 12,
		task: "survey", minutes: 240, priority: 6, note: "Look for mounds above the flood line.",
	},
	{
		id: "quarry", en: "Gravel quarry", ru: "Гравийный карьер", ja: "砂利採取場", east: -14, north: -11, accuracy: 800, method: "text",
		status: "unknown", burials: 40, recovered: -1, setting: "Edge of a worked-out quarry.", words: "A kilometre west of the quarry road.",
		task: "survey", minutes: 300, priority: 5, note: "Ask the forester for the old road first.",
	},
	{
		id: "spring", en: "Cold spring", ru: "Холодный ключ", ja: "冷泉", east: 19, north: 14, method: "unknown",
		status: "unknown", burials: 11, recovered: -1, setting: "Birch stand at a spring.",
		pow: 4, civil: 4, apart: 3, civilPeriod: "1930/1955",
		task: "visit", minutes: 90, priority: 5, note: "A GPS fix of the middle of the mounds.",
	},
	{
		id: "sawpit", en: "Saw pit", ru: "Пильная яма", ja: "木挽き場", east: 25, north: -4, accuracy: 20, method: "satellite",
		status: "recoverable", burials: 22, recovered: 4, setting: "Young pines; outlines seen on an image.",
		pow: 8, civil: 6, apart: 2.6, civilPeriod: "1947/1952", graveError: 2,
		task: "trial_dig", minutes: 390, priority: 8, note: "Three trenches across the row.",
	},
	{
		id: "infirmary", en: "Infirmary", ru: "Лазарет", ja: "医務所", east: -9, north: -3, accuracy: 15, method: "plan",
		status: "partly_recovered", burials: 40, recovered: 22, setting: "Behind the foundations of the infirmary.",
		pow: 7, civil: 5, apart: 4.5, civilPeriod: "1960/1981", graveError: 3,
		task: "exhumation", minutes: 420, priority: 8, note: "The eighteen that the team of the first visit left.",
	},
	{
		id: "orchard", en: "Orchard", ru: "Яблоневый сад", ja: "果樹園", east: 7, north: -15, accuracy: 10, method: "gps",
		status: "recoverable", burials: 16, recovered: 0, setting: "Apple trees gone wild.",
		pow: 5, civil: 4, apart: 18, civilPeriod: "1955/1990", graveError: 2,
		task: "survey", minutes: 210, priority: 4, note: "Compare with the photographs of the last visit.",
	},
	{
		id: "lake", en: "Long lake", ru: "Длинное озеро", ja: "長湖", east: 44, north: -18, accuracy: 100, method: "grid_reference",
		status: "unknown", burials: 60, recovered: -1, setting: "Sandy spit between two lakes.",
		pow: 6, civil: 5, apart: 9, civilPeriod: "1946/1958", graveError: 6,
		task: "survey", minutes: 300, priority: 7, note: "Both ends of the spit.",
	},
	{
		id: "tunnel", en: "Tunnel mouth", ru: "Портал тоннеля", ja: "隧道口", east: -20, north: 30, accuracy: 60, method: "map",
		status: "unknown", burials: 30, recovered: -1, setting: "Slope above a railway that was never finished.",
		pow: 5, civil: 3, apart: 5, civilPeriod: "1938/1942", graveError: 8,
		task: "survey", minutes: 300, priority: 6, note: "Rockfall: helmets.",
	},
	{
		id: "chapel", en: "Chapel hill", ru: "Часовенная горка", ja: "礼拝堂の丘", east: -3, north: -9, accuracy: 25, method: "satellite",
		status: "memorial", burials: 8, recovered: 8, setting: "Memorial stone of the first visit.",
		task: "visit", minutes: 60, priority: 2, note: "State of the memorial.",
	},
	{
		id: "depot", en: "Timber depot", ru: "Лесной склад", ja: "貯木場", east: -24, north: 8, accuracy: 60, method: "map",
		status: "overbuilt", burials: 21, recovered: -1, setting: "Below the concrete of a depot that was given up.",
		pow: 5, civil: 4, apart: 7, civilPeriod: "1960/1975", graveError: 10,
		task: "survey", minutes: 330, priority: 5, note: "Which part of the row lies outside the concrete?",
	},
	{
		id: "siding", en: "Railway siding", ru: "Разъезд", ja: "待避線", east: 33, north: 6, accuracy: 300, method: "grid_reference",
		status: "unknown", burials: 17, recovered: -1, setting: "Embankment of a siding.",
		pow: 4, civil: 3, apart: 11, civilPeriod: "1944/1950", graveError: 20,
		task: "survey", minutes: 330, priority: 4, note: "Follow the embankment for 300 m both ways.",
	},
	{
		id: "bakery", en: "Field bakery", ru: "Полевая пекарня", ja: "野戦製パン所", east: -11, north: 15, accuracy: 80, method: "text", words: "Between the bakery and the stream.",
		status: "trial_negative", burials: 14, recovered: -1, setting: "Terrace above a stream; a first trial dig found nothing.",
		pow: 4, civil: 3, apart: 5.5, civilPeriod: "1948/1953", graveError: 9,
		task: "trial_dig", minutes: 330, priority: 5, note: "Trenches 10 m south of those of the first dig.",
	},
	{
		id: "pier", en: "Stone pier", ru: "Каменный мол", ja: "石の突堤", east: 41, north: -31, accuracy: 250, method: "map",
		status: "unknown", burials: 12, recovered: -1, setting: "Shore of a lake.",
		task: "survey", minutes: 360, priority: 3, note: "The whole shore within 250 m.",
	},
	{
		id: "marsh", en: "Marsh camp", ru: "Болотный лагерь", ja: "湿地収容所", east: -30, north: -26, accuracy: 200, method: "map",
		status: "unknown", burials: 50, recovered: -1, setting: "Island in a bog, reached over ice.",
		task: "survey", minutes: 240, priority: 7,
	},
	{
		id: "frontier", en: "Frontier post", ru: "Пограничный пост", ja: "国境監視所", east: -46, north: 18, accuracy: 40, method: "map",
		status: "unknown", burials: 28, recovered: -1, setting: "Meadow beside an abandoned post.",
		pow: 4, civil: 3, apart: 4, civilPeriod: "1950/1962", graveError: 5,
		task: "visit", minutes: 120, priority: 8,
	},
	{
		id: "outpost", en: "Outpost", ru: "Застава", ja: "分哨", east: -37.5, north: 14, accuracy: 2000, method: "text",
		status: "unknown", burials: 9, recovered: -1, setting: "Somewhere on a pass.", words: "On the pass before the post.",
		task: "visit", minutes: 120, priority: 3,
	},
	{
		id: "downstream", en: "Downstream camp", ru: "Нижний лагерь", ja: "下流収容所", unlocated: true, method: "text",
		status: "unlocated", burials: 15, recovered: -1, setting: "Not known.", words: "Two days on foot down the river.",
		task: "visit", minutes: 120, priority: 6,
	},
}
