/** Russian letters as the BGN/PCGN system of 1947 writes them; е and ё are ye and yë at the beginning and after vowels, ъ and ь. */
const letters: Record<string, string> = {
  ...{ а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "ë", ж: "zh", з: "z", и: "i", й: "y", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p" },
  ...{ р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ъ: "”", ы: "y", ь: "’", э: "e", ю: "yu", я: "ya" },
};

const opensSyllable = /(^|[^\p{L}]|[аеёиоуыэюяйъь])$/iu;

/** A Russian name in Latin letters; undefined of one that has no Russian letters. */
export function romanised(name: string): string | undefined {
  if (!/[а-яё]/i.test(name)) return undefined;
  let out = "";
  for (const [i, letter] of [...name].entries()) {
    const low = letter.toLowerCase();
    const plain = letters[low];
    const before = [...name].slice(0, i).join("");
    const latin = plain !== undefined && (low === "е" || low === "ё") && opensSyllable.test(before) ? `y${plain}` : plain;
    out += latin === undefined ? letter : low === letter ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
  }
  return out;
}
