// A server of its own with a fresh database, for journeys that change data, and pages on it that are watched.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const program = process.env.BURIALMAP;

/** Starts a server; `args` are those of serve beside database and address. */
export async function serve(args = ["--edit"], database) {
  const folder = database ? undefined : mkdtempSync(join(tmpdir(), "burialmap-e2e-"));
  const file = database ?? join(folder, "graves.gpkg");
  const server = spawn(program, ["serve", ...args, "--db", file, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
  const address = await new Promise((resolve) => server.stdout.on("data", (text) => resolve(/http:\/\/[\d.]+:\d+/.exec(text)?.[0])));
  const ask = async (path) => (await fetch(`${address}/api/${path}`, { headers: { Accept: "application/geo+json, application/json" } })).json();
  return {
    address,
    database: file,
    ask,
    run: (...words) => execFileSync(program, [...words, "--db", file], { encoding: "utf8" }),
    stop: () => {
      server.kill();
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a page of a server. What goes wrong on it is in `findings`; `expected` are statuses that belong to the journey. */
export async function visit(browser, { address }, hash, { width = 1440, height = 900, expected = [] } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce" });
  const page = await context.newPage();
  const findings = [];
  page.on("pageerror", (e) => findings.push(`error: ${e.message}`));
  page.on("response", (r) => r.status() >= 400 && !expected.includes(r.status()) && findings.push(`${r.status()} from ${r.url()}`));
  page.on("console", (m) => complaint(m, expected) && findings.push(`${m.type()}: ${m.text()}`));
  await page.goto(`${address}/${hash}`);
  return { page, findings, close: () => context.close() };
}

function complaint(message, expected) {
  const driver = /GL Driver Message .*GPU stall due to ReadPixels/.test(message.text());
  const foreseen = expected.some((status) => message.text().includes(`status of ${status}`));
  return ["error", "warning"].includes(message.type()) && !driver && !foreseen;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds, in few words. */
export async function violations(page) {
  await page.evaluate(axe); // evaluated by the debugger, so that the page's own content security policy stays as it is
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}
