// A server of a test's own, with a database of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const program = process.env.BURIALMAP;

export function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "burialmap-e2e-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts a server; `listen` lets it come back where it was. */
export async function serve(folder, { listen = "127.0.0.1:0", flags = [] } = {}) {
  const server = spawn(program, ["serve", "--db", join(folder, "graves.gpkg"), "--listen", listen, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  server.stderr.on("data", (text) => {
    said += text;
  });
  const address = await new Promise((resolve, reject) => {
    server.stdout.on("data", (text) => {
      const found = /http:\/\/[\d.]+:\d+/.exec(text)?.[0];
      if (found) resolve(found);
    });
    server.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      server.on("exit", resolve);
      server.kill();
    });
  return { address, stop };
}
