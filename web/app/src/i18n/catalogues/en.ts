// English: the catalogue whose keys the others must have. An area of the program is a folder of words.
import coordinates from "../words/coordinates/en.json";
import details from "../words/details/en.json";
import drawing from "../words/drawing/en.json";
import exporting from "../words/exporting/en.json";
import fieldwork from "../words/fieldwork/en.json";
import finding from "../words/finding/en.json";
import importing from "../words/importing/en.json";
import legend from "../words/legend/en.json";
import offline from "../words/offline/en.json";
import overlaps from "../words/overlaps/en.json";
import page from "../words/page/en.json";
import plan from "../words/plan/en.json";
import printing from "../words/printing/en.json";
import records from "../words/records/en.json";
import review from "../words/review/en.json";
import statistics from "../words/statistics/en.json";
import table from "../words/table/en.json";
import time from "../words/time/en.json";
import tools from "../words/tools/en.json";
import units from "../words/units/en.json";

export const words = {
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
