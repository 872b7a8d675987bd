/** Units whose machines are shown, as an address carries them: joined by commas. */
export const unfolded = (text: string | undefined): ReadonlySet<string> => new Set((text ?? '').split(',').filter((unit) => unit !== ''));

/** The same with one more, or one less; undefined: none is left. */
export function withToggled(text: string | undefined, unit: string): string | undefined {
  const units = new Set(unfolded(text));
  if (!units.delete(unit)) units.add(unit);
  return units.size === 0 ? undefined : [...units].join(',');
}
