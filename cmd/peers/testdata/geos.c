/* Times GEOS on pairs of polygons, as cmd/peers times us: the area of the intersection of
   each pair, all pairs three times over, after once to warm up. Takes a name and a file with a ring a line, as
   x y x y ..., two lines to a pair; prints the name, the seconds that passed, the seconds of
   CPU (medians), the number of pairs and the sum of their areas. */
#include <geos_c.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { most_rings = 40000, most_numbers = 8192, runs = 3 };

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static GEOSGeometry *polygon(char *line) {
  static double xy[most_numbers];
  unsigned n = 0;
  for (char *end; n < most_numbers; line = end) {
    xy[n] = strtod(line, &end);
    if (end == line) break;
    n++;
  }
  GEOSCoordSequence *s = GEOSCoordSeq_copyFromBuffer(xy, n / 2, 0, 0);
  return GEOSGeom_createPolygon(GEOSGeom_createLinearRing(s), NULL, 0);
}

static double shared_area(const GEOSGeometry *a, const GEOSGeometry *b) {
  double area = 0;
  GEOSGeometry *shared = GEOSIntersection(a, b);
  if (!shared) exit(1);
  GEOSArea(shared, &area);
  GEOSGeom_destroy(shared);
  return area;
}

static int by_size(const void *a, const void *b) {
  double d = *(const double *)a - *(const double *)b;
  return (d > 0) - (d < 0);
}

int main(int argc, char **argv) {
  static GEOSGeometry *shapes[most_rings];
  char *line = NULL;
  size_t size = 0, n = 0;
  double wall[runs], cpu[runs], sum = 0;
  FILE *f = argc == 3 ? fopen(argv[2], "r") : NULL;
  if (!f) return 2;
  initGEOS(NULL, NULL);
  while (n < most_rings && getline(&line, &size, f) > 0) shapes[n++] = polygon(line);
  for (size_t i = 0; i + 1 < n; i += 2) shared_area(shapes[i], shapes[i + 1]);
  for (int run = 0; run < runs; run++) {
    wall[run] = -seconds(CLOCK_MONOTONIC), cpu[run] = -seconds(CLOCK_PROCESS_CPUTIME_ID);
    sum = 0;
    for (size_t i = 0; i + 1 < n; i += 2) sum += shared_area(shapes[i], shapes[i + 1]);
    wall[run] += seconds(CLOCK_MONOTONIC), cpu[run] += seconds(CLOCK_PROCESS_CPUTIME_ID);
  }
  qsort(wall, runs, sizeof *wall, by_size);
  qsort(cpu, runs, sizeof *cpu, by_size);
  printf("%s %.9f %.9f %zu %.9f\n", argv[1], wall[runs / 2], cpu[runs / 2], n / 2, sum);
  return 0;
}
