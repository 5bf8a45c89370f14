import type { Words } from "../message.ts";
import coordinates from "../words/coordinates/ru.json";
import details from "../words/details/ru.json";
import drawing from "../words/drawing/ru.json";
import exporting from "../words/exporting/ru.json";
import fieldwork from "../words/fieldwork/ru.json";
import finding from "../words/finding/ru.json";
import importing from "../words/importing/ru.json";
import legend from "../words/legend/ru.json";
import offline from "../words/offline/ru.json";
import overlaps from "../words/overlaps/ru.json";
import page from "../words/page/ru.json";
import plan from "../words/plan/ru.json";
import printing from "../words/printing/ru.json";
import records from "../words/records/ru.json";
import review from "../words/review/ru.json";
import statistics from "../words/statistics/ru.json";
import table from "../words/table/ru.json";
import time from "../words/time/ru.json";
import tools from "../words/tools/ru.json";
import units from "../words/units/ru.json";

export const words: Words = {
  ...coordinates,
  ...details,
  ...drawing,
  ...exporting,
  ...fieldwork,
  ...finding,
  ...importing,
  ...legend,
  ...offline,
  ...overlaps,
  ...page,
  ...plan,
  ...printing,
  ...records,
  ...review,
  ...statistics,
  ...table,
  ...time,
  ...tools,
  ...units,
};
