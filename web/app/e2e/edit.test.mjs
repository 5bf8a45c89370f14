// Journeys that change data, against a server and a database of their own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hindrance, launch, panelText, until } from "./browser.mjs";
import { csv, russianList } from "./files.mjs";
import { newFolder, program, serve } from "./program.mjs";

const skip = hindrance() ?? (program ? undefined : "BURIALMAP does not name the program");
let browser;
let place;
let server;

before(async () => {
  if (skip) return;
  place = newFolder();
  server = await serve(place.folder, { flags: ["--edit"] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  place?.remove();
});

/** The page at a hash, on the server that may be changed. */
async function visit(hash) {
  const page = await (
    await browser.newContext({ serviceWorkers: "block", reducedMotion: "reduce", locale: "en-GB", viewport: { width: 1440, height: 900 } })
  ).newPage();
  const findings = [];
  page.on("pageerror", (e) => findings.push(e.message));
  page.on("response", (r) => r.status() >= 400 && findings.push(`${r.status()} from ${r.url()}`));
  await page.goto(`${server.address}/${hash}`);
  return { page, findings };
}

test("a file is loaded, its records are on the map with their history, and loading it again changes nothing", { skip }, async () => {
  const { page, findings } = await visit("#lang=en&import");
  const load = async () => {
    await page.setInputFiles("#import-file", csv("list.csv", russianList));
    await page.waitForSelector("[data-key=import-load]");
    await page.click("[data-key=import-load]");
    await page.waitForSelector("[data-key=import-show]");
    return page.locator(".counts dd").allInnerTexts();
  };
  assert.deepEqual((await load()).slice(0, 5), ["4", "3", "0", "0", "1"]);
  await page.click("[data-key=import-show]");
  await page.waitForFunction(() => window.burialmap?.loaded());
  await page.fill("#search", "Второй лог");
  await page.click("[data-found^='sites/'] >> nth=0");
  assert.match(await panelText(page), /Второй лог/);
  await page.click("[data-key=history]");
  await page.waitForSelector(".versions li");
  assert.match(await page.locator(".versions").innerText(), /list/);
  await page.click("[data-key=page-import]");
  assert.deepEqual((await load()).slice(0, 5), ["4", "0", "0", "3", "1"]);
  assert.deepEqual(findings, []);
  await page.context().close();
});

test("what was said of a file is kept as a profile, used again and removed", { skip }, async () => {
  const { page, findings } = await visit("#lang=en&import");
  await page.waitForSelector(".drop");
  await page.setInputFiles("#import-file", csv("list.csv", russianList));
  await page.waitForSelector("#import-accuracy");
  const again = async (act) => {
    await Promise.all([page.waitForResponse((r) => r.url().endsWith("/look")), act()]);
    await page.waitForFunction(() => !document.querySelector(".import.busy"));
  };
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(/\/look$/, (route) => held.then(() => route.continue()), { times: 1 });
  await page.fill("#import-accuracy", "75");
  await page.fill("#import-profile-name", "Логи");
  await page.click("[data-key=import-profile-save]"); // keeps what is said, answered or not
  await page.waitForSelector("#import-profile");
  await again(async () => release());
  await again(() => page.fill("#import-accuracy", ""));
  await again(() => page.selectOption("#import-profile", "Логи"));
  await page.waitForFunction(() => document.querySelector("#import-accuracy")?.value === "75");
  await page.click("[data-key=import-profile-remove]");
  await page.waitForSelector("#import-profile", { state: "detached" });
  assert.deepEqual(findings, []);
  await page.context().close();
});

/** Two places for one site, as two sources state them. */
const positions = [
  "id,of,lon,lat,accuracy_m,location_method,recorded,note",
  "gps,sites/khurmuli,136.901,51.011,8,gps,2019-08-14,at the monument",
  "plan,sites/khurmuli,136.890,51.002,400,plan,1949,from a hand-drawn plan",
].join("\n");

test("positions of several sources lie side by side, and another one can be preferred", { skip }, async () => {
  const { page, findings } = await visit("#lang=en&import");
  await page.waitForSelector(".drop");
  await page.setInputFiles("#import-file", csv("positions.csv", positions));
  await page.waitForSelector("#import-collection");
  await page.selectOption("#import-collection", "positions");
  await page.waitForFunction(() => document.querySelector("#import-collection")?.value === "positions" && !document.querySelector(".import.busy"));
  await page.click("[data-key=import-load]");
  await page.waitForSelector("[data-key=import-show]");
  await page.goto("about:blank");
  await page.goto(`${server.address}/#lang=en&map=11/51/136.9&show=sites/khurmuli`);
  await page.waitForSelector(".stated li");
  await panelText(page);
  assert.equal(await page.locator(".stated li").count(), 2);
  await page.locator(".stated li", { hasText: "at the monument" }).locator("[data-key^=prefer-]").click();
  await page.waitForSelector(".stated .letter.preferred");
  assert.match(await page.locator(".stated li").first().innerText(), /A[\s\S]*preferred[\s\S]*within 8 m/);
  await page.waitForFunction(() => window.burialmap?.loaded());
  await until(page, async () => {
    const { features } = await window.burialmap.getSource("selection").getData();
    const parts = features.map((f) => f.properties.part);
    return parts.includes("preferred") && parts.includes("other") && parts.filter((p) => p === "letter").length > 1;
  });
  assert.deepEqual(findings, []);
  await page.context().close();
});
