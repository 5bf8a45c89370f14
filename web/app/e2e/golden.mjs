import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";

/** Compares with a file in golden/, which BLESS=1 writes anew to be reviewed like code. */
export function sameAsGolden(name, text) {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env.BLESS === "1") writeFileSync(file, text);
  assert.equal(text, readFileSync(file, "utf8"));
}
