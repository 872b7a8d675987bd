/** All of them; null where one is not known. */
export const allKnown = (values: readonly (number | null)[]): number[] | null => (values.every((value) => value !== null) ? [...values] : null);

/** Of each indicator that not every replication knows: how many do. Indicators that all of them know are left out. */
export function knownIn<Kpi extends string>(kpis: readonly Kpi[], replications: readonly Readonly<Record<Kpi, number | null>>[]): Partial<Record<Kpi, number>> {
  const counts: Partial<Record<Kpi, number>> = {};
  for (const kpi of kpis) {
    const known = replications.filter((values) => values[kpi] !== null).length;
    if (known < replications.length) counts[kpi] = known;
  }
  return counts;
}
