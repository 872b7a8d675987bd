import type { SupplyNote, SupplyNoteCode } from '../../contract/supply-note.js';
import type { EmissionOf, Emissions } from '../../contract/supply.js';
import { dayNumber, instantOf } from '../zone.js';
import type { SeriesBook } from './billing.js';
import { profileKwh, timesOf, type LoadProfile, type ProfileTimes } from './profile.js';
import { steppedSeries } from './series.js';

/** What a load emits [kg CO2e]; null where it is not known, and a note says why. */
export interface CarbonAnswer {
  /** null where a simple factor does not say it */
  scope: 1 | 2 | null;
  /** average of the network: the figure for reports */
  locationKg: number | null;
  /** of what was contracted */
  marketKg: number | null;
  /** of the plants that follow a change: for decisions, never added to the others */
  marginalKg: number | null;
  notes: SupplyNote[];
}

/** Emissions whose scope may not be known. */
export type KnownEmissions = Omit<Emissions, 'scope'> & { scope: Emissions['scope'] | null };

/** Emission factor of each step [kg CO2e/kWh], worked out once for many profiles. */
export interface CarbonFactors {
  scope: 1 | 2 | null;
  location: Float64Array | number | null;
  market: Float64Array | number | null;
  marginal: Float64Array | number | null;
  notes: SupplyNote[];
}

const KINDS = ['location', 'market', 'marginal'] as const;

export function layOutCarbon(emissions: KnownEmissions, timezone: string, times: ProfileTimes, book: SeriesBook): CarbonFactors {
  const factors: CarbonFactors = { scope: emissions.scope, location: null, market: null, marginal: null, notes: [] };
  const [year, month, day] = emissions.validFrom.split('-').map(Number) as [number, number, number];
  if (times.fromUs < instantOf(timezone, dayNumber(year, month, day), 0)) {
    factors.notes.push({ code: 'factor-not-valid', detail: `the emission factor holds from ${emissions.validFrom} on: not in all of the horizon` });
    return factors;
  }
  for (const kind of KINDS) {
    const of = emissions[kind];
    if (of !== undefined) factors[kind] = factorOf(of, kind, times, book, factors.notes);
  }
  return factors;
}

function factorOf({ factor, series: use }: EmissionOf, kind: string, times: ProfileTimes, book: SeriesBook, notes: SupplyNote[]) {
  if (use === undefined) return factor!;
  const series = book[use.series];
  const refuse = (code: SupplyNoteCode, detail: string) => {
    notes.push({ code, detail });
    return null;
  };
  if (series === undefined) return refuse('unknown-series', `there is no series "${use.series}" of ${kind} emissions`);
  if (series.unit !== 'kgCO2e/kWh') return refuse('wrong-unit', `the series ${series.id} is in ${series.unit}, emissions are in kgCO2e/kWh`);
  const { values, estimated, gapHours } = steppedSeries(series, use, times);
  if (gapHours > 0)
    return refuse(
      'no-factor',
      `the series ${series.id} has no value for ${Math.round(gapHours * 10) / 10} h of the horizon; its typical year can stand for it`,
    );
  if (estimated) notes.push({ code: 'estimated-factor', detail: `${kind} emissions are estimates: ${series.source}` });
  return values;
}

/** What a profile of the same steps emits. */
export function emit({ scope, notes, ...factors }: CarbonFactors, profile: LoadProfile): CarbonAnswer {
  const kg = (factor: Float64Array | number | null) => {
    if (factor === null) return null;
    if (typeof factor === 'number') return profileKwh(profile) * factor;
    return profile.kwh.reduce((sum, kwh, i) => sum + kwh * factor[i]!, 0);
  };
  return { scope, locationKg: kg(factors.location), marketKg: kg(factors.market), marginalKg: kg(factors.marginal), notes };
}

export function carbonOf(emissions: KnownEmissions, profile: LoadProfile, timezone: string, book: SeriesBook = {}): CarbonAnswer {
  return emit(layOutCarbon(emissions, timezone, timesOf(profile), book), profile);
}
