import { z } from 'zod';
import type { PartsSpec } from '../../../src/model/parts/spec.js';
import { reportParts } from '../../../src/model/parts/report.js';
import type { ValidationCase } from '../case-file.js';
import { leaves, NotSupported, relativeTolerance, type Metric } from '../metric.js';
import { lineBegin, lineModel, lineSpec, machineName } from '../models/line.js';
import { compiledParts } from '../models/simulate.js';
import { queueModel, queueSpec } from './queue.js';
import { traced } from '../models/trace.js';

const FlowShop = z.object({
  type: z.literal('flowshop'),
  processing: z.array(z.array(z.number())).min(1),
  buffers: z.array(z.int().nullable()),
  blocking: z.enum(['BAS', 'BBS']).default('BAS'),
});

/** Jobs in a fixed order over machines: each machine takes its times from a list. */
function flowShop(c: ValidationCase): unknown {
  const parsed = FlowShop.safeParse(c.model);
  if (!parsed.success) throw new NotSupported(z.prettifyError(parsed.error));
  const { processing, buffers, blocking } = parsed.data;
  const machines = processing[0]!.length;
  const spec: PartsSpec = {
    stations: Array.from({ length: machines }, (_, i) => ({
      id: machineName(i),
      service: { every: { dist: 'sequence' as const, values: processing.map((job) => job[i]!) } },
      inputs: [{ waiting: i === 0 ? null : buffers[i - 1]! }],
      ...(blocking === 'BBS' ? { blocking: 'before-service' as const } : {}),
      ...(i + 1 < machines ? { next: { every: [{ probability: 1, to: { station: machineName(i + 1) } }] } } : {}),
    })),
  };
  const total = processing.flat().reduce((sum, time) => sum + time, 0);
  const { times } = traced(compiledParts(spec), total, { [machineName(0)]: { waiting: [processing.length] } });
  const left = Array.from({ length: machines }, (_, i) => times('leave', i));
  const departures = left.at(-1)!;
  return { departures, makespan: departures.at(-1), departureFromEachMachine: processing.map((_, j) => left.map((of) => of[j])) };
}

/**
 * A queue without chance. What repeats is measured over whole turns: from the first beginning of a service to the last one that
 * lies within the horizon.
 */
function queue(c: ValidationCase): unknown {
  const m = queueModel(c.model);
  const horizon = m.horizon ?? 1000;
  const model = compiledParts(queueSpec(m));
  const { times, state } = traced(model, horizon);
  const [starts, ends] = [turns(times('start', 0)), turns(times('finish', 0))];
  const report = reportParts(model, state);
  const [first, last] = [starts[0]!, starts.at(-1)!];
  const busy = starts.slice(0, -1).reduce((sum, start, i) => sum + (ends[i]! - start), 0);
  const expectedCount = (name: string) => (Array.isArray(c.expected[name]) ? c.expected[name].length : 0);
  return {
    batchStarts: starts.slice(0, expectedCount('batchStarts')),
    batchEnds: ends.slice(0, expectedCount('batchEnds')),
    meanWait: report.stations[0]!.wait,
    Wq: report.stations[0]!.wait,
    utilization: busy / (last - first),
    departures: times('leave', 0).slice(0, expectedCount('departures')),
    throughput: report.throughput,
  };
}

const turns = (times: readonly number[]) => times.filter((time, i) => time !== times[i - 1]);

/** A line without chance, or with one that does not matter: when its parts are finished. */
export function lineTimes(c: ValidationCase): Record<string, unknown> {
  const m = lineModel(c.model);
  const wanted = Object.keys(c.expected);
  const count = Math.max(0, ...wanted.map((name) => Number(/^part(\d+)$/.exec(name)?.[1] ?? 0)));
  const instants = wanted.map((name) => Number(/^partsBy(\d+(?:\.\d+)?)$/.exec(name)?.[1] ?? 0));
  const model = compiledParts(lineSpec(m));
  let horizon = m.horizon ?? Math.max(1, ...instants);
  let trace = traced(model, horizon, lineBegin(m));
  for (; trace.times('leave', m.machines.length - 1).length < count && horizon < 1e9; horizon *= 2) trace = traced(model, 2 * horizon, lineBegin(m));
  const left = trace.times('leave', m.machines.length - 1);
  const { time, stations } = reportParts(model, trace.state);
  const by = (at: number) => left.filter((instant) => instant <= at).length;
  return {
    ...Object.fromEntries(wanted.flatMap((name) => (/^part\d+$/.test(name) ? [[name, left[Number(name.slice(4)) - 1]]] : []))),
    ...Object.fromEntries(wanted.flatMap((name) => (/^partsBy\d/.test(name) ? [[name, by(Number(name.slice(7)))]] : []))),
    partsByMidnight: left.length,
    parts: left.length,
    availableMinutes: (1 - stations[0]!.share.off) * time,
    lastCompletion: left.at(-1),
    departures: left,
    makespan: left.at(-1),
  };
}

/** Models without chance: every number must be right. */
export function run(c: ValidationCase): Metric[] {
  const answer = { flowshop: flowShop, queue, line: lineTimes }[c.model.type];
  if (answer === undefined) throw new NotSupported(`model ${c.model.type}`);
  return leaves('', c.expected, answer(c), relativeTolerance(c, ''));
}
