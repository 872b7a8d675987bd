import { z } from 'zod';
import { energyOfTimeline } from '../../../src/model/parts/timeline.js';
import type { ValidationCase } from '../case-file.js';
import { compared, parsedAs, unknownModel, type Metric } from '../metric.js';
import { runQueue } from './queue.js';

const Segment = z.strictObject({ fromMin: z.number(), toMin: z.number(), state: z.string(), kW: z.number() });
const Tariff = z.strictObject({ fromMin: z.number(), toMin: z.number(), price: z.number() });
const Timeline = z.strictObject({
  type: z.literal('energy-timeline'),
  segments: z.array(Segment).min(1),
  tariff: z.array(Tariff).default([]),
  demandWindowMin: z.number().positive().default(15),
  note: z.string().optional(),
});

/** Powers that differ by less are one [kW]. */
const SAME_KW = 1e-6;

function timeline(c: ValidationCase): Record<string, unknown> {
  const { segments, tariff, demandWindowMin } = parsedAs(Timeline, c);
  const found = energyOfTimeline(
    segments.map(({ fromMin, toMin, state, kW }) => ({ from: fromMin, to: toMin, state, kw: kW })),
    tariff.map(({ fromMin, toMin, price }) => ({ from: fromMin, to: toMin, price })),
    demandWindowMin,
    1 / 60,
  );
  const descending = [...found.demandKw].sort((a, b) => b - a);
  const highest = descending.filter((kw, i) => i === 0 || descending[i - 1]! - kw > SAME_KW);
  const wanted = c.expected['secondHighestWindows'];
  const minutes = segments.reduce((sum, { fromMin, toMin }) => sum + toMin - fromMin, 0);
  return {
    energyKWh: found.energyKwh,
    cost: found.cost,
    peakDemandKW: highest[0],
    secondHighestWindows: highest.slice(0, Array.isArray(wanted) ? wanted.length : highest.length),
    demandWindowsKW: found.demandKw,
    energyByState: found.energyByStateKwh,
    averagePowerKW: (60 * found.energyKwh) / minutes,
  };
}

/** Energy by state, its cost and its peaks; and of queues whose server rests, sleeps or starts. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'energy-timeline') return compared(c, timeline(c));
  if (c.model.type === 'queue') return runQueue(c);
  throw unknownModel(c);
}
