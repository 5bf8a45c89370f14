// A plan of visits is opened, moved about by pointer and by keyboard, arranged, saved and compared, against a server of its own.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { hindrance, launch, panelText } from "./browser.mjs";
import { serve, visit } from "./editable.mjs";
import { newFolder, program } from "./program.mjs";
import { axeViolations } from "./violations.mjs";

const skip = hindrance() ?? (program ? undefined : "BURIALMAP does not name the program");
let browser;
let server;
let folder;

before(async () => {
  if (skip) return;
  folder = newFolder();
  const database = `${folder.folder}/graves.gpkg`;
  execFileSync(program, ["plan", "demo", "--db", database]);
  server = await serve(["--edit"], database);
  for (const id of ["journey", "shared", "compared"]) await storeJourney(id);
  browser = await launch();
});

/** A plan of a journey's own, of sites of the demonstration: eight stops, of which one is on no day. */
async function storeJourney(id) {
  const { vehicles, base, nights, stops } = await server.ask("plans/demo-plan");
  const days = [
    ["2027-07-05", "a", "larch"],
    ["2027-07-06", "b", "mill"],
    ["2027-07-08", "a", "tunnel outpost"],
    ["2027-07-08", "b", "spring"],
    ["2027-07-14", "b", "ferry orchard"],
  ].map(([date, vehicle, sites]) => ({ date, vehicle, stops: sites.split(" ").map((site) => ({ site: `demo-${site}` })) }));
  const wanted = ["larch", "mill", "tunnel", "outpost", "spring", "ferry", "orchard", "marsh"].map((site) => `demo-${site}`);
  const journey = {
    id,
    title: `Journey ${id} (invented)`,
    fictional: true,
    languages: ["en", "ru", "ja"],
    vehicles,
    base,
    nights,
    days,
    ...{ from: "2027-07-05", to: "2027-07-14", rest: ["2027-07-11"], zone: "Asia/Vladivostok", start: "08:00", end: "18:30" },
    stops: wanted.map((site) => stops.find((s) => s.site === site) ?? { site, task: "visit", minutes: 120, priority: 5 }),
  };
  const answer = await fetch(`${server.address}/api/plans`, { method: "POST", headers, body: JSON.stringify(journey) });
  assert.equal(answer.status, 201, await answer.text());
}
const headers = { "Content-Type": "application/json", "X-Burialmap": "1" };
after(async () => {
  await browser?.close();
  await server?.stop();
  folder?.remove();
});

const plan = "#plan=journey&lang=en";
const grip = (site) => `[data-key="grip-${site}"]`;
const lane = (name) => `[data-lane="${name}"]`;
/** The order of a day, or of what is on no day. */
const orderIn = (page, name) => page.locator(`${lane(name)} [data-site]`).evaluateAll((cards) => cards.map((c) => c.dataset.site));
/** Waits until a day has this order, and what follows from it is there. */
async function waitForOrder(page, name, sites) {
  await page.waitForFunction(
    ([selector, wanted]) => [...document.querySelectorAll(`${selector} [data-site]`)].map((c) => c.dataset.site).join() === wanted,
    [lane(name), sites.join()],
  );
  await worked(page);
}
const worked = (page) => page.waitForSelector('.open-plan[aria-busy="false"] .totals [data-total="visited"]');

/** Waits for what is asked once a plan is open, and each time that it is saved: with the answer it is drawn anew, and a press in between is lost. */
const isRead = (page, times = 1) =>
  page.waitForFunction((n) => {
    const answered = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
    const restrictions = answered.some((path) => path.endsWith("/collections/restrictions/items"));
    return restrictions && answered.filter((path) => path.endsWith("/changes")).length >= n;
  }, times);

async function openPlan(hash = plan, options = {}, on = server) {
  const opened = await visit(browser, on, hash, options);
  await worked(opened.page);
  await opened.page.waitForFunction(() => [...document.querySelectorAll(".stop-name .link")].every((l) => !l.textContent.startsWith("demo-")));
  await isRead(opened.page);
  return opened;
}

test("a plan is opened from the list, and the map shows the ways and stops of each day", { skip }, async () => {
  const { page, findings, close } = await visit(browser, server, "#plan&lang=en");
  await page.click('[data-key="open-journey"]');
  await worked(page);
  await isRead(page);
  assert.match(await page.locator(".totals").innerText(), /9 working days[\s\S]*7 of 8 stops on a day[\s\S]*km/);
  await page.waitForFunction(() => document.querySelectorAll(".plan-sign.stop").length === 7);
  await page.click('[data-key="day-2027-07-08"]');
  await page.waitForFunction(() => document.querySelectorAll(".plan-sign.stop").length === 3);
  assert.deepEqual(await page.locator(".plan-sign.stop").allInnerTexts(), ["1", "2", "1"]);
  const dashes = await page.locator(".plan-onmap path.way").evaluateAll((ways) => ways.map((w) => w.getAttribute("stroke-dasharray")));
  assert.equal(new Set(dashes).size, 2, "vehicles are told apart by their dashes");
  await page.waitForURL(/plan=journey&day=2027-07-08/);
  await page.reload();
  await worked(page);
  assert.equal(await page.locator('[data-key="day-2027-07-08"]').getAttribute("aria-pressed"), "true");
  assert.deepEqual(findings, []);
  await close();
});

test("a stop is dragged to another day, its conflict is told at once, and it is taken back", { skip }, async () => {
  const { page, findings, close } = await openPlan(plan, { height: 1800 });
  const target = lane("2027-07-05/a");
  await page.locator(grip("demo-mill")).hover();
  await page.mouse.down();
  const box = await page.locator(`${target} [data-site=demo-larch]`).boundingBox();
  await page.mouse.move(box.x + 60, box.y + box.height / 2, { steps: 6 });
  await page.waitForSelector(`${target}.drop-here`);
  await page.mouse.move(box.x + 60, box.y + box.height - 4, { steps: 3 });
  await page.mouse.up();
  await waitForOrder(page, "2027-07-05/a", ["demo-larch", "demo-mill"]);
  await page.waitForSelector(`${target} .conflict.grave`);
  assert.match(await page.locator(".totals").innerText(), /\d+ conflicts?/);
  await page.click('[data-key="plan-undo"]');
  await waitForOrder(page, "2027-07-05/a", ["demo-larch"]);
  await waitForOrder(page, "2027-07-06/b", ["demo-mill"]);
  assert.match(await page.locator(".voice").innerText(), /Taken back/);
  assert.deepEqual(findings, []);
  await close();
});

test("a stop is dropped on a day's tab, and Escape puts back what is dragged", { skip }, async () => {
  const { page, findings, close } = await openPlan(`${plan}&day=2027-07-08`);
  const drag = async (to) => {
    await page.locator(grip("demo-tunnel")).hover();
    await page.mouse.down();
    const box = await page.locator(to).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 6 });
    await page.waitForSelector(`${to}.drop-here`);
  };
  await drag('[data-key="day-2027-07-12"]');
  await page.keyboard.press("Escape");
  await page.waitForSelector(".drag-ghost", { state: "detached" });
  await page.mouse.up();
  assert.deepEqual(await orderIn(page, "2027-07-08/a"), ["demo-tunnel", "demo-outpost"]);
  await drag('[data-key="day-2027-07-12"]');
  await page.mouse.up();
  await waitForOrder(page, "2027-07-08/a", ["demo-outpost"]);
  await page.click('[data-key="day-2027-07-12"]');
  await waitForOrder(page, "2027-07-12/a", ["demo-tunnel"]);
  assert.deepEqual(findings, []);
  await close();
});

test("a stop is moved by keyboard alone, within its day and to others, and the focus stays on it", { skip }, async () => {
  const { page, findings, close } = await openPlan();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-key"));
  await page.locator(grip("demo-outpost")).focus();
  await page.keyboard.press("ArrowUp");
  await waitForOrder(page, "2027-07-08/a", ["demo-outpost", "demo-tunnel"]);
  assert.equal(await focused(), "grip-demo-outpost");
  await page.keyboard.press("ArrowRight");
  await waitForOrder(page, "2027-07-09/a", ["demo-outpost"]);
  assert.equal(await focused(), "grip-demo-outpost");
  await page.keyboard.press("Delete");
  await page.waitForSelector(`${lane("out")} [data-site=demo-outpost]`);
  await page.waitForFunction((s) => document.activeElement?.matches(s), grip("demo-outpost"));
  await page.keyboard.press("Control+z");
  await waitForOrder(page, "2027-07-09/a", ["demo-outpost"]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await waitForOrder(page, "2027-07-08/a", ["demo-tunnel", "demo-outpost"]);
  await page.keyboard.press("Control+Shift+Z");
  await waitForOrder(page, "2027-07-08/a", ["demo-outpost", "demo-tunnel"]);
  await page.locator(grip("demo-tunnel")).focus();
  await page.keyboard.press("Enter");
  await page.selectOption('[data-key="day-demo-tunnel"]', "2027-07-12/b");
  await waitForOrder(page, "2027-07-12/b", ["demo-tunnel"]);
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(findings, []);
  await close();
});

test("a finger drags a stop on a phone, and the page is no wider than it", { skip }, async () => {
  const { page, findings, close } = await openPlan(`${plan}&day=2027-07-08`, { width: 360, height: 1600 });
  const touch = await page.context().newCDPSession(page);
  const at = async (selector) => {
    const { x, y, width, height } = await page.locator(selector).boundingBox();
    return { x: x + width / 2, y: y + height / 2 };
  };
  const send = (type, ...touchPoints) => touch.send("Input.dispatchTouchEvent", { type, touchPoints });
  await page.locator(grip("demo-tunnel")).scrollIntoViewIfNeeded();
  const from = await at(grip("demo-outpost"));
  await send("touchStart", from);
  for (let i = 1; i <= 8; i++) await send("touchMove", { x: from.x + 20, y: from.y - i * 6 });
  const card = await page.locator("[data-site=demo-tunnel]").boundingBox();
  await send("touchMove", { x: from.x + 20, y: card.y + 8 });
  await page.waitForSelector(".drop-line + [data-site=demo-tunnel]");
  await send("touchEnd");
  await waitForOrder(page, "2027-07-08/a", ["demo-outpost", "demo-tunnel"]);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(findings, []);
  await close();
});

test("what is locked stays where it is when the plan is arranged, and arranging is one step", { skip }, async () => {
  const { page, findings, close } = await openPlan();
  await page.locator(grip("demo-orchard")).focus();
  await page.keyboard.press("ArrowUp");
  await waitForOrder(page, "2027-07-14/b", ["demo-orchard", "demo-ferry"]);
  await page.click('[data-key="lock-demo-orchard"]');
  await page.waitForSelector('[data-key="lock-demo-orchard"][aria-pressed=true]');
  await page.click('[data-key="plan-arrange"]');
  await page.waitForSelector(".arranged");
  await worked(page);
  assert.ok((await orderIn(page, "2027-07-14/b")).includes("demo-orchard"), "the locked stop is where it was");
  await page.click('[data-key="plan-undo"]');
  await waitForOrder(page, "2027-07-14/b", ["demo-orchard", "demo-ferry"]);
  assert.deepEqual(findings, []);
  await close();
});

test("a plan is saved and kept, what is not saved outlives a reload, and who was first is told", { skip }, async () => {
  const shared = "#plan=shared&lang=en";
  const one = await openPlan(shared);
  const two = await openPlan(shared, { expected: [412] });
  await one.page.locator(grip("demo-outpost")).focus();
  await one.page.keyboard.press("ArrowUp");
  await waitForOrder(one.page, "2027-07-08/a", ["demo-outpost", "demo-tunnel"]);
  one.page.on("dialog", (dialog) => dialog.accept());
  await one.page.reload();
  await waitForOrder(one.page, "2027-07-08/a", ["demo-outpost", "demo-tunnel"]);
  assert.match(await one.page.locator(".plan-head").innerText(), /revision 1 with changes that are not saved/);
  await one.page.click('[data-key="plan-save"]');
  await one.page.waitForFunction(() => /Saved as revision 2/.test(document.querySelector(".voice").textContent));
  await one.page.reload();
  await waitForOrder(one.page, "2027-07-08/a", ["demo-outpost", "demo-tunnel"]);

  await two.page.locator(grip("demo-mill")).focus();
  await two.page.keyboard.press("ArrowRight");
  await waitForOrder(two.page, "2027-07-07/b", ["demo-mill"]);
  await two.page.click('[data-key="plan-save"]');
  await two.page.waitForSelector(".plan-dialog[open]");
  const said = await two.page.locator(".plan-dialog[open]").innerText();
  assert.match(said, /revision 2 meanwhile[\s\S]*Old mill/);
  assert.deepEqual(await axeViolations(two.page), []);
  await two.page.click('[data-key="ask-mine"]');
  await two.page.waitForFunction(() => /Saved as revision 3/.test(document.querySelector(".voice").textContent));
  const { revisions } = await server.ask("plans/shared/revisions");
  assert.equal(revisions[0].revision, 3);

  assert.deepEqual(one.findings, []);
  assert.deepEqual(two.findings, []);
  await one.close();
  await two.close();
});

test("revisions are opened and compared, and both are shown side by side", { skip }, async () => {
  const stored = await server.ask("plans/compared");
  stored.days.find((d) => d.date === "2027-07-06").date = "2027-07-07";
  const address = `${server.address}/api/plans/compared`;
  const answer = await fetch(address, { method: "PUT", headers: { ...headers, "If-Match": '"1"' }, body: JSON.stringify(stored) });
  assert.equal(answer.status, 200, await answer.text());
  const { page, findings, close } = await openPlan("#plan=compared&lang=en&tab=revisions&compare=@1");
  await page.waitForSelector(".comparison .difference.moved");
  await page.waitForFunction(() => /Old mill: Tue 6 Jul.+ → Wed 7 Jul/.test(document.querySelector(".difference.moved")?.textContent ?? ""));
  assert.equal(await page.locator(".sides .side").count(), 2);
  assert.deepEqual(await axeViolations(page), []);
  await page.click('[data-key="revision-1"]');
  await page.waitForSelector(".plan-head.looking");
  await waitForOrder(page, "2027-07-06/b", ["demo-mill"]);
  assert.equal(await page.locator(".grip").count(), 0, "what was is looked at, not changed");
  await page.click('[data-key="plan-take-up"]');
  await page.waitForSelector('[data-key="plan-save"]:not(:disabled)');
  await waitForOrder(page, "2027-07-06/b", ["demo-mill"]);
  assert.deepEqual(findings, []);
  await close();
});

test("the ranking follows its weights, and a score is taken apart into facts", { skip }, async () => {
  const { page, findings, close } = await openPlan(`${plan}&tab=ranking`);
  await page.waitForSelector(".rank");
  const order = () =>
    page.locator(".rank").evaluateAll((rows) =>
      rows
        .slice(0, 10)
        .map((r) => r.dataset.ranked)
        .join(),
    );
  /** With each answer the ranking is drawn anew. */
  const ranked = async () => {
    await page.waitForSelector('.ranking[aria-busy="false"]');
    await worked(page);
  };
  await ranked();
  const before = await order();
  await page.locator("#weight-unrecovered").focus();
  await page.keyboard.press("Home");
  await page.locator("#weight-age").focus();
  await page.keyboard.press("End");
  await page.waitForFunction(
    (was) =>
      [...document.querySelectorAll(".rank")]
        .slice(0, 10)
        .map((r) => r.dataset.ranked)
        .join() !== was,
    before,
  );
  await ranked();
  await page.click(".rank summary >> nth=0");
  await page.waitForSelector(".rank details[open] .parts .facts .link");
  assert.equal(await page.locator(".rank details[open] .parts > li").count(), 5);
  await page.click('[data-key="rank-reset"]');
  await page.waitForFunction(
    (was) =>
      [...document.querySelectorAll(".rank")]
        .slice(0, 10)
        .map((r) => r.dataset.ranked)
        .join() === was,
    before,
  );
  await ranked();
  await page.click("[data-key^=rank-add-] >> nth=0");
  await page.waitForFunction(() => /of 9 stops/.test(document.querySelector(".totals").textContent));
  assert.deepEqual(await axeViolations(page), []);
  assert.deepEqual(findings, []);
  await close();
});

test("a paper that is noted, a matrix that is read and a site from the map become part of the plan", { skip }, async () => {
  const { page, findings, close } = await openPlan(`${plan}&tab=papers`);
  await page.click("[data-key^=paper-add-] >> nth=0");
  await page.waitForSelector("[data-restriction] .paper");
  await page.selectOption("#paper-0-state", "granted");
  await page.waitForSelector("#paper-0-from");
  await worked(page);
  await page.click('[data-key="tab-setup"]');
  const table = "from,to,minutes,km\nbase,demo-mill,95,22\nbase,demo-mill,sooner,\n";
  await page.setInputFiles("#matrix-file", { name: "ways.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await page.waitForSelector(".matrix .trouble");
  assert.match(await page.locator(".matrix .trouble").innerText(), /1 line of ways\.csv[\s\S]*line 3/);
  assert.equal(await page.locator("[data-matrix]").getAttribute("data-matrix"), "1");
  await page.evaluate(() => {
    location.hash += "&show=sites/demo-camp";
  });
  await panelText(page);
  await page.click("#panel [data-key=add-to-plan]");
  await page.waitForFunction(() => /of 9 stops/.test(document.querySelector(".totals").textContent));
  assert.deepEqual(findings, []);
  await close();
});

test("what a team carries is one press away, in the languages that are chosen", { skip }, async () => {
  const { page, findings, close } = await openPlan(`${plan}&tab=package`);
  const link = page.locator("[data-key=package]");
  await page.locator("#plan-language-ru").uncheck();
  await page.waitForFunction(() => /languages=en(%2C|,)ja$/.test(document.querySelector("[data-key=package]").href));
  const answer = await fetch(await link.getAttribute("href"));
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type"), /zip/);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  assert.equal(String.fromCharCode(...bytes.slice(0, 2)), "PK");
  const book = await fetch(await page.locator("[data-key=book-ja]").getAttribute("href"));
  assert.match(book.headers.get("content-type"), /text\/html/);
  assert.deepEqual(findings, []);
  await close();
});

test("a plan is made from nothing, and deleted after a question", { skip }, async () => {
  const { page, findings, close } = await visit(browser, server, "#plan&lang=en");
  await page.waitForSelector(".plan-row");
  await page.click('[data-key="plan-new"]');
  await page.fill("#new-title", "Two days");
  await page.fill("#new-base", "55.09, 132.21");
  await page.fill("#new-to", "2028-07-02");
  await page.fill("#new-from", "2028-07-01");
  await page.click('[data-key="new-make"]');
  await worked(page);
  await isRead(page);
  assert.match(await page.locator(".plan-head").innerText(), /Two days[\s\S]*The plan has no sites/);
  await page.fill("#plan-add", "Old mill");
  await page.click('[data-key="add-demo-mill"]');
  await page.waitForSelector(`${lane("out")} [data-site=demo-mill]`);
  await worked(page);
  await page.click('[data-key="plan-save"]');
  await page.waitForFunction(() => /Saved as revision 2/.test(document.querySelector(".voice").textContent));
  await worked(page);
  await isRead(page, 2);
  await page.click('[data-key="plan-list"]');
  await page.waitForSelector(".plan-row >> nth=1");
  const row = page.locator(".plan-row", { hasText: "Two days" });
  await row.locator("[data-key^=delete-]").click();
  await page.click('[data-key="ask-delete"]');
  await row.waitFor({ state: "detached" });
  assert.deepEqual(findings, []);
  await close();
});

test("where nothing can be stored a plan can be looked at and tried, and it says so", { skip }, async () => {
  const reading = await serve([], server.database);
  try {
    const { page, findings, close } = await openPlan(plan, {}, reading);
    assert.match(await page.locator(".readonly").innerText(), /not saved/);
    assert.equal(await page.locator('[data-key="plan-save"]').count(), 0);
    await page.locator(grip("demo-outpost")).focus();
    await page.keyboard.press("ArrowRight");
    await waitForOrder(page, "2027-07-09/a", ["demo-outpost"]);
    assert.deepEqual(findings, []);
    await close();
  } finally {
    await reading.stop();
  }
});

test("without any plan it is said how to come by one", { skip }, async () => {
  const empty = await serve([]);
  try {
    const { page, findings, close } = await visit(browser, empty, "#plan&lang=en");
    await page.waitForSelector(".plan .none");
    assert.match(await page.locator(".plan .none").innerText(), /burialmap plan demo/);
    assert.deepEqual(await axeViolations(page), []);
    assert.deepEqual(findings, []);
    await close();
  } finally {
    await empty.stop();
  }
});

for (const [language, theme] of Object.entries({ en: "contrast", ru: "dark", ja: "light" })) {
  test(`every part of a plan is open to all in ${language}, in the ${theme} theme, and no wider than a phone`, { skip }, async () => {
    const { page, findings, close } = await openPlan(`#plan=journey&lang=${language}&theme=${theme}`);
    const parts = {
      days: ".lane",
      ranking: ".rank",
      papers: ".restriction",
      setup: ".matrix",
      changes: ".changes",
      revisions: ".revision-list li",
      package: ".downloads",
    };
    for (const [tab, there] of Object.entries(parts)) {
      await page.click(`[data-key="tab-${tab}"]`);
      await page.waitForSelector(there);
      await worked(page);
      assert.deepEqual(await axeViolations(page), [], tab);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    for (const [tab, there] of Object.entries(parts)) {
      await page.click(`[data-key="tab-${tab}"]`);
      await page.waitForSelector(there);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, tab);
    }
    assert.deepEqual(findings, []);
    await close();
  });
}
