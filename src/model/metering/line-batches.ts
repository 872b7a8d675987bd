import type { LineBatchEnergy } from '../../contract/line-energy.js';
import type { MeasuredStep } from '../analysis/family-turns.js';
import type { UnitSums } from '../analysis/counted.js';
import type { CompiledLine } from '../compile.js';
import type { ProfileTimes } from '../supply/profile.js';
import type { MeteredLoad } from './load.js';
import type { Rates } from './rates.js';
import { shareOut, type KeyedSpan } from './share-out.js';
import { sumWorth } from './waste.js';

/** A machine with what it told of its batches, and its energy; null: nothing was heard of that. */
export interface BatchMachine {
  batch: readonly MeasuredStep[];
  load: MeteredLoad | null;
}

type BatchSpan = KeyedSpan<string | null>;

/**
 * Energy of each batch of a line: what every machine used while it said that it was at it. `machines` and `sums` (what they counted) in the
 * order of the line, `times` fine steps of the window. Good units are those of the ends of the line while they were at the batch.
 */
export function lineBatches(
  line: CompiledLine,
  machines: readonly BatchMachine[],
  sums: readonly UnitSums[],
  times: ProfileTimes & { toUs: number },
  rates: Rates,
): LineBatchEnergy[] {
  const spans = machines.map(({ batch }) => batchSpans(batch, times));
  const tells = spans.filter((own) => own.some(({ key }) => key !== null));
  const batches = new Map<string, LineBatchEnergy>();
  for (const { key, fromUs, toUs } of spans.flat()) {
    if (key === null) continue;
    const known = batches.get(key);
    if (known === undefined)
      batches.set(key, { batch: key, fromUs, toUs, whole: false, kwh: 0, costEur: 0, co2eKg: 0, goodUnits: null, perThousandGoodKwh: null });
    else Object.assign(known, { fromUs: Math.min(known.fromUs, fromUs), toUs: Math.max(known.toUs, toUs) });
  }
  machines.forEach(({ load }, i) => {
    if (load !== null)
      for (const [key, portion] of shareOut(load, times, spans[i]!, rates))
        if (key !== null) Object.assign(batches.get(key)!, sumWorth([batches.get(key)!, portion]));
  });
  for (const one of batches.values()) {
    one.whole = one.fromUs > times.fromUs && one.toUs < times.toUs && tells.every((own) => own.some(({ key }) => key === one.batch));
    one.goodUnits = goodOf(line, sums, spans, one.batch);
    one.perThousandGoodKwh = one.whole && one.goodUnits !== null && one.goodUnits > 0 ? (1000 * one.kwh) / one.goodUnits : null;
  }
  return [...batches.values()].sort((a, b) => a.fromUs - b.fromUs || a.toUs - b.toUs);
}

/** Batches of a machine over all of a window; null: it was at none, or none was told yet. */
function batchSpans(steps: readonly MeasuredStep[], { fromUs, toUs }: { fromUs: number; toUs: number }): BatchSpan[] {
  const spans: BatchSpan[] = [{ fromUs, toUs, key: null }];
  for (const { atUs, value } of steps) {
    const key = typeof value === 'string' && value !== '' ? value : null;
    const last = spans.at(-1)!;
    if (key === last.key || atUs >= toUs) continue;
    if (atUs <= last.fromUs) last.key = key;
    else {
      last.toUs = atUs;
      spans.push({ fromUs: atUs, toUs, key });
    }
  }
  return spans;
}

function goodOf(line: CompiledLine, sums: readonly UnitSums[], spans: readonly BatchSpan[][], batch: string): number | null {
  let units = 0;
  for (const i of line.ends) {
    const good = sums[i]!.good;
    const own = spans[i]!.filter(({ key }) => key === batch);
    if (good === null) return null;
    for (const { fromUs, toUs } of own) units += (good(toUs) - good(fromUs)) * line.stations[i]!.unitsPerItem;
  }
  return units;
}
