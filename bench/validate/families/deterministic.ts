import { z } from 'zod';
import { workSpans, worksAt } from '../../../src/model/parts/calendar.js';
import { reportParts } from '../../../src/model/parts/report.js';
import type { PartsSpec } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { compared, parsedAs, unknownModel, type Metric } from '../metric.js';
import { BufferOfCase, lineBegin, lineModel, lineSpec, machineName, nextMachine, type LineModel } from '../models/line.js';
import { queueBegin, queueModel, queueSpec } from '../models/queue.js';
import { compiledParts } from '../models/simulate.js';
import { traced } from '../models/trace.js';

const FlowShop = z
  .strictObject({
    type: z.literal('flowshop'),
    processing: z.array(z.array(z.number().nonnegative()).min(1)).min(1),
    buffers: z.array(BufferOfCase),
    blocking: z.enum(['BAS', 'BBS']).default('BAS'),
    note: z.string().optional(),
  })
  .refine(({ processing, buffers }) => processing.every((job) => job.length === buffers.length + 1), {
    error: 'needs a time of every job at every machine, one machine more than buffers',
    path: ['processing'],
  });

/** Jobs in a fixed order over machines: each machine takes its times from a list. */
function flowShop(c: ValidationCase): Record<string, unknown> {
  const { processing, buffers, blocking } = parsedAs(FlowShop, c);
  const machines = processing[0]!.length;
  const spec: PartsSpec = {
    stations: Array.from({ length: machines }, (_, i) => ({
      id: machineName(i),
      service: { every: { dist: 'sequence' as const, values: processing.map((job) => job[i]!) } },
      inputs: [{ waiting: i === 0 ? null : buffers[i - 1]!.capacity }],
      ...(blocking === 'BBS' ? { blocking: 'before-service' as const } : {}),
      ...nextMachine(i, machines),
    })),
  };
  const total = processing.flat().reduce((sum, time) => sum + time, 0);
  const { times } = traced(compiledParts(spec), total, { [machineName(0)]: { waiting: [processing.length] } });
  const byJob = (happening: 'start' | 'finish' | 'leave') => {
    const ofMachine = Array.from({ length: machines }, (_, i) => times(happening, i));
    return processing.map((_, job) => ofMachine.map((of) => of[job]));
  };
  const departures = byJob('leave').map((job) => job.at(-1));
  return {
    departures,
    makespan: departures.at(-1),
    departureFromEachMachine: byJob('leave'),
    startOnEachMachine: byJob('start'),
    completionOnEachMachine: byJob('finish'),
  };
}

/**
 * A queue without chance. What repeats is measured over whole turns: from the first beginning of a service to the last one that
 * lies within the horizon.
 */
function queue(c: ValidationCase): Record<string, unknown> {
  const m = queueModel(c);
  const model = compiledParts(queueSpec(c, m));
  const { times, state } = traced(model, m.horizon ?? 1000, queueBegin(m));
  const each = { enter: times('enter', 0), start: times('start', 0), leave: times('leave', 0) };
  const [starts, ends] = [turns(each.start), turns(times('finish', 0))];
  const report = reportParts(model, state);
  const busy = starts.slice(0, -1).reduce((sum, start, i) => sum + ((ends[i] ?? start) - start), 0);
  const turned = (starts.at(-1) ?? 0) - (starts[0] ?? 0);
  const asMany = (name: string, of: readonly number[]) => (Array.isArray(c.expected[name]) ? of.slice(0, c.expected[name].length) : of);
  const { wait, waiting, share, stay, throughput } = report.stations[0]!;
  return {
    batchStarts: asMany('batchStarts', starts),
    batchEnds: asMany('batchEnds', ends),
    starts: asMany('starts', each.start),
    departures: asMany('departures', each.leave),
    meanWait: wait,
    Wq: wait,
    W: stay,
    Lq: waiting[0],
    L: report.present,
    utilization: turned > 0 ? busy / turned : share.busy,
    throughput,
    served: each.leave.length,
  };
}

const turns = (times: readonly number[]) => times.filter((time, i) => time !== times[i - 1]);

/** Time up to an instant in which the first machine's calendar has it work. */
function availableTime({ machines }: LineModel, model: ReturnType<typeof compiledParts>, until: number): number {
  const calendar = model.calendars[0] ?? workSpans({ spans: machines[0]!.stops ?? [], are: 'stops' });
  let available = 0;
  for (let at = 0; at < until;) {
    const { works, until: turn } = worksAt(calendar, at);
    if (works) available += Math.min(turn, until) - at;
    at = turn;
  }
  return available;
}

/** A line without chance, or with one that does not matter: when its parts are finished. */
function lineTimes(c: ValidationCase): Record<string, unknown> {
  const m = lineModel(c);
  const wanted = Object.keys(c.expected);
  const numberIn = (name: string, pattern: RegExp) => Number(pattern.exec(name)?.[1] ?? 0);
  const count = Math.max(0, ...wanted.map((name) => numberIn(name, /^part(\d+)$/)));
  const instants = wanted.map((name) => numberIn(name, /^partsBy(\d+(?:\.\d+)?)$/));
  const model = compiledParts(lineSpec(m));
  const last = m.machines.length - 1;
  const horizon = Math.max(m.horizon ?? 1, ...instants);
  let trace = traced(model, horizon, lineBegin(m));
  for (let until = horizon; trace.times('leave', last).length < count && until < 1e9;) trace = traced(model, (until *= 2), lineBegin(m));
  const left = trace.times('leave', last);
  const by = (at: number) => left.filter((instant) => instant <= at).length;
  const made = left.filter((instant) => instant <= horizon);
  return {
    ...Object.fromEntries(wanted.flatMap((name) => (/^part\d+$/.test(name) ? [[name, left[Number(name.slice(4)) - 1]]] : []))),
    ...Object.fromEntries(wanted.flatMap((name) => (/^partsBy\d/.test(name) ? [[name, by(Number(name.slice(7)))]] : []))),
    partsByMidnight: made.length,
    parts: made.length,
    availableMinutes: availableTime(m, model, horizon),
    lastCompletion: made.at(-1),
    departures: Array.isArray(c.expected['departures']) ? left.slice(0, c.expected['departures'].length) : made,
    makespan: made.at(-1),
    throughput: made.length / horizon,
  };
}

/** A line whose every number must be right. */
export const runLineTimes = (c: ValidationCase): Metric[] => compared(c, lineTimes(c));

/** Models without chance: every number must be right. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'flowshop') return compared(c, flowShop(c));
  if (c.model.type === 'queue') return compared(c, queue(c));
  if (c.model.type === 'line') return runLineTimes(c);
  throw unknownModel(c);
}
