// Small files as people bring them, made here so that every letter of them can be seen.

const cyrillic = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";

/** Text in windows-1251: Latin and basic Cyrillic, which is all these files hold. */
export function windows1251(text) {
  const bytes = [...text].map((c) => {
    const at = cyrillic.indexOf(c);
    if (at >= 0) return 0xc0 + at;
    if (c.charCodeAt(0) > 0x7f) throw new Error(`${c} is not in this windows-1251`);
    return c.charCodeAt(0);
  });
  return Buffer.from(bytes);
}

/** A list of burial places with Russian headers: one row is out of the world, one has words for a number, one no position. */
export const russianList = [
  "Название;Широта;Долгота;Захоронено чел;Описание места;Примечание",
  "Первый лог;51.25;136.60;120;у дороги;см. план",
  "Второй лог;51.30;136.70;около 40;за рекой;",
  "Третий лог;95.20;136.80;7;;",
  "Четвертый лог;;;12;;",
].join("\r\n");

export const csv = (name, buffer) => ({ name, mimeType: "text/csv", buffer: Buffer.from(buffer) });
