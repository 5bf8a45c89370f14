import { expect, test } from "vitest";
import { countedIn, drawnOf } from "./shown.ts";

const cell = (lon: number, lat: number, properties: Record<string, unknown>) => ({ geometry: { type: "Point" as const, coordinates: [lon, lat] }, properties });

test("cells count if their points are on screen, also beyond 180 degrees", () => {
  const cells = [cell(132, 55, { plots: 40, overlaps: 3 }), cell(132, 30, { plots: 7 }), cell(-175, 66, { plots: 2, sites: 1 })];
  expect(countedIn(cells, [130, 50, 140, 60])).toEqual({ cemeteries: 0, plots: 40, overlaps: 3, sites: 0 });
  expect(countedIn(cells, [120, 50, 190, 70])).toEqual({ cemeteries: 0, plots: 42, overlaps: 3, sites: 1 });
});

test("a record that several layers and tiles draw counts once, with those it stands for", () => {
  const drawn = (layer: string, id: string, merged?: number) => ({ layer: { id: layer }, properties: { id, ...(merged !== undefined && { merged }) } });
  const shown = drawnOf([
    drawn("plots-pow-fill", "a"),
    drawn("plots-pow-line", "a"),
    drawn("plots-pow-fill", "b", 4),
    drawn("sites-icon", "a"),
    drawn("land", "x"),
  ]);
  expect(shown).toMatchObject({ plots: 6, sites: 1, overlaps: 0 });
});
