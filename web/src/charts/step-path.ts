/** A path in steps; hours that are not known leave a gap. */
export function stepPath(kw: readonly (number | null)[], x: (hour: number) => number, y: (kw: number) => number): string {
  return kw
    .map((value, hour) => {
      if (value === null) return '';
      const before = hour === 0 ? null : (kw[hour - 1] ?? null);
      return `${before === null ? `M${x(hour)} ` : 'V'}${y(value)}H${x(hour + 1)}`;
    })
    .join('');
}
