// The printable book as paper: what the server gives is printed to PDF by Chromium, read and
// looked at by programs that know nothing of it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { complaint, hindrance, launch } from "./browser.mjs";
import { addFaces } from "./faces.mjs";
import { newFolder, program, serve } from "./program.mjs";

const skip = hindrance() ?? without("pdftotext", "-v") ?? without("zbarimg", "--version") ?? (program ? undefined : "BURIALMAP does not name the program");
const plan = "api/plans/demo-plan";
const today = "2027-03-01";
let browser, place, server;

function without(command, flag) {
  try {
    execFileSync(command, [flag], { stdio: "ignore" });
    return undefined;
  } catch {
    if (process.env.CI === "true") throw new Error(`${command} is missing`);
    return `${command} is missing`;
  }
}

before(async () => {
  if (skip) return;
  place = newFolder();
  execFileSync(program, ["plan", "demo", "--db", join(place.folder, "graves.gpkg")], { stdio: "ignore" });
  server = await serve(place.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  place?.remove();
});

/** A language's book as a page that has everything, and what a quiet page would not say. */
async function opened(language) {
  const context = await browser.newContext({ viewport: { width: 820, height: 1100 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const findings = [];
  const address = new URL(`${plan}/book?lang=${language}&today=${today}`, server.address).href;
  page.on("request", (r) => r.url() !== address && findings.push(`request to ${r.url()}`));
  page.on("pageerror", (e) => findings.push(`error: ${e.message}`));
  page.on("console", (m) => complaint(m) && findings.push(`${m.type()}: ${m.text()}`));
  const answer = await page.goto(address);
  assert.equal(answer.status(), 200);
  assert.doesNotMatch(answer.headers()["content-security-policy"], /unsafe/);
  await addFaces(page);
  return { page, findings, close: () => context.close() };
}

async function printed(page, name, format = "A4") {
  const file = join(place.folder, `${name}.pdf`);
  writeFileSync(file, await page.pdf({ format, printBackground: true }));
  if (process.env.PICTURES) {
    mkdirSync(process.env.PICTURES, { recursive: true });
    execFileSync("pdftoppm", ["-r", "90", "-png", file, join(process.env.PICTURES, `book-${name}`)]);
  }
  return file;
}

const tool = (name, ...flags) => execFileSync(name, flags, { encoding: "utf8", maxBuffer: 1 << 28 });
const pagesOf = (file) => Number(/Pages:\s+(\d+)/.exec(tool("pdfinfo", file))[1]);
/** The text of each page, with white space as single blanks. */
const texts = (file) =>
  tool("pdftotext", "-layout", file, "-")
    .split("\f")
    .slice(0, -1)
    .map((page) => page.replace(/\s+/g, " "));

/** Every word on paper with its place, in millimetres from the upper left corner of its page. */
function wordsOn(file) {
  const millimetres = (text) => (Number(text) * 25.4) / 72;
  let page = 0;
  return tool("pdftotext", "-bbox", file, "-")
    .split("\n")
    .flatMap((line) => {
      if (line.includes("<page ")) page += 1;
      const [, ...found] = /xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)<\/word>/.exec(line) ?? [];
      if (found.length === 0) return [];
      const [left, top, right, bottom] = found.map(millimetres);
      return [{ page, left, top, right, bottom, text: found[4] }];
    });
}

const margins = { left: 14, right: 14, top: 11, bottom: 17 };

/** Words of which the middle lies in the margins of a sheet of paper, or that run out of it to the side; the running foot may stand below. */
function cut(file, [width, height]) {
  const foot = height - margins.bottom;
  return wordsOn(file).filter(({ left, right, top, bottom }) => {
    const middle = (top + bottom) / 2;
    const across = middle < foot && (bottom - top > 9 ? middle > foot - 1 : bottom > foot + 2.5); // fonts for Japanese claim more height than they use
    return left < margins.left - 1 || right > width - margins.right + 1 || middle < margins.top || middle > height - 3 || across;
  });
}

const languages = {
  en: {
    words: [
      "Emergencies",
      "To be settled before leaving",
      "Left out, and why",
      "How to read the maps",
      "Day 1:",
      "Where civilian burials may lie",
      "Papers, consent and hazards",
      "Observation",
      "Larch camp (invented)",
      "do not travel by this book",
    ],
    foot: "plan revision 1 · data revision",
    basis: "straight-line distance × 1.4",
  },
  ru: {
    words: [
      "Экстренные случаи",
      "Решить до отъезда",
      "Что не вошло и почему",
      "Как читать карты",
      "День 1:",
      "Где могут быть захоронения местных жителей",
      "Документы, согласия и опасности",
      "Наблюдение",
      "Лиственничный лагерь (вымышлено)",
    ],
    foot: "редакция плана 1 · ревизия данных",
    basis: "по прямой × 1,4",
  },
  ja: {
    words: [
      "緊急時",
      "出発前に解決すること",
      "入らなかった埋葬地とその理由",
      "地図の見方",
      "1日目：",
      "住民の墓がある可能性のある所",
      "書類・同意・危険",
      "観察記録",
      "カラマツ収容所（架空）",
    ],
    foot: "計画の改訂1・データの改訂",
    basis: "直線距離×1.4",
  },
};

for (const [language, { words, foot, basis }] of Object.entries(languages)) {
  test(`the book in ${language} is whole on A4, and every page says of which plan it is and what travel times rest on`, { skip }, async () => {
    const { page, findings, close } = await opened(language);
    const file = await printed(page, language);
    const pages = texts(file);
    const all = pages.join(" ");
    for (const word of words) assert.ok(all.includes(word), `${word} is missing`);
    pages.forEach((text, i) => {
      assert.ok(text.includes(foot), `page ${i + 1} does not say ${foot}`);
      assert.ok(text.includes(basis), `page ${i + 1} does not say ${basis}`);
      assert.ok(text.includes(`${i + 1} / ${pages.length}`), `page ${i + 1} has no number`);
    });
    assert.ok(
      pages.every((text) => text.length > foot.length + basis.length + 60),
      "there is an empty page",
    );
    assert.deepEqual(cut(file, [210, 297]), []);
    assert.deepEqual(findings, []);
    await close();
  });
}

/** A page of a PDF as pixels, ten to a millimetre. */
function pixelsOf(file, number) {
  const ppm = execFileSync("pdftoppm", ["-r", "254", "-gray", "-f", String(number), "-l", String(number), file], { maxBuffer: 1 << 28 });
  const [, width, height, start] = /^P5\s+(\d+)\s+(\d+)\s+255(\s)/.exec(ppm.subarray(0, 40).toString("latin1"));
  const from = ppm.subarray(0, 40).toString("latin1").indexOf("255") + 3 + start.length;
  return { width: Number(width), height: Number(height), dark: (x, y) => ppm[from + y * Number(width) + x] < 110 };
}

/** The longest dark runs of each row within bounds, in millimetres. */
function longestRuns({ width, height, dark }, least, most) {
  const found = [];
  for (let y = 0; y < height; y += 1) {
    let run = 0;
    for (let x = 0; x <= width; x += 1) {
      if (x < width && dark(x, y)) run += 1;
      else {
        if (run >= least * 10 && run <= most * 10) found.push(run / 10);
        run = 0;
      }
    }
  }
  return found;
}

test("maps are as large on paper as their scale says, and a telephone reads the codes from the sheet", { skip }, async () => {
  const { page, close } = await opened("en");
  const file = await printed(page, "scale");
  const pages = texts(file);
  const sheets = pages.flatMap((text, i) => (/^ ?Site \d+ /.test(text) && text.includes("geo:") ? [i + 1] : []));
  assert.ok(sheets.length >= 10, `${sheets.length} sheets with a code`);
  const frames = longestRuns(pixelsOf(file, sheets[0]), 160, 178);
  assert.ok(frames.length >= 2, "the frame of the map is not there");
  for (const length of frames) assert.ok(Math.abs(length - 168) < 0.4, `the map is ${length} mm wide, not 168`);
  for (const number of sheets.slice(0, 3)) {
    const picture = join(place.folder, `sheet-${number}`);
    execFileSync("pdftoppm", ["-r", "150", "-png", "-singlefile", "-f", String(number), "-l", String(number), file, picture]);
    const code = tool("zbarimg", "--quiet", "--raw", `${picture}.png`).trim();
    assert.match(code, /^geo:\d+\.\d{6},\d+\.\d{6}(;u=[\d.]+)?$/);
    assert.ok(pages[number - 1].includes(code.split(";")[0]), `${code} is not what the sheet says`);
  }
  await close();
});

test("other paper holds the book too", { skip }, async () => {
  const { page, close } = await opened("ru");
  for (const [format, size] of [
    ["Letter", [215.9, 279.4]],
    ["A3", [297, 420]],
  ]) {
    const file = await printed(page, `ru-${format}`, format);
    assert.ok(pagesOf(file) > 20);
    assert.deepEqual(cut(file, size), [], format);
  }
  await close();
});

test("the package of a plan holds the same book", { skip }, () => {
  const folder = join(place.folder, "package");
  execFileSync(
    program,
    ["plan", "export", "demo-plan", "--db", join(place.folder, "graves.gpkg"), "--only", "book", "--lang", "ja,en", "--today", today, "-o", folder],
    { stdio: "ignore" },
  );
  for (const language of ["ja", "en"]) assert.ok(existsSync(join(folder, `book-${language}.html`)), language);
});
