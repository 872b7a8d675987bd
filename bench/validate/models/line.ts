import { z } from 'zod';
import type { PartsReport } from '../../../src/model/parts/report.js';
import type { Begin, Calendar, PartsSpec, Queue, ServerBegin, Station } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { parsedAs } from '../metric.js';
import { FailuresOfCase, LawOfCase } from './laws.js';

/** What becomes of the part that is worked on when a machine's time ends, in the words of the cases. */
const POLICIES = {
  suspend: 'suspend',
  'suspend-resume': 'suspend',
  resume: 'suspend',
  restart: 'restart',
  'suspend-restart': 'restart',
  'finish-before-end': 'finish-before-end',
  'finish-over': 'finish-over',
  finish: 'finish-over',
} as const;

const Span = z.tuple([z.number(), z.number()]);

const CalendarOfCase = z.strictObject({
  work: z.array(Span).min(1),
  policy: z.enum(Object.keys(POLICIES) as (keyof typeof POLICIES)[]).default('suspend-resume'),
  period: z.number().positive().optional(),
});

const MachineOfCase = z.strictObject({
  id: z.union([z.string(), z.number()]).optional(),
  name: z.string().optional(),
  service: LawOfCase,
  servers: z.int().positive().optional(),
  failures: z.union([FailuresOfCase, z.array(FailuresOfCase)]).optional(),
  calendar: CalendarOfCase.optional(),
  stops: z.array(Span).optional(),
  resume: z.boolean().default(true),
  yield: z.number().min(0).max(1).optional(),
});

/** A buffer: an object with its capacity, or the capacity; null for no limit. */
export const BufferOfCase = z
  .union([z.strictObject({ capacity: z.int().nonnegative().nullable() }), z.int().nonnegative().nullable()])
  .transform((buffer) => (typeof buffer === 'object' && buffer !== null ? buffer : { capacity: buffer }));

const MachineState = z.strictObject({
  state: z.enum(['working', 'busy', 'idle', 'starved', 'empty', 'blocked']),
  down: z.boolean().default(false),
  /** work done on the part, time on the failure clock, time that it has been down */
  workAge: z.number().nonnegative().optional(),
  clockAge: z.number().nonnegative().optional(),
  downAge: z.number().nonnegative().optional(),
});

const LineModel = z.strictObject({
  type: z.literal('line'),
  blocking: z.enum(['BAS', 'BBS', 'communication']).default('BAS'),
  source: z.union([z.literal('saturated'), LawOfCase]).default('saturated'),
  sink: z.literal('infinite').default('infinite'),
  machines: z.array(MachineOfCase).min(1),
  buffers: z.array(BufferOfCase).default([]),
  loadWhileDown: z.boolean().default(true),
  horizon: z.number().positive().optional(),
  initial: z.strictObject({ machines: z.array(MachineState), buffers: z.array(z.int().nonnegative()) }).optional(),
  note: z.string().optional(),
});
export type LineModel = z.infer<typeof LineModel>;

/** The line of a case; one more machine than buffers. `with`: what stands in the place of parts of it. */
export function lineModel(c: ValidationCase, instead: Record<string, unknown> = {}): LineModel {
  const fits = LineModel.refine((m) => m.buffers.length === m.machines.length - 1, { error: 'needs one buffer less than machines', path: ['buffers'] }).refine(
    ({ initial, machines }) => initial === undefined || (initial.machines.length === machines.length && initial.buffers.length === machines.length - 1),
    { error: 'needs the state of every machine and buffer', path: ['initial'] },
  );
  return parsedAs(fits, c, { ...c.model, ...instead });
}

/** The same line read from its end. */
export const mirrored = (m: LineModel): LineModel => ({ ...m, machines: m.machines.toReversed(), buffers: m.buffers.toReversed() });

export const machineName = (i: number) => `machine-${i + 1}`;

/** The only way on, to the machine after number i of so many; none after the last. */
export const nextMachine = (i: number, of: number): Pick<Station, 'next'> =>
  i + 1 < of ? { next: { every: [{ probability: 1, to: { station: machineName(i + 1) } }] } } : {};

/** A serial line. The buffer before a machine is its queue. */
export function lineSpec(m: LineModel): PartsSpec {
  return {
    ...(m.source === 'saturated' ? {} : { sources: [{ id: 'source', to: { station: machineName(0) }, between: m.source }] }),
    stations: m.machines.map((machine, i): Station => {
      const capacity = i === 0 ? null : m.buffers[i - 1]!.capacity;
      const input: Queue = capacity === null ? {} : { waiting: capacity };
      return {
        id: machineName(i),
        service: { every: machine.service },
        inputs: [input],
        ...(machine.servers === undefined ? {} : { servers: machine.servers }),
        ...(i === 0 && m.source === 'saturated' ? { supply: {} } : {}),
        ...(m.blocking === 'BAS' ? {} : { blocking: 'before-service' as const }),
        ...(machine.failures ? { failures: [machine.failures].flat() } : {}),
        loadWhileDown: m.loadWhileDown,
        ...calendarOf(machine),
        ...(machine.yield === undefined ? {} : { yield: machine.yield }),
        ...nextMachine(i, m.machines.length),
      };
    }),
  };
}

function calendarOf({ calendar, stops, resume }: LineModel['machines'][number]): { calendar?: Calendar } {
  if (stops) return { calendar: { spans: stops, are: 'stops', policy: resume ? 'suspend' : 'restart' } };
  if (calendar === undefined) return {};
  return { calendar: { spans: calendar.work, policy: POLICIES[calendar.policy], ...(calendar.period === undefined ? {} : { period: calendar.period }) } };
}

const BEGINS = { working: 'working', busy: 'working', blocked: 'finished', idle: 'empty', starved: 'empty', empty: 'empty' } as const;

/** Where a live line stands. */
export function lineBegin({ initial }: LineModel): Begin {
  if (initial === undefined) return {};
  const serverOf = ({ state, down, workAge, clockAge, downAge }: z.infer<typeof MachineState>): ServerBegin => ({
    state: BEGINS[state],
    ...(down ? { down: 0 } : {}),
    ...(workAge === undefined ? {} : { workAge }),
    ...(clockAge === undefined ? {} : { clockAges: [clockAge] }),
    ...(downAge === undefined ? {} : { downAge }),
  });
  return Object.fromEntries(
    initial.machines.map((machine, i) => [machineName(i), { waiting: [i === 0 ? 0 : initial.buffers[i - 1]!], servers: [serverOf(machine)] }]),
  );
}

/** Every figure of a line by the names of the cases, machines and buffers numbered from one. */
export function lineMetrics(report: PartsReport): Record<string, number | null> {
  const { stations, throughput } = report;
  return {
    throughput,
    throughputDES: throughput,
    availability: 1 - stations[0]!.share.down,
    meanBuffer: stations[1]?.waiting[0] ?? null,
    L: report.present,
    W: report.sojourn,
    ...Object.fromEntries(
      stations.flatMap(({ share, waiting, throughput: through }, i) => [
        [`busy${i + 1}`, share.busy],
        [`utilization${i + 1}`, share.busy],
        [`starved${i + 1}`, share.starved],
        [`blocked${i + 1}`, share.blocked],
        [`down${i + 1}`, share.down],
        [`availability${i + 1}`, 1 - share.down],
        [`throughput${i + 1}`, through],
        ...(i > 0 ? [[`buffer${i}`, waiting[0]!] as const] : []),
      ]),
    ),
  };
}
