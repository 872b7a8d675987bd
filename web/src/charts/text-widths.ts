/** Measures a text in a font [px]. */
export type Measure = (text: string, font: string) => number;

/**
 * Measures each text once, and keeps at most `most` widths. Digits are as wide as each other on the page (tabular-nums): texts that differ
 * in digits alone, as those of readings do, are one text.
 */
export function keepWidths(measure: Measure, most: number): Measure {
  const fonts = new Map<string, Map<string, number>>();
  let kept = 0;
  return (text, font) => {
    const shape = text.replace(/\d/g, '0');
    const known = fonts.get(font)?.get(shape);
    if (known !== undefined) return known;
    if (kept === most) {
      fonts.clear();
      kept = 0;
    }
    const width = measure(shape, font);
    const ofFont = fonts.get(font) ?? new Map<string, number>();
    fonts.set(font, ofFont.set(shape, width));
    kept++;
    return width;
  };
}
