import { defineConfig } from "vite";

// Addresses the page takes from the server; during development a running burialmap answers them.
const server = process.env["BURIALMAP_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "./",
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
  server: {
    // The server takes files only from pages of its own host, so it is to see the host that the page sees.
    proxy: Object.fromEntries(["/api", "/tiles", "/tiles.json"].map((path) => [path, { target: server, changeOrigin: false }])),
  },
});
