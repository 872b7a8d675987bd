import { z } from 'zod';
import { energyOfTimeline } from '../../../src/model/parts/timeline.js';
import type { ValidationCase } from '../case-file.js';
import { leaves, NotSupported, relativeTolerance, type Metric } from '../metric.js';
import { runQueue } from './queue.js';

const Timeline = z.object({
  type: z.literal('energy-timeline'),
  segments: z.array(z.object({ fromMin: z.number(), toMin: z.number(), state: z.string(), kW: z.number() })),
  tariff: z.array(z.object({ fromMin: z.number(), toMin: z.number(), price: z.number() })),
  demandWindowMin: z.number(),
});

function timeline(c: ValidationCase): Metric[] {
  const parsed = Timeline.safeParse(c.model);
  if (!parsed.success) throw new NotSupported(z.prettifyError(parsed.error));
  const { segments, tariff, demandWindowMin } = parsed.data;
  const found = energyOfTimeline(
    segments.map(({ fromMin, toMin, state, kW }) => ({ from: fromMin, to: toMin, state, kw: kW })),
    tariff.map(({ fromMin, toMin, price }) => ({ from: fromMin, to: toMin, price })),
    demandWindowMin,
    1 / 60,
  );
  // The file gives figures that do not end with six or nine decimals: they are compared as written.
  const asWritten = (value: number, decimals: number) => Number(value.toFixed(decimals));
  const highest = [...new Set(found.demandKw.map((kw) => asWritten(kw, 6)))].sort((a, b) => b - a);
  const wanted = c.expected['secondHighestWindows'];
  const answer = {
    energyKWh: asWritten(found.energyKwh, 9),
    cost: asWritten(found.cost, 9),
    peakDemandKW: highest[0],
    secondHighestWindows: highest.slice(0, Array.isArray(wanted) ? wanted.length : highest.length),
    energyByState: Object.fromEntries(Object.entries(found.energyByStateKwh).map(([state, kwh]) => [state, asWritten(kwh, 9)])),
  };
  return leaves('', c.expected, answer, relativeTolerance(c, ''));
}

/** Energy by state, its cost and its peaks; and of queues whose server rests, sleeps or starts. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'energy-timeline') return timeline(c);
  if (c.model.type === 'queue') return runQueue(c);
  throw new NotSupported(`model ${c.model.type}`);
}
