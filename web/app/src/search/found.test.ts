import { expect, test } from "vitest";
import { foundIn, type SearchAnswer } from "./found.ts";

const answer: SearchAnswer = {
  features: [
    {
      collection: "sites",
      id: "khurmuli",
      name: "フルムリ",
      name_en: "Khurmuli",
      name_ru: "Хурмули",
      region: "Khabarovsk Krai",
      ministry_no: "3054;3055",
      camp: "Camp 5",
      point: [136.9, 51],
    },
    { collection: "sites", id: "lost", name: "Хурмулинское", point: null },
    { collection: "plots", id: "x", name: "A-1 (invented)", point: [1, 2] },
  ],
  places: [{ id: "2022050", name: "Khurmuli", name_ru: "Хурмули", region: "KHA", point: [136.9, 51] }],
};

test("a record is named in the reader's language, with its other names beside it", () => {
  const [first] = foundIn("ru", answer);
  expect(first).toEqual({
    key: "sites/khurmuli",
    group: "sites",
    ref: { collection: "sites", id: "khurmuli" },
    name: "Хурмули",
    others: ["フルムリ", "Khurmuli"],
    about: "№ 3054, 3055 в списке министерства · Camp 5 · Khabarovsk Krai",
    point: [136.9, 51],
  });
});

test("a record without a position says so", () => {
  expect(foundIn("en", answer)[1]).toMatchObject({ point: undefined, about: "Not located" });
});

test("a source is nowhere, and nobody asks where", () => {
  const features: SearchAnswer["features"] = [{ collection: "sources", id: "list", name: "A list", point: null }];
  expect(foundIn("en", { features, places: [] })[0]?.about).toBe("");
});

test("invented names lose the word that says so, a place of the gazetteer has no reference", () => {
  const found = foundIn("en", answer);
  expect(found[2]?.name).toBe("A-1");
  expect(found[3]).toMatchObject({ key: "place/2022050", ref: undefined, name: "Khurmuli", others: ["Хурмули"] });
});

test("what can be read as a position comes first, and says how it was read", () => {
  const reading = {
    lon: 135.1,
    lat: 48.5,
    notation: "decimal",
    order: "lat_lon",
    text: "48.5, 135.1",
    precision_m: 5,
    in_region: true,
    crs: "EPSG:4326",
    crs_name: "WGS 84",
  };
  const [first, second] = foundIn("en", { ...answer, readings: [{ ...reading, reasons: [] }] });
  expect(first).toMatchObject({ key: "position/0", group: "coordinates", ref: undefined, point: [135.1, 48.5], zoom: 14 });
  expect(first?.name).toContain("48.5, 135.1");
  expect(second?.key).toBe("sites/khurmuli");
});

test("what is of one kind stands together", () => {
  const point: [number, number] = [1, 2];
  const features: SearchAnswer["features"] = [
    { collection: "plots", id: "p1", name: "5", point },
    { collection: "sites", id: "s", name: "5", point },
    { collection: "plots", id: "p2", name: "5", point },
  ];
  expect(foundIn("en", { features, places: [] }).map((f) => f.key)).toEqual(["plots/p1", "plots/p2", "sites/s"]);
});
