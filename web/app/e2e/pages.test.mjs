// What holds for every page: open to all in each language and theme, its own host alone, quiet, and no wider than a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hindrance, launch, open } from "./browser.mjs";
import { axeViolations } from "./violations.mjs";

const skip = hindrance();
let browser;
let without;
before(async () => {
  if (skip) return;
  browser = await launch();
  without = await launch(["--disable-gpu", "--disable-3d-apis"]);
});
after(() => Promise.all([browser?.close(), without?.close()]));

const region = "map=5/50/132";
/** The address of each page, and what has to be there before it is looked at. */
const pages = [
  ["find", `#${region}&sheet=find`, ".results .row"],
  ["table", "#table=sites", ".table tbody tr"],
  ["review", "#review", ".review tbody tr"],
  ["statistics", "#statistics", ".statistics .plot canvas"],
  ["plan", "#plan", ".plan .none"],
  ["import", "#import", ".drop"],
  ["print", `#print&${region}`, ".paper-sheet"],
];
const themes = { en: "contrast", ru: "dark", ja: "light" };

const ready = (selector) => (page) => page.waitForSelector(selector, { timeout: 90_000 });

for (const [language, theme] of Object.entries(themes)) {
  test(`every page is open to all in ${language}, in the ${theme} theme`, { skip }, async () => {
    for (const [name, hash, selector] of pages) {
      const { page, findings, close } = await open(browser, `${hash}&lang=${language}&theme=${theme}`, { ready: ready(selector) });
      assert.deepEqual(await axeViolations(page), [], name);
      assert.deepEqual(findings, [], name);
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      await close();
    }
  });
}

test("no page is wider than a phone, in any language", { skip }, async () => {
  for (const language of Object.keys(themes)) {
    for (const [name, hash, selector] of pages) {
      if (name === "find" || name === "print") continue; // the sheet is folded there, and paper is wider than a phone
      const { page, findings, close } = await open(browser, `${hash}&lang=${language}`, { width: 360, height: 740, ready: ready(selector) });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, `${name} ${language}`);
      assert.deepEqual(findings, [], name);
      await close();
    }
  }
});

test("without WebGL the pages that need no map are whole, and quiet", { skip }, async () => {
  for (const [name, hash, selector] of pages.filter(([n]) => ["table", "review", "statistics", "plan", "import"].includes(n))) {
    const { page, findings, close } = await open(without, `${hash}&lang=en`, { ready: ready(selector) });
    assert.equal(await page.locator("[data-key=page-map]").isDisabled(), true, name);
    assert.deepEqual(await axeViolations(page), [], name);
    assert.deepEqual(findings, [], name);
    await close();
  }
});

test("the page obeys a policy without unsafe words, and scripts of others do not run", { skip }, async () => {
  const response = await fetch(process.env.BASE_URL);
  const policy = response.headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'|default-src 'self'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  const { page, close } = await open(browser, "#table=sites", { ready: ready(".table tbody tr") });
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.injected = true";
    document.head.append(script);
  });
  assert.equal(await page.evaluate(() => window.injected), undefined);
  await close();
});

test("whoever asks for less motion sees none", { skip }, async () => {
  const { page, close } = await open(browser, `#${region}`);
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll("*")].filter(
        (e) => parseFloat(getComputedStyle(e).transitionDuration) > 0 && getComputedStyle(e).transitionProperty !== "none",
      ).length,
  );
  assert.equal(moving, 0);
  await page.click("[data-key=demo]");
  assert.ok(await page.evaluate(() => !window.burialmap.isMoving() && window.burialmap.getZoom() > 10), "the map is there at once");
  await close();
});
