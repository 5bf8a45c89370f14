// Pictures of flat colours, written small: the 256 colours they use most, packed as well as zlib can.
import { crc32, deflateSync } from "node:zlib";

export const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const most = 256;

/** The same picture with at most 256 colours; each other colour becomes the nearest of them. A page decodes it. */
export async function withFewColours(page, png) {
  const { width, height, base64 } = await page.evaluate(decode, png.toString("base64"));
  const pixels = Buffer.from(base64, "base64");
  const palette = commonest(pixels);
  const nearest = new Map(palette.map((colour, i) => [colour, i]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let i = 0; i < width * height; i++) {
    const colour = pixels.readUIntBE(i * 4, 3);
    if (!nearest.has(colour)) nearest.set(colour, nearestOf(palette, colour));
    rows[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = nearest.get(colour);
  }
  return encode(width, height, palette, rows);
}

/** Runs in the page: the pixels of a PNG as red, green, blue, opacity. */
async function decode(png) {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))], { type: "image/png" }));
  const { width, height } = picture;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let text = "";
  for (let i = 0; i < data.length; i += 32_768) text += String.fromCharCode(...data.subarray(i, i + 32_768));
  return { width, height, base64: btoa(text) };
}

/** The most frequent colours, none closer to a more frequent one than the eye would see. */
function commonest(pixels) {
  const counts = new Map();
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = pixels.readUIntBE(i, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
  const chosen = [];
  for (const colour of byCount) {
    if (chosen.length === most) break;
    if (chosen.length < 16 || chosen.every((c) => distance(c, colour) > 150)) chosen.push(colour);
  }
  return chosen;
}

function nearestOf(palette, colour) {
  let best = 0;
  for (const [i, c] of palette.entries()) if (distance(c, colour) < distance(palette[best], colour)) best = i;
  return best;
}

const distance = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

function encode(width, height, palette, rows) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // eight bits a pixel, by palette
  const colours = Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]));
  const parts = [chunk("IHDR", header), chunk("PLTE", colours), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

export function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
