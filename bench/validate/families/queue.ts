import { z } from 'zod';
import { mean } from '../../../src/engine/distribution.js';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { PartsReport } from '../../../src/model/parts/report.js';
import type { Law, PartsSpec, Station } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, relativeTolerance, within, type Metric } from '../metric.js';
import { FailuresOfCase, LawOfCase, varianceOf } from '../models/laws.js';
import { compiledParts, effort, numbersExpected, SEED, untilSharp } from '../models/simulate.js';

const QueueModel = z.object({
  type: z.literal('queue'),
  arrival: z.union([
    z.looseObject({ dist: z.string(), first: z.number().optional() }).transform(({ first, ...law }, context) => {
      const parsed = LawOfCase.safeParse(law);
      if (parsed.success) return { law: parsed.data, first };
      context.addIssue({ code: 'custom', message: `no law ${law.dist}` });
      return z.NEVER;
    }),
  ]),
  service: LawOfCase,
  servers: z.union([z.int(), z.enum(['inf', 'infinite'])]).default(1),
  systemCapacity: z.int().nullable().default(null),
  discipline: z.string().default('FIFO'),
  classes: z.array(z.object({ id: z.union([z.number(), z.string()]), share: z.number(), service: LawOfCase.optional() })).optional(),
  failures: FailuresOfCase.optional(),
  batchService: z.object({ min: z.int(), max: z.int() }).optional(),
  vacation: z.looseObject({ policy: z.string() }).optional(),
  setup: LawOfCase.optional(),
  power: z.record(z.string(), z.number()).optional(),
  horizon: z.number().optional(),
  initialInSystem: z.int().optional(),
});
export type QueueModel = z.infer<typeof QueueModel>;

const DISCIPLINES: Readonly<Record<string, Pick<Station, 'discipline' | 'sharing'>>> = {
  FIFO: {},
  FCFS: {},
  'non-preemptive priority': { discipline: 'priority' },
  priority: { discipline: 'priority' },
  'preemptive priority': { discipline: 'preemptive' },
  'preemptive-resume priority': { discipline: 'preemptive' },
  'preemptive resume priority': { discipline: 'preemptive' },
  PS: { sharing: true },
  'processor sharing': { sharing: true },
};

export function queueModel(model: unknown): QueueModel {
  const parsed = QueueModel.safeParse(model);
  if (!parsed.success) throw new NotSupported(z.prettifyError(parsed.error));
  return parsed.data;
}

/** A single station as the cases describe it. */
export function queueSpec(m: QueueModel): PartsSpec {
  const discipline = DISCIPLINES[m.discipline];
  if (discipline === undefined) throw new NotSupported(`discipline ${m.discipline}`);
  const ids = m.classes?.map(({ id }) => String(id));
  const station: Station = {
    id: 'server',
    servers: typeof m.servers === 'number' ? m.servers : 'infinite',
    service: m.classes?.some(({ service }) => service)
      ? { byClass: Object.fromEntries(m.classes.map((c) => [String(c.id), c.service ?? m.service])) }
      : { every: m.service },
    ...discipline,
    ...(m.systemCapacity === null ? {} : { inputs: [{ system: m.systemCapacity }] }),
    ...(m.failures
      ? {
          failures: [
            { clock: m.failures.mode, after: m.failures.ttf, lasts: m.failures.ttr, part: m.failures.resume ? ('resume' as const) : ('restart' as const) },
          ],
        }
      : {}),
    ...(m.batchService ? { batch: m.batchService } : {}),
    ...sleepOf(m),
    ...powerOf(m),
  };
  return {
    ...(ids ? { classes: ids.map((id, priority) => ({ id, priority })) } : {}),
    sources: [
      {
        id: 'source',
        to: { station: 'server' },
        between: m.arrival.law,
        ...(m.arrival.first === undefined ? {} : { first: m.arrival.first }),
        ...(m.classes ? { mix: m.classes.map(({ id, share }) => ({ class: String(id), share })) } : {}),
      },
    ],
    stations: [station],
  };
}

/** N: the server sleeps until N wait; setup: it sleeps as soon as it is empty and takes its time to wake. */
function sleepOf({ vacation, setup }: QueueModel): Pick<Station, 'sleep'> {
  if (vacation === undefined && setup === undefined) return {};
  const policy = vacation?.policy ?? 'setup';
  if (!['N', 'setup', 'N+setup', 'delayed-off'].includes(policy)) throw new NotSupported(`vacation policy ${policy}`);
  const wakeUp = setup ?? (vacation?.['setup'] === undefined ? undefined : LawOfCase.parse(vacation['setup']));
  const wakeAt = vacation?.['N'];
  const after = vacation?.['delay'] ?? vacation?.['after'];
  return {
    sleep: { ...(typeof wakeAt === 'number' ? { wakeAt } : {}), ...(wakeUp ? { wakeUp } : {}), ...(typeof after === 'number' ? { after } : {}) },
  };
}

function powerOf({ power }: QueueModel): Pick<Station, 'power' | 'startKwh'> {
  if (power === undefined) return {};
  const { idle = 0, busy = 0, off, standby, sleep, setup, startup, startupEnergyKWh } = power;
  const asleep = standby ?? sleep ?? off;
  const waking = startup ?? setup;
  return {
    power: { starved: idle, busy, ...(asleep === undefined ? {} : { standby: asleep }), ...(waking === undefined ? {} : { waking }) },
    ...(startupEnergyKWh === undefined ? {} : { startKwh: startupEnergyKWh }),
  };
}

/** Every figure of a queue by the names of the cases. */
export function queueMetrics(report: PartsReport): Record<string, number | null> {
  const [server] = report.stations;
  const { share, wait, waitByClass, delayed, waiting, starts } = server!;
  const arrived = report.classes.reduce((sum, c) => sum + c.arrived, 0);
  const lost = report.classes.reduce((sum, c) => sum + c.lost, 0);
  return {
    Wq: wait,
    W: report.sojourn,
    Lq: waiting[0]!,
    L: report.present,
    utilization: share.busy,
    utilizationInclRepair: share.busy + share.down,
    pWait: delayed,
    sigma: delayed,
    pBlock: lost / arrived,
    throughput: report.throughput,
    sleepFraction: share.standby,
    setupFraction: share.waking,
    idleFraction: share.starved,
    downFraction: share.down,
    availability: 1 - share.down,
    averagePowerKW: report.energyKwh / report.time,
    energyPerPartKWh: report.energyKwh / (report.throughput * report.time),
    busyPeriodsPerHour: starts,
    meanBusyPeriod: share.busy / starts,
    startsPerHour: starts,
    ...Object.fromEntries(waitByClass.map((value, i) => [`Wq${i + 1}`, value])),
    ...Object.fromEntries(report.classes.map(({ sojourn }, i) => [`W${i + 1}`, sojourn])),
  };
}

/** Bounds and approximations of GI/G/1 from the moments: Kingman (1961, 1962) and Marshall (1968). */
function bounds(m: QueueModel): Record<string, number> {
  const [between, service] = [mean(m.arrival.law as Exclude<Law, { dist: 'sequence' }>), mean(m.service as Exclude<Law, { dist: 'sequence' }>)];
  const [varA, varS] = [varianceOf(m.arrival.law), varianceOf(m.service)];
  const rho = service / between;
  return {
    kingmanApprox: ((rho / (1 - rho)) * (varA / between ** 2 + varS / service ** 2) * service) / 2,
    upperBoundKingman: (varA + varS) / (2 * between * (1 - rho)),
    lowerBoundMarshall: Math.max(0, (varS / between ** 2 + rho * (rho - 2)) / ((2 / between) * (1 - rho))),
  };
}

const BOUNDS = ['kingmanApprox', 'upperBoundKingman', 'lowerBoundMarshall'];

export function runQueue(c: ValidationCase): Metric[] {
  const m = queueModel(c.model);
  const model = compiledParts(queueSpec(m));
  const { warmup, length } = effort(c, mean(m.arrival.law as Exclude<Law, { dist: 'sequence' }>));
  const wanted = numbersExpected(c, BOUNDS);
  const drawn = untilSharp(c, wanted, (r) => queueMetrics(replicateParts(model, { seed: SEED, warmup, length }, r)));
  const given = Object.keys(c.expected).some((name) => BOUNDS.includes(name)) ? bounds(m) : {};
  const exact = Object.entries(given).flatMap(([name, value]) =>
    typeof c.expected[name] === 'number' ? [within(name, c.expected[name], value, relativeTolerance(c, name))] : [],
  );
  return [...drawn, ...exact];
}

const Repairman = z.object({ type: z.literal('machine-repairman'), machines: z.int(), ttf: LawOfCase, ttr: LawOfCase, technicians: z.int() });

/** Machines that work and break, and technicians: parts that go round between as many servers as there are machines and a repair shop. */
function runRepairman(c: ValidationCase): Metric[] {
  const m = Repairman.parse(c.model);
  const round = (to: string) => ({ next: { every: [{ probability: 1, to: { station: to } }] } });
  const model = compiledParts({
    stations: [
      { id: 'working', servers: 'infinite', service: { every: m.ttf }, ...round('repair') },
      { id: 'repair', servers: m.technicians, service: { every: m.ttr }, ...round('working') },
    ],
  });
  const { warmup, length } = effort(c, 1);
  return untilSharp(c, numbersExpected(c), (r) => {
    const { stations } = replicateParts(model, { seed: SEED, warmup, length, begin: { working: { waiting: [m.machines] } } }, r);
    const [working, repair] = stations;
    return {
      meanUp: working!.present,
      availability: working!.present / m.machines,
      technicianUtilization: repair!.share.busy,
      meanWaiting: repair!.waiting[0]!,
      meanDown: repair!.present,
      throughput: repair!.throughput,
    };
  });
}

/** Single stations. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'queue') return runQueue(c);
  if (c.model.type === 'machine-repairman') return runRepairman(c);
  throw new NotSupported(`model ${c.model.type}`);
}
