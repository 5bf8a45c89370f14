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
    proxy: { "/api": server, "/tiles": server, "/tiles.json": server },
  },
});
