// Pairs are judged by keyboard alone, against a server and a database of their own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hindrance, launch, panelText, until } from "./browser.mjs";
import { serve, visit } from "./editable.mjs";
import { program } from "./program.mjs";
import { axeViolations } from "./violations.mjs";

const skip = hindrance() ?? (program ? undefined : "BURIALMAP does not name the program");
let browser;
let server;

before(async () => {
  if (skip) return;
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const current = "[data-id][aria-selected=true]";
const idOf = (page) => page.locator(current).getAttribute("data-id");
const progress = (page) => page.locator(".progress p").innerText();
const focusedId = (page) => page.evaluate(() => document.activeElement?.getAttribute("data-id"));

/** Tabs from the top of the page until the focus is in the list, as somebody without a mouse does. */
async function tabToList(page) {
  await page.waitForSelector(current);
  await page.waitForSelector("[data-key=do-accepted]"); // before that no key judges, and then the list is drawn anew
  for (let i = 0; i < 40 && !(await focusedId(page)); i++) await page.keyboard.press("Tab");
  assert.ok(await focusedId(page), "the list is reached with the tab key");
}

test("pairs are judged by keyboard alone, with a reason where one is needed, and the last is taken back", { skip }, async () => {
  const { page, findings, close } = await visit(browser, server, "#lang=en&review");
  await tabToList(page);
  const first = await idOf(page);
  await page.keyboard.press("ArrowDown");
  const second = await idOf(page);
  assert.notEqual(second, first);
  assert.match(await page.locator(".voice").innerText(), /^Pair 2 of 171: .+\. certain \(.+\)\. open$/);
  await page.keyboard.press("k");
  assert.equal(await focusedId(page), first);
  await page.keyboard.press("a");
  await page.waitForFunction(() => /^1 of 171 judged: 1 accepted/.test(document.querySelector(".progress p").textContent));
  assert.equal(await focusedId(page), second, "the next open pair has the focus");
  await page.keyboard.press("r");
  await page.waitForSelector("dialog.reason[open]");
  await page.keyboard.press("Enter");
  await page.keyboard.type("The plan is of another ground.");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => /^2 of 171 judged: 1 accepted, 1 rejected/.test(document.querySelector(".progress p").textContent));
  await page.keyboard.press("p");
  await page.waitForSelector("dialog.reason[open] .recent button");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog.reason[open]", { state: "detached" }); // Escape judges nothing
  await page.waitForFunction((i) => document.activeElement?.getAttribute("data-id") === i, await idOf(page));
  await page.keyboard.press("u");
  await page.waitForFunction(() => /^1 of 171 judged: 1 accepted, 0 rejected/.test(document.querySelector(".progress p").textContent));
  assert.equal(await focusedId(page), second);
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(findings, []);
  await close();
});

test("a judgement outlives a new search and a reload, and history shows it", { skip }, async () => {
  const { features } = await server.ask("collections/overlaps/items?filter=review%20IS%20NULL&limit=1&sortby=-probability,id");
  const id = features[0].id;
  const { page, findings, close } = await visit(browser, server, "#lang=en&review");
  await tabToList(page);
  assert.equal(await idOf(page), id);
  await page.keyboard.press("p");
  await page.waitForSelector("dialog.reason[open]");
  await page.keyboard.type("The plan is being copied.");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => /1 postponed/.test(document.querySelector(".progress p").textContent));
  server.run("overlaps");
  await page.goto("about:blank");
  await page.goto(`${server.address}/#lang=en&review&reviewed=judged`);
  const row = page.locator(`[data-id="${id}"]`);
  await page.waitForSelector("[data-key=do-accepted]");
  assert.match(await row.innerText(), /Postponed[\s\S]*somebody at this computer[\s\S]*The plan is being copied/);
  await row.click();
  await page.keyboard.press("Enter");
  await page.waitForSelector("#panel .judged");
  await panelText(page);
  await page.click("#panel [data-key=history]");
  await page.waitForSelector("#panel .versions li");
  assert.match(await page.locator("#panel .versions").innerText(), /Judgement[\s\S]*postponed/);
  await page.keyboard.press("Escape");
  await page.waitForFunction((i) => document.activeElement?.getAttribute("data-id") === i, id);
  assert.deepEqual(findings, []);
  await close();
});

test("what somebody else has judged meanwhile is told and shown, and nothing is overwritten", { skip }, async () => {
  const { page, findings, close } = await visit(browser, server, "#lang=en&review", { expected: [412] });
  await tabToList(page);
  const id = await idOf(page);
  const { properties } = await server.ask(`collections/overlaps/items/${id}`);
  const body = JSON.stringify({ decision: "rejected", reason: "Seen on the ground.", revision: properties.revision });
  const other = await fetch(`${server.address}/api/collections/overlaps/items/${id}/review`, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", "X-Burialmap": "1" },
  });
  assert.equal(other.status, 200);
  await page.keyboard.press("a");
  await page.waitForSelector(".review [role=alert]");
  assert.match(await page.locator(".review [role=alert]").innerText(), /has changed meanwhile/);
  assert.match(await page.locator(`[data-id="${id}"]`).innerText(), /Rejected[\s\S]*Seen on the ground/);
  assert.equal(await focusedId(page), id);
  assert.deepEqual(findings, []);
  await close();
});

test("the map shows each pair that is stepped to", { skip }, async () => {
  const { page, findings, close } = await visit(browser, server, "#lang=en&review");
  await tabToList(page);
  await page.waitForFunction(() => window.burialmap?.loaded());
  const drawn = () => page.evaluate(async () => JSON.stringify(await window.burialmap.getSource("selection").getData()));
  await until(page, async () => (await window.burialmap.getSource("selection").getData()).features.length > 2);
  const before = await drawn();
  await page.keyboard.press("j");
  await until(page, async (was) => JSON.stringify(await window.burialmap.getSource("selection").getData()) !== was, before);
  assert.ok((await page.evaluate(() => window.burialmap.getZoom())) > 15);
  assert.deepEqual(findings, []);
  await close();
});

test("where nothing can be changed the pairs can be read, and it says why", { skip }, async () => {
  const reading = await serve([], server.database);
  try {
    const { page, findings, close } = await visit(browser, reading, "#lang=en&review&reviewed=all", { width: 360, height: 740 });
    await page.waitForSelector(current);
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/api/import"))); // whether it may be changed
    assert.match(await page.locator(".readonly").innerText(), /can be read, not judged/);
    assert.equal(await page.locator("[data-key=do-accepted]").count(), 0);
    await page.locator(current).focus();
    await page.keyboard.press("a");
    await page.keyboard.press("n");
    assert.match(await progress(page), /judged/);
    assert.deepEqual(await axeViolations(page), []);
    assert.deepEqual(findings, []);
    await close();
  } finally {
    await reading.stop();
  }
});
