import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

// Addresses the page takes from the server; during development a running burialmap answers them.
const server = process.env["BURIALMAP_URL"] ?? "http://127.0.0.1:8080";

const worker = "service-worker";
/** Files that are copied from public/ as they are, and the page itself under its address. */
const always = ["./", "favicon.ico", "icon.svg", "icon-192.png", "manifest.webmanifest"];
/** Japanese that is seldom needed comes when it is shown, and is kept then. */
const seldom = /noto-sans-(jp-\d|latin-ext)/;

/** Tells the service worker which files are the page, and gives them a name that changes when one of them does. */
function shell(): Plugin {
  return {
    name: "shell",
    enforce: "post",
    generateBundle(_, bundle) {
      const built = Object.keys(bundle).filter((name) => name.startsWith("assets/") && !seldom.test(name));
      const files = [...always, ...built.sort()];
      const page = bundle["index.html"];
      const revision = createHash("sha256")
        .update(JSON.stringify(files))
        .update(page?.type === "asset" ? page.source : "")
        .digest("hex")
        .slice(0, 12);
      const chunk = bundle[`${worker}.js`];
      if (chunk?.type !== "chunk") throw new Error("the service worker was not built");
      // One that imports would have to be a module, which not every browser takes: then nothing would be kept, quietly.
      if (chunk.imports.length > 0) throw new Error(`the service worker shares code with the page: ${chunk.imports.join(", ")}`);
      chunk.code = chunk.code.replaceAll("__SHELL__", JSON.stringify({ revision, files }));
    },
  };
}

const maplibre = fileURLToPath(new URL("node_modules/maplibre-gl/src/", import.meta.url));
const mapWorker = "virtual:map-worker";

/**
 * Builds MapLibre from its source: its own bundles hold what page and worker share twice, 120 kB of them. The address of
 * its worker is what "virtual:map-worker" exports. During development the bundles do.
 */
function sharedMapLibre(): Plugin {
  return {
    name: "shared-maplibre",
    enforce: "pre",
    config: (_, { command }) =>
      command === "build"
        ? {
            resolve: { alias: [{ find: /^maplibre-gl$/, replacement: `${maplibre}index.ts` }] },
            // Its classes declare again what those they extend have made.
            oxc: { typescript: { removeClassFieldsWithoutInitializer: true } },
          }
        : {},
    resolveId: (id) => (id === mapWorker ? `\0${mapWorker}` : undefined),
    load(id) {
      if (id !== `\0${mapWorker}`) return undefined;
      if (this.environment.mode === "dev") return 'export { default } from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";';
      const worker = this.emitFile({ type: "chunk", id: `${maplibre}source/worker.ts`, name: "map-worker" });
      return `export default import.meta.ROLLUP_FILE_URL_${worker};`;
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [sharedMapLibre(), shell()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { index: "index.html", [worker]: "src/offline/worker.ts" },
      // A service worker answers for the folder that it lies in.
      output: { entryFileNames: ({ name }) => (name === worker ? "[name].js" : "assets/[name]-[hash].js") },
    },
  },
  server: {
    // The server takes files only from pages of its own host, so it is to see the host that the page sees.
    proxy: Object.fromEntries(["/api", "/tiles", "/tiles.json", "/basemap.json", "/basemap"].map((path) => [path, { target: server, changeOrigin: false }])),
  },
});
