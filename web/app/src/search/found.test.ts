import { expect, test } from "vitest";
import { foundIn, type SearchAnswer } from "./found.ts";

const answer: SearchAnswer = {
  features: [
    { collection: "sites", id: "khurmuli", name: "フルムリ", name_en: "Khurmuli", name_ru: "Хурмули", region: "Khabarovsk Krai", point: [136.9, 51] },
    { collection: "sites", id: "lost", name: "Хурмулинское", point: null },
    { collection: "plots", id: "x", name: "A-1 (invented)", point: [1, 2] },
  ],
  places: [{ id: "2022050", name: "Khurmuli", name_ru: "Хурмули", region: "KHA", point: [136.9, 51] }],
};

test("a record is named in the reader's language, with its other names beside it", () => {
  const [first] = foundIn("ru", answer);
  expect(first).toEqual({
    key: "sites/khurmuli",
    ref: { collection: "sites", id: "khurmuli" },
    name: "Хурмули",
    others: ["フルムリ", "Khurmuli"],
    about: "Место захоронения · Khabarovsk Krai",
    point: [136.9, 51],
  });
});

test("a record without a position says so", () => {
  expect(foundIn("en", answer)[1]).toMatchObject({ point: undefined, about: "Burial site · Not located" });
});

test("a source is nowhere, and nobody asks where", () => {
  const features: SearchAnswer["features"] = [{ collection: "sources", id: "list", name: "A list", point: null }];
  expect(foundIn("en", { features, places: [] })[0]?.about).toBe("Source");
});

test("invented names lose the word that says so, a place of the gazetteer has no reference", () => {
  const found = foundIn("en", answer);
  expect(found[2]?.name).toBe("A-1");
  expect(found[3]).toMatchObject({ key: "place/2022050", ref: undefined, name: "Khurmuli", others: ["Хурмули"] });
});
