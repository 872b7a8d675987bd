import { z } from 'zod';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { PartsReport } from '../../../src/model/parts/report.js';
import type { ValidationCase } from '../case-file.js';
import { absoluteTolerance, parsedAs, relativeTolerance, unknownModel, within, type Metric } from '../metric.js';
import { LawOfCase, meanOf, varianceOf } from '../models/laws.js';
import { arrivalsOf, queueBegin, queueModel, queueSpec, VACATION, type QueueModel } from '../models/queue.js';
import { compiledParts, effort, numbersExpected, SEED, untilSharp } from '../models/simulate.js';

/** Every figure of a queue by the names of the cases. Numbers in the system of one class by Little's law. */
export function queueMetrics(report: PartsReport): Record<string, number | null> {
  const server = report.stations[0]!;
  const { share, starts } = server;
  const customers = report.classes.filter(({ id }) => id !== VACATION);
  const away = customers.length < report.classes.length;
  const sum = (of: (c: (typeof customers)[number]) => number) => customers.reduce((total, c) => total + of(c), 0);
  const left = sum((c) => c.left);
  const sojourn = left > 0 ? sum((c) => c.left * (c.sojourn ?? 0)) / left : null;
  const rate = left / report.time;
  // Who is on vacation is busy with a part that no customer is.
  const busy = away ? null : share.busy;
  return {
    Wq: away ? server.waitByClass[0]! : server.wait,
    W: away ? sojourn : server.stay,
    Lq: server.waiting[0]!,
    L: away ? (sojourn === null ? null : rate * sojourn) : server.present,
    utilization: busy,
    utilizationInclRepair: share.busy + share.down,
    pWait: server.delayed,
    sigma: server.delayed,
    pBlock: sum((c) => c.lost) / sum((c) => c.arrived),
    lossRate: sum((c) => c.lost) / report.time,
    throughput: away ? rate : server.throughput,
    sleepFraction: share.standby,
    offFraction: share.standby,
    setupFraction: share.waking,
    idleFraction: share.starved,
    p0: share.starved + share.standby,
    pEmpty: share.starved + share.standby,
    downFraction: share.down,
    availability: 1 - share.down,
    averagePowerKW: report.energyKwh / report.time,
    energyPerPartKWh: report.energyKwh / left,
    busyPeriodsPerHour: starts,
    meanBusyPeriod: starts > 0 ? share.busy / starts : null,
    startsPerHour: starts,
    setupsPerHour: starts,
    ...Object.fromEntries(server.waitByClass.map((value, i) => [`Wq${i + 1}`, value])),
    ...Object.fromEntries(server.waitByClass.map((value, i) => [`Lq${i + 1}`, value === null ? null : (value * customers[i]!.left) / report.time])),
    ...Object.fromEntries(customers.map((c, i) => [`W${i + 1}`, c.sojourn])),
    ...Object.fromEntries(customers.map((c, i) => [`L${i + 1}`, c.sojourn === null ? null : (c.sojourn * c.left) / report.time])),
  };
}

/** Bounds and approximations of GI/G/1 from the moments: Kingman (1961, 1962) and Marshall (1968). */
function bounds(c: ValidationCase, m: QueueModel): Record<string, number> {
  const { law } = arrivalsOf(c, m)[0]!.arrival;
  const [between, service] = [meanOf(law), meanOf(m.service)];
  const [varA, varS] = [varianceOf(law), varianceOf(m.service)];
  const rho = service / between;
  return {
    kingmanApprox: ((rho / (1 - rho)) * (varA / between ** 2 + varS / service ** 2) * service) / 2,
    upperBoundKingman: (varA + varS) / (2 * between * (1 - rho)),
    lowerBoundMarshall: Math.max(0, (varS / between ** 2 + rho * (rho - 2)) / ((2 / between) * (1 - rho))),
  };
}

const BOUNDS = ['kingmanApprox', 'upperBoundKingman', 'lowerBoundMarshall'];

export function runQueue(c: ValidationCase): Metric[] {
  const m = queueModel(c);
  const model = compiledParts(queueSpec(c, m));
  const perTime = arrivalsOf(c, m).reduce(
    (sum, { arrival }) => sum + meanOf(arrival.together ?? m.batchArrival ?? { dist: 'fixed', value: 1 }) / meanOf(arrival.law),
    0,
  );
  const { warmup, length } = effort(c, 1 / perTime);
  const wanted = numbersExpected(c, BOUNDS);
  const plan = { seed: SEED, warmup, length, begin: queueBegin(m) };
  const drawn = wanted.length === 0 ? [] : untilSharp(c, wanted, (r) => queueMetrics(replicateParts(model, plan, r)));
  const given = Object.keys(c.expected).some((name) => BOUNDS.includes(name)) ? bounds(c, m) : {};
  const exact = Object.entries(given).flatMap(([name, value]) => {
    const wantedBound = c.expected[name];
    return typeof wantedBound === 'number' ? [within(name, wantedBound, value, relativeTolerance(c, name), absoluteTolerance(c, name))] : [];
  });
  return [...drawn, ...exact];
}

const Repairman = z.strictObject({
  type: z.literal('machine-repairman'),
  machines: z.int().positive(),
  ttf: LawOfCase,
  ttr: LawOfCase,
  technicians: z.int().positive().default(1),
});

/** Machines that work and break, and technicians: parts that go round between as many servers as there are machines and a repair shop. */
function runRepairman(c: ValidationCase): Metric[] {
  const m = parsedAs(Repairman, c);
  const round = (to: string) => ({ next: { every: [{ probability: 1, to: { station: to } }] } });
  const model = compiledParts({
    stations: [
      { id: 'working', servers: 'infinite', service: { every: m.ttf }, ...round('repair') },
      { id: 'repair', servers: m.technicians, service: { every: m.ttr }, ...round('working') },
    ],
  });
  const plan = { seed: SEED, ...effort(c, 1), begin: { working: { waiting: [m.machines] } } };
  return untilSharp(c, numbersExpected(c), (r) => {
    const [working, repair] = replicateParts(model, plan, r).stations;
    return {
      meanUp: working!.present,
      availability: working!.present / m.machines,
      technicianUtilization: repair!.share.busy,
      meanBusyTechnicians: repair!.share.busy * m.technicians,
      meanWaiting: repair!.waiting[0]!,
      meanDown: repair!.present,
      throughput: repair!.throughput,
      failureRate: working!.throughput,
      Wq: repair!.wait,
      W: repair!.stay,
      Lq: repair!.waiting[0]!,
      L: repair!.present,
    };
  });
}

/** Single stations. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type === 'queue') return runQueue(c);
  if (c.model.type === 'machine-repairman') return runRepairman(c);
  throw unknownModel(c);
}
