// Invented restrictions and observations near the demonstration cemetery, recorded through the interface as a team would.
const ring = (west, south, east, north) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const square = (...box) => ({ type: "Polygon", coordinates: [ring(...box)] });
const point = (...at) => ({ type: "Point", coordinates: at });

/** By collection, id, geometry and properties. */
export const fieldwork = [
  [
    "restrictions",
    "e2e-forbids",
    square(132.196, 55.083, 132.2085, 55.094),
    { name: "Rifle range", name_ru: "Стрельбище", name_ja: "射撃場", kind: "hazard", effect: "forbids" },
  ],
  [
    "restrictions",
    "e2e-paper",
    square(132.2105, 55.0865, 132.217, 55.0885),
    {
      name: "Forest reserve",
      name_ru: "Лесной заказник",
      name_ja: "森林保護区",
      kind: "permit",
      effect: "needs_paper",
      concerns: "digging",
      lead_days: 21,
      issuer: "Forest office",
      opens: "06-01",
      closes: "09-30",
      in_force: "2020/..",
      note: "Invented.",
    },
  ],
  [
    "restrictions",
    "e2e-warns",
    square(132.2185, 55.083, 132.231, 55.094),
    { name: "Wet ground", name_ru: "Топкое место", name_ja: "湿地", kind: "access", effect: "warns" },
  ],
  ["restrictions", "e2e-region", null, { kind: "season", effect: "forbids", region: "Amur", opens: "06-01", closes: "09-30" }],
  [
    "observations",
    "e2e-seen",
    point(132.2139, 55.0876),
    {
      of: "sites/demo-hospital",
      takes_position: true,
      plan: "summer",
      observed: "2026-07-03",
      observer: "Anna",
      task: "survey",
      outcome: "seen",
      marker: "wooden",
      inscription: "1946",
      graves: 7,
      depth_m: 1.2,
      photos: "DCIM/1.jpg; DCIM/2.jpg",
      remarks: "Two rows.",
      accuracy_m: 8,
      location_method: "gps",
    },
  ],
  [
    "observations",
    "e2e-nothing",
    point(132.2128, 55.0872),
    { of: "sites/demo-hospital", observed: "2026-07-02", outcome: "nothing_seen", accuracy_m: 12, location_method: "gps" },
  ],
  [
    "observations",
    "e2e-unreached",
    point(132.2112, 55.0882),
    { of: "sites/demo-camp", observed: "2026-07-01", outcome: "not_reached", accuracy_m: 25, location_method: "gps" },
  ],
];

/** Records them on a server that can be edited. */
export async function record({ address }) {
  for (const [collection, id, geometry, properties] of fieldwork) {
    const answer = await fetch(`${address}/api/collections/${collection}/items`, {
      method: "POST",
      headers: { "Content-Type": "application/geo+json", "X-Burialmap": "1" },
      body: JSON.stringify({ type: "Feature", id, geometry, properties: { ...properties, fictional: true } }),
    });
    if (!answer.ok) throw new Error(`${collection}/${id}: ${answer.status} ${await answer.text()}`);
  }
}
