import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hindrance, launch, open, settle } from "./browser.mjs";

const skip = hindrance();
let browser;
before(async () => {
  if (!skip) browser = await launch();
});
after(() => browser?.close());

test("when the server is gone, map, panel and table say so, and recover when it is back", { skip }, async () => {
  const { page, close } = await open(browser, "#lang=en&map=17/55.0872/132.2146");
  const everything = /\/(api|tiles)\//;
  const gone = () => page.route(everything, (route) => route.abort("connectionrefused"));
  const back = () => page.unroute(everything);

  await gone();
  await page.evaluate(() => window.burialmap.jumpTo({ center: [117, 53], zoom: 8 }));
  await page.waitForSelector(".banner .trouble");
  assert.match(await page.locator(".banner").innerText(), /The server does not answer/);
  await settle(page); // what fails after the retry would have to be asked for once more
  await back();
  await page.click("[data-key=map-retry]");
  await page.waitForSelector(".banner .trouble", { state: "detached" });
  await settle(page);
  await page.waitForFunction(() => window.burialmap.queryRenderedFeatures({ layers: ["sites-icon"] }).length > 0); // it shows its records again

  await gone();
  await page.evaluate(() => {
    location.hash += "&show=sites/bukachacha-1";
  });
  await page.waitForSelector("#panel [role=alert]");
  assert.match(await page.locator("#panel").innerText(), /The server does not answer/);
  await page.click("[data-key=page-table]");
  await page.waitForSelector(".table .trouble");
  await back();
  await page.click(".table [data-key=retry]");
  await page.waitForSelector(".table tbody tr");
  await page.click("#panel [data-key=retry]");
  await page.waitForSelector("#panel footer");
  await close();
});

test("an address that names no record says so in plain words", { skip }, async () => {
  const ready = (page) => page.waitForSelector("#panel [role=alert]");
  const { page, close } = await open(browser, "#lang=en&table=sites&show=sites/nowhere", { ready });
  assert.match(await page.locator("#panel").innerText(), /There is no such record/);
  await close();
});

test("what a browser asks for by itself is there", { skip }, async () => {
  for (const address of ["favicon.ico", "icon.svg"]) {
    const response = await fetch(new URL(address, process.env.BASE_URL));
    assert.equal(response.status, 200, address);
    assert.match(response.headers.get("content-type"), /^image\//);
  }
});
