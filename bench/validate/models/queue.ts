import { z } from 'zod';
import type { Begin, Law, PartsSpec, Source, Station } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, parsedAs } from '../metric.js';
import { FailuresOfCase, LawOfCase } from './laws.js';

/** Arrivals: a law, with the instant of the first one and how many come at once. */
const Arrival = z.looseObject({ first: z.number().nonnegative().optional(), batch: z.unknown().optional() }).transform(({ first, batch, ...law }, context) => {
  const parsed = LawOfCase.safeParse(law);
  const together = batch === undefined ? undefined : LawOfCase.safeParse(batch);
  for (const { issues } of [parsed, together].flatMap((one) => (one?.error ? [one.error] : [])))
    for (const { message, path } of issues) context.addIssue({ code: 'custom', message, path: path });
  if (!parsed.success || together?.success === false) return z.NEVER;
  return { law: parsed.data, ...(first === undefined ? {} : { first }), ...(together?.data ? { together: together.data } : {}) };
});
type Arrival = z.infer<typeof Arrival>;

const ClassOfCase = z.strictObject({
  id: z.union([z.number(), z.string()]),
  name: z.string().optional(),
  /** share among the arrivals of the queue, or arrivals of its own */
  share: z.number().nonnegative().optional(),
  arrival: Arrival.optional(),
  lambda: z.number().positive().optional(),
  service: LawOfCase.optional(),
  priority: z.number().optional(),
});

const Power = z.record(z.string(), z.number());

const QueueModel = z.strictObject({
  type: z.literal('queue'),
  arrival: Arrival.optional(),
  service: LawOfCase,
  servers: z.union([z.int().positive(), z.enum(['inf', 'infinite'])]).default(1),
  systemCapacity: z.int().positive().nullable().default(null),
  /** a finite number of customers, who come again after the time of the arrival law */
  population: z.int().positive().optional(),
  discipline: z.string().default('FIFO'),
  classes: z.array(ClassOfCase).min(1).optional(),
  failures: FailuresOfCase.optional(),
  loadWhileDown: z.boolean().default(false),
  batchArrival: LawOfCase.optional(),
  batchService: z.strictObject({ min: z.int().positive(), max: z.int().positive() }).optional(),
  vacation: z.looseObject({ policy: z.string() }).optional(),
  setup: LawOfCase.optional(),
  power: Power.optional(),
  horizon: z.number().positive().optional(),
  initialInSystem: z.int().nonnegative().optional(),
  note: z.string().optional(),
});
export type QueueModel = z.infer<typeof QueueModel>;

export const queueModel = (c: ValidationCase): QueueModel => parsedAs(QueueModel, c);

/** What a discipline says in words, whatever its signs and its order. */
function disciplineOf(c: ValidationCase, { discipline }: QueueModel): Pick<Station, 'discipline' | 'sharing'> {
  const words = discipline.toLowerCase().replace(/[^a-z]/g, '');
  if (['fifo', 'fcfs'].includes(words)) return {};
  if (['ps', 'processorsharing'].includes(words)) return { sharing: true };
  if (/preemptive/.test(words) && /repeat|restart/.test(words)) throw new NotSupported(`${c.at}/model/discipline: no discipline ${discipline}`);
  if (/^(nonpreemptive|np|hol|headofline)?priority(nonpreemptive)?$/.test(words)) return { discipline: 'priority' };
  if (/^(preemptive(resume)?priority|priority(preemptive)(resume)?|preemptive(resume)?)$/.test(words)) return { discipline: 'preemptive' };
  throw new NotSupported(`${c.at}/model/discipline: no discipline ${discipline}`);
}

export const SERVER = 'server';
/** Where the customers of a finite population are before they come again. */
const OUTSIDE = 'outside';
/** The kind of part that keeps a server busy which is on vacation. */
export const VACATION = 'vacation';

/** A single station as the cases describe it. */
export function queueSpec(c: ValidationCase, m: QueueModel): PartsSpec {
  const kinds = m.classes?.map(({ id, priority }, i) => ({ id: String(id), priority: priority ?? i }));
  const away = vacationOf(c, m);
  const classes = away ? [...(kinds ?? [{ id: 'part', priority: 0 }]), { id: VACATION, priority: Number.MAX_SAFE_INTEGER }] : kinds;
  const station: Station = {
    id: SERVER,
    servers: typeof m.servers === 'number' ? m.servers : 'infinite',
    service: serviceOf(m, away),
    ...disciplineOf(c, m),
    ...(m.systemCapacity === null ? {} : { inputs: [{ system: m.systemCapacity }] }),
    ...(m.failures ? { failures: [m.failures], loadWhileDown: m.loadWhileDown } : {}),
    ...(m.batchService ? { batch: m.batchService } : {}),
    ...(away ? { supply: { mix: [{ class: VACATION, share: 1 }] } } : {}),
    ...sleepOf(c, m),
    ...powerOf(m),
  };
  if (m.population === undefined) return { ...(classes ? { classes } : {}), sources: sourcesOf(c, m), stations: [station] };
  if (m.arrival === undefined) throw new NotSupported(`${c.at}/model/arrival: a population needs the time after which its customers come again`);
  const to = (id: string) => ({ every: [{ probability: 1, to: { station: id } }] });
  return {
    stations: [
      { ...station, next: to(OUTSIDE) },
      { id: OUTSIDE, servers: 'infinite', service: { every: m.arrival.law }, next: to(SERVER) },
    ],
  };
}

/** Where the customers of a queue are at the beginning. */
export const queueBegin = ({ population, initialInSystem = 0 }: QueueModel): Begin =>
  population === undefined
    ? { [SERVER]: { waiting: [initialInSystem] } }
    : { [SERVER]: { waiting: [initialInSystem] }, [OUTSIDE]: { waiting: [population - initialInSystem] } };

function serviceOf(m: QueueModel, away: Law | undefined): Station['service'] {
  if (away === undefined && !m.classes?.some(({ service }) => service)) return { every: m.service };
  const own = m.classes?.map((c): [string, Law] => [String(c.id), c.service ?? m.service]) ?? [['part', m.service]];
  return { byClass: Object.fromEntries(away ? [...own, [VACATION, away]] : own) };
}

/** Arrivals of all classes together, or of each class alone. */
export function arrivalsOf(c: ValidationCase, m: QueueModel): { arrival: Arrival; class?: string }[] {
  const alone = m.classes?.filter(({ arrival, lambda }) => arrival !== undefined || lambda !== undefined) ?? [];
  if (alone.length > 0 && alone.length === m.classes!.length && m.arrival === undefined)
    return alone.map(({ id, arrival, lambda }) => ({
      class: String(id),
      arrival: arrival ?? { law: { dist: 'exponential', mean: 1 / lambda! } },
    }));
  if (m.arrival === undefined) throw new NotSupported(`${c.at}/model/arrival: nothing arrives`);
  return [{ arrival: m.arrival }];
}

function sourcesOf(c: ValidationCase, m: QueueModel): Source[] {
  return arrivalsOf(c, m).map(({ arrival, class: id }, i): Source => {
    const together = arrival.together ?? m.batchArrival;
    return {
      id: i === 0 ? 'source' : `source-${i + 1}`,
      to: { station: SERVER },
      between: arrival.law,
      ...(arrival.first === undefined ? {} : { first: arrival.first }),
      ...(together ? { together } : {}),
      ...(id !== undefined
        ? { mix: [{ class: id, share: 1 }] }
        : m.classes
          ? { mix: m.classes.map(({ id: one, share = 1 }) => ({ class: String(one), share })) }
          : {}),
    };
  });
}

/** A duration that a vacation has under one of these names. */
function lawNamed(c: ValidationCase, m: QueueModel, names: readonly string[]): Law | undefined {
  const name = names.find((one) => m.vacation?.[one] !== undefined);
  return name === undefined ? undefined : parsedAs(LawOfCase, c, m.vacation![name], `model/vacation/${name}`);
}

/** Time of each of the vacations that a server takes one after the other as long as nobody waits. */
function vacationOf(c: ValidationCase, m: QueueModel): Law | undefined {
  if (!/^multiple/.test(m.vacation?.policy ?? '')) return undefined;
  const away = lawNamed(c, m, ['duration', 'length', 'time', 'vacation', 'law']);
  if (away === undefined) throw new NotSupported(`${c.at}/model/vacation/duration: a vacation needs a duration`);
  return away;
}

/** N: the server sleeps until N wait; setup: it sleeps as soon as it is empty and takes its time to wake; delayed-off: it sleeps after a while. */
function sleepOf(c: ValidationCase, m: QueueModel): Pick<Station, 'sleep'> {
  const { vacation, setup, power } = m;
  const standbyAfter = power?.['standbyAfter'];
  if (vacation === undefined && setup === undefined && standbyAfter === undefined) return {};
  const policy = (vacation?.policy ?? 'setup').toLowerCase().replace(/[^a-z]/g, '');
  if (policy.startsWith('multiple')) return {};
  if (!['n', 'npolicy', 'setup', 'nsetup', 'npolicysetup', 'delayedoff'].includes(policy))
    throw new NotSupported(`${c.at}/model/vacation/policy: no policy ${vacation!.policy}`);
  const wakeUp = setup ?? lawNamed(c, m, ['setup', 'setupTime', 'wakeUp', 'startup']);
  const wakeAt = vacation?.['N'] ?? vacation?.['n'] ?? vacation?.['threshold'];
  const after = standbyAfter ?? vacation?.['delay'] ?? vacation?.['after'];
  return {
    sleep: { ...(typeof wakeAt === 'number' ? { wakeAt } : {}), ...(wakeUp ? { wakeUp } : {}), ...(typeof after === 'number' ? { after } : {}) },
  };
}

function powerOf({ power }: QueueModel): Pick<Station, 'power' | 'startKwh'> {
  if (power === undefined) return {};
  const { idle = 0, busy = 0, down, off, standby, sleep, setup, startup } = power;
  const asleep = standby ?? sleep ?? off;
  const waking = startup ?? setup;
  const startKwh = power['startupEnergyKWh'] ?? power['startupKWh'];
  return {
    power: {
      starved: idle,
      busy,
      ...(down === undefined ? {} : { down }),
      ...(asleep === undefined ? {} : { standby: asleep }),
      ...(waking === undefined ? {} : { waking }),
    },
    ...(startKwh === undefined ? {} : { startKwh }),
  };
}
