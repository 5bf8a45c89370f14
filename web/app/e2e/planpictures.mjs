// Pictures of the demonstration plan: its page beside the map, and two sheets of its book as they are printed.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { serve, visit } from "./editable.mjs";
import { newFolder, program } from "./program.mjs";

const today = "2027-05-31"; // before the journey, so that pictures of another day are the same

/** Hands each picture, as PNG, to `keep`, with a page that can work on it. */
export async function planPictures(browser, keep) {
  const place = newFolder();
  const database = `${place.folder}/graves.gpkg`;
  execFileSync(program, ["plan", "demo", "--db", database]);
  const server = await serve(["--edit"], database);
  try {
    await planPage(browser, server, keep);
    await sheet(browser, server, { language: "ru", id: "day-1", name: "book-day-ru" }, place.folder, keep);
    await sheet(browser, server, { language: "ja", id: "site-1", name: "book-site-ja" }, place.folder, keep);
  } finally {
    await server.stop();
    place.remove();
  }
}

async function planPage(browser, server, keep) {
  const { page, findings, close } = await visit(browser, server, "#lang=en&page=plan&plan=demo-plan");
  await page.waitForSelector(".plan .stop");
  await page.waitForFunction(() => window.burialmap?.loaded() && window.burialmap.areTilesLoaded(), null, { timeout: 60_000 });
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(1500); // the map flies to the plan
  if (findings.length > 0) throw new Error(findings.join("\n"));
  await keep("plan-en", page, await page.screenshot({ animations: "disabled", caret: "hide" }));
  await close();
}

/** The first page of a sheet of the book, printed alone. */
async function sheet(browser, server, { language, id, name }, folder, keep) {
  const { page, close } = await visit(browser, server, `api/plans/demo-plan/book?lang=${language}&today=${today}`);
  await page.evaluate((kept) => {
    for (const other of document.querySelectorAll(".sheet")) if (other.id !== kept) other.remove();
  }, id);
  await page.emulateMedia({ media: "print" });
  const pdf = `${folder}/${name}.pdf`;
  await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true, printBackground: true });
  execFileSync("pdftoppm", ["-r", "80", "-png", "-singlefile", "-f", "1", "-l", "1", pdf, pdf.replace(/\.pdf$/, "")]);
  await keep(name, page, readFileSync(pdf.replace(/\.pdf$/, ".png")));
  await close();
}
