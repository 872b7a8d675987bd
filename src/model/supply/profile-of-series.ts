import type { HourlySeries } from '../../contract/series.js';
import type { LoadProfile } from './profile.js';

/** A measured load as a profile of its steps; `gaps`: how many steps have no value and count as zero. The series is in kW. */
export function profileOfSeries({ fromUs, stepS, values }: HourlySeries): { profile: LoadProfile; gaps: number } {
  const kwh = Float64Array.from(values, (kw) => ((kw ?? 0) * stepS) / 3600);
  return { profile: { fromUs, stepS, kwh }, gaps: values.filter((kw) => kw === null).length };
}
