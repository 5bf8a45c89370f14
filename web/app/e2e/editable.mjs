// A server of its own with a fresh database, for journeys that change data, and pages on it that are watched.
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { complaint } from "./browser.mjs";
import { newFolder, program, serve as start } from "./program.mjs";

/** Starts a server; `flags` are those of serve beside database and address. */
export async function serve(flags = ["--edit"], database) {
  const fresh = database ? undefined : newFolder();
  const folder = fresh?.folder ?? dirname(database);
  const { address, stop } = await start(folder, { flags });
  const file = `${folder}/graves.gpkg`;
  const ask = async (path) => (await fetch(`${address}/api/${path}`, { headers: { Accept: "application/geo+json, application/json" } })).json();
  return {
    address,
    database: file,
    ask,
    run: (...words) => execFileSync(program, [...words, "--db", file], { encoding: "utf8" }),
    stop: () => stop().then(() => fresh?.remove()),
  };
}

/** Opens a page of a server. What goes wrong on it is in `findings`; `expected` are statuses that belong to the journey. */
export async function visit(browser, { address }, hash, { width = 1440, height = 900, expected = [] } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
    serviceWorkers: "block",
  });
  const page = await context.newPage();
  const findings = [];
  page.on("pageerror", (e) => findings.push(`error: ${e.message}`));
  page.on("response", (r) => r.status() >= 400 && !expected.includes(r.status()) && findings.push(`${r.status()} from ${r.url()}`));
  page.on("console", (m) => complaint(m) && !foreseen(m, expected) && findings.push(`${m.type()}: ${m.text()}`));
  await page.goto(`${address}/${hash}`);
  return { page, findings, close: () => context.close() };
}

const foreseen = (message, expected) => expected.some((status) => message.text().includes(`status of ${status}`));
