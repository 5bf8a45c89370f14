import { defineConfig } from "vitest/config";

// Vitest writes its report of failures with Map.groupBy, which Node 20 does not have yet.
Map.groupBy ??= <K, V>(items: Iterable<V>, key: (item: V, index: number) => K): Map<K, V[]> => {
  const groups = new Map<K, V[]>();
  let index = 0;
  for (const item of items) {
    const name = key(item, index++);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
};

export default defineConfig({
  test: {
    setupFiles: ["src/i18n/all.ts"],
    // Files share a worker each: no test changes what another sees.
    isolate: false,
    include: ["src/**/*.test.ts", "basemap/**/*.test.mjs"],
  },
});
