/** Sheets of ISO 216, upright, in millimetres. */
const sheets = { A4: [210, 297], A3: [297, 420] } as const;
export type Size = keyof typeof sheets;
export const sizes = Object.keys(sheets) as Size[];
export const orientations = ["landscape", "portrait"] as const;
export type Orientation = (typeof orientations)[number];

/** Where things are on the sheet, in millimetres: what is around the map is the same on each sheet. */
export interface Layout {
  width: number;
  height: number;
  map: readonly [width: number, height: number];
}

const margin = 10;
/** Room around the frame for the labels of the grid. */
const frame = 6;
const title = 9;
/** Legend, scale and sources: beside the map where the sheet lies, below it where it stands. */
const beside = 72;
const below = 82;

export function layoutOf(size: Size, orientation: Orientation): Layout {
  const [short, long] = sheets[size];
  const lying = orientation === "landscape";
  const [width, height] = lying ? [long, short] : [short, long];
  const map = [width - 2 * margin - 2 * frame - (lying ? beside : 0), height - 2 * margin - 2 * frame - title - (lying ? 0 : below)] as const;
  return { width, height, map };
}

/** The dots an inch at which a map is drawn, fewer where the picture would be larger than the machine can draw. */
export function dotsPerInch(wanted: number, [width, height]: readonly [number, number], most: number): number {
  return Math.min(wanted, Math.floor((most * 25.4) / Math.max(width, height)));
}
