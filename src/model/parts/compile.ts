import type { Issue } from '../../contract/problem.js';
import { streamKey } from '../../engine/random.js';
import { specIssues } from './check.js';
import { workSpans } from './calendar.js';
import { FLAG, LEAVES, NONE, NOT_PLAIN, ON_FAILURE, POLICY, SCRAPPED, type MixTable, type PartsModel } from './model.js';
import { lawTable } from './laws.js';
import type { ByClass, Law, Mix, PartsSpec, Queue, Route, Station, Target } from './spec.js';

export type CompiledParts = { ok: true; model: PartsModel } | { ok: false; issues: Issue[] };

/** Lays out a model of parts for simulation, or says what is wrong with its specification. */
export function compileParts(spec: PartsSpec): CompiledParts {
  const issues = specIssues(spec);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, model: new Builder(spec).build() };
}

const ints = (values: readonly number[]) => Int32Array.from(values);
const doubles = (values: readonly number[]) => Float64Array.from(values);

/** What a station may be given in one or several inputs. */
export const inputsOf = (station: Station): Queue[] => station.inputs ?? [{}];
export const isSharing = (station: Station) => station.sharing === true || station.servers === 'infinite';
const serversOf = (station: Station) => (isSharing(station) ? 0 : ((station.servers as number | undefined) ?? 1));

/** What the short way knows of a station. */
const PLAIN = FLAG.clocks | FLAG.supply | FLAG.loadWhileDown;

/** Puts the tables of a model one behind the other. */
function packed(model: Omit<PartsModel, 'doubles' | 'integers'>): PartsModel {
  const pack = <T extends Float64Array | Int32Array>(kind: { new (length: number): T }) => {
    const tables = Object.entries(model).filter((entry): entry is [string, T] => entry[1] instanceof kind);
    const block = new kind(tables.reduce((sum, [, table]) => sum + table.length, 0));
    let at = 0;
    const seated = tables.map(([name, table]) => {
      block.set(table, at);
      return [name, block.subarray(at, (at += table.length))];
    });
    return { block, seated: Object.fromEntries(seated) as Partial<PartsModel> };
  };
  const [doubles, integers] = [pack(Float64Array), pack(Int32Array)];
  return { ...model, ...doubles.seated, ...integers.seated, doubles: doubles.block, integers: integers.block };
}

type StationTables = Pick<PartsModel, 'flags' | 'firstRoute' | 'endRoute'>;

/** Numbers everything that the specification names. */
class Builder {
  private readonly classIds: string[];
  private readonly priorities: number[];
  private readonly laws: Law[] = [];
  private readonly streams: string[] = [];
  private readonly counting: number[] = [];
  private readonly queueOf = new Map<string, number>();
  private readonly routes: { upTo: number; to: number; becomes: number }[] = [];

  constructor(private readonly spec: PartsSpec) {
    const classes = spec.classes ?? [{ id: 'part' }];
    this.classIds = classes.map(({ id }) => id);
    this.priorities = classes.map(({ priority }) => priority ?? 0);
  }

  build(): PartsModel {
    const { stations } = this.spec;
    const queues = this.queues();
    const servers = stations.flatMap((station, i) => Array.from({ length: serversOf(station) }, () => i));
    const clocks = this.clocks(servers);
    const perStation = this.stations();
    const perSource = this.sources();
    const plain = this.plain(perStation, queues.queueStation, queues.tables.listCount);
    const calendars = stations.filter((station) => station.calendar !== undefined).length;
    const shared = stations.filter(isSharing).length;
    let timer = 0;
    let sharing = 0;
    const stationTimer = stations.map((station) => (station.calendar === undefined ? NONE : timer++));
    const firstServerTimer = timer;
    timer += servers.length;
    stations.forEach((station, i) => {
      if (isSharing(station)) stationTimer[i] = timer++;
    });
    return packed({
      spec: this.spec,
      layout: this.layout(),
      counts: {
        stations: stations.length,
        classes: this.classIds.length,
        queues: queues.queueStation.length,
        lists: queues.lists,
        servers: servers.length,
        clocks: clocks.clockPart.length,
        sources: this.spec.sources?.length ?? 0,
        groups: this.groups(),
        timers: calendars + servers.length + shared + (this.spec.sources?.length ?? 0),
        streams: this.streams.length,
        ahead: stations.length + (this.spec.sources?.length ?? 0),
        shared,
      },
      laws: this.laws,
      ...lawTable(this.laws),
      streamKeys: this.streams.map(streamKey),
      counting: ints(this.counting),
      aheadOf: this.aheadOf(perStation, perSource),
      ...perStation,
      feeders: this.feeders(perStation, queues.queueStation),
      plain,
      plainRoute: this.plainRoute(perStation, queues.queueStation, plain),
      shared: ints(stations.map((station) => (isSharing(station) ? sharing++ : NONE))),
      stationTimer: ints(stationTimer),
      routeUpTo: doubles(this.routes.map(({ upTo }) => upTo)),
      routeTo: ints(this.routes.map(({ to }) => to)),
      routeBecomes: ints(this.routes.map(({ becomes }) => becomes)),
      ...queues.tables,
      queueStation: queues.queueStation,
      serverStation: ints(servers),
      ...clocks,
      ...perSource,
      firstServerTimer,
      firstSourceTimer: timer,
    });
  }

  /** Names whatever gives a state its shape. */
  private layout(): string {
    const station = (s: Station) =>
      `${s.id}*${isSharing(s) ? 'shared' : serversOf(s)}${'.'.repeat(inputsOf(s).length)}${'!'.repeat(s.failures?.length ?? 0)}${s.discipline ?? ''}`;
    const sources = (this.spec.sources ?? []).map(({ id }) => (this.groups() > 0 ? `${id}+` : id));
    return ['parts-state-1', this.classIds.join(' '), this.spec.stations.map(station).join(' '), sources.join(' '), this.priorities.join(' ')].join('/');
  }

  private groups(): number {
    const { sources = [] } = this.spec;
    return sources.some(({ together }) => together !== undefined) ? sources.length : 0;
  }

  private law(law: Law): number {
    return this.laws.push(law) - 1;
  }

  private stream(name: string, law?: Law | ByClass<Law>): number {
    const every = law === undefined ? null : 'dist' in law ? law : 'every' in law ? law.every : null;
    this.counting.push(every?.dist === 'sequence' ? 1 : 0);
    return this.streams.push(name) - 1;
  }

  /** The slots of the streams that are drawn ahead: services and arrivals that are exponential for every class. */
  private aheadOf(perStation: Pick<PartsModel, 'serviceStream' | 'serviceLaw'>, perSource: Pick<PartsModel, 'betweenStream' | 'betweenLaw'>): Int32Array {
    const slots = this.streams.map((): number => NONE);
    const isExponential = (law: number) => this.laws[law]?.dist === 'exponential';
    const classes = this.classIds.length;
    perStation.serviceStream.forEach((stream, i) => {
      if (perStation.serviceLaw.subarray(i * classes, (i + 1) * classes).every(isExponential)) slots[stream] = i;
    });
    perSource.betweenStream.forEach((stream, i) => {
      if (isExponential(perSource.betweenLaw[i]!)) slots[stream] = perStation.serviceStream.length + i;
    });
    return ints(slots);
  }

  private byClass<T, U>(given: ByClass<T>, make: (value: T) => U, none: U): U[] {
    if ('every' in given) {
      const made = make(given.every);
      return this.classIds.map(() => made);
    }
    return this.classIds.map((id) => (given.byClass[id] === undefined ? none : make(given.byClass[id])));
  }

  private target(to: Target): number {
    return this.queueOf.get(`${to.station} ${to.input ?? 0}`)!;
  }

  private queues() {
    const { stations } = this.spec;
    const rows = stations.flatMap((station, i) =>
      inputsOf(station).map((queue, input) => {
        this.queueOf.set(`${station.id} ${input}`, this.queueOf.size);
        return { station: i, queue, lists: this.listsOf(station) };
      }),
    );
    let list = 0;
    const firstList = rows.map(({ lists }) => (list += lists.count) - lists.count);
    let queue = 0;
    return {
      lists: list,
      queueStation: ints(rows.map((row) => row.station)),
      tables: {
        firstQueue: ints(stations.map((station) => (queue += inputsOf(station).length) - inputsOf(station).length)),
        queueCount: ints(stations.map((station) => inputsOf(station).length)),
        waitingLimit: doubles(rows.map((row) => row.queue.waiting ?? Infinity)),
        systemLimit: doubles(rows.map((row) => row.queue.system ?? Infinity)),
        limited: ints(rows.map((row) => ((row.queue.waiting ?? null) === null && (row.queue.system ?? null) === null ? 0 : 1))),
        takes: ints(rows.map((row) => row.queue.takes ?? 1)),
        firstList: ints(firstList),
        listCount: ints(rows.map((row) => row.lists.count)),
        listOf: ints(rows.flatMap((row, i) => row.lists.of.map((n) => firstList[i]! + n))),
      },
    };
  }

  /** The lists of a queue, first the one that is served first, and that of each class. */
  private listsOf(station: Station): { count: number; of: number[] } {
    if (station.discipline === 'campaign') return { count: this.classIds.length, of: this.classIds.map((_, i) => i) };
    if (station.discipline === undefined || station.discipline === 'fifo') return { count: 1, of: this.classIds.map(() => 0) };
    const levels = [...new Set(this.priorities)].sort((a, b) => a - b);
    return { count: levels.length, of: this.priorities.map((priority) => levels.indexOf(priority)) };
  }

  private clocks(servers: readonly number[]) {
    const rows: { server: number; station: Station; failure: number; number: number }[] = [];
    const first: number[] = [];
    const end: number[] = [];
    servers.forEach((i, server) => {
      const station = this.spec.stations[i]!;
      first.push(rows.length);
      (station.failures ?? []).forEach((_, failure) => rows.push({ server, station, failure, number: server - servers.indexOf(i) }));
      end.push(rows.length);
    });
    const failures = rows.map(({ station, failure }) => station.failures![failure]!);
    const name = ({ station, failure, number }: (typeof rows)[number], what: string) => `${station.id}/${number}/failure/${failure}/${what}`;
    return {
      firstClock: ints(first),
      endClock: ints(end),
      clockRunsAlways: ints(failures.map(({ clock }) => (clock === 'time' ? 1 : 0))),
      clockPart: ints(failures.map(({ part }) => ON_FAILURE[part ?? 'resume'])),
      afterLaw: ints(failures.map(({ after }) => this.law(after))),
      afterStream: ints(rows.map((row, i) => this.stream(name(row, 'after'), failures[i]!.after))),
      lastsLaw: ints(failures.map(({ lasts }) => this.law(lasts))),
      lastsStream: ints(rows.map((row, i) => this.stream(name(row, 'lasts'), failures[i]!.lasts))),
    };
  }

  private stations() {
    const { stations } = this.spec;
    let server = 0;
    const routed = stations.map((station) => this.byClass(station.next ?? { every: [] }, (routes) => this.addRoutes(station, routes), null));
    const rest = stations.map((station) => this.addRoutes(station, []));
    const ends = stations.flatMap((_, i) => routed[i]!.map((span) => span ?? rest[i]!));
    return {
      flags: ints(stations.map((station) => this.flags(station))),
      firstServer: ints(stations.map((station) => (server += serversOf(station)) - serversOf(station))),
      serverCount: ints(stations.map(serversOf)),
      rateLimit: doubles(stations.map(({ servers }) => (servers === 'infinite' ? Infinity : (servers ?? 1)))),
      serviceLaw: ints(stations.flatMap((station) => this.byClass(station.service, (law) => this.law(law), NONE))),
      serviceStream: ints(stations.map((station) => this.stream(`${station.id}/service`, station.service))),
      routeStream: ints(stations.map((station) => this.stream(`${station.id}/route`))),
      firstRoute: ints(ends.map(([from]) => from)),
      endRoute: ints(ends.map(([, to]) => to)),
      batchMin: ints(stations.map(({ batch }) => batch?.min ?? 1)),
      batchMax: ints(stations.map(({ batch }) => batch?.max ?? 1)),
      sleepAfter: doubles(stations.map(({ sleep }) => sleep?.after ?? 0)),
      wakeAt: ints(stations.map(({ sleep }) => sleep?.wakeAt ?? 1)),
      wakeUpLaw: ints(stations.map(({ sleep }) => (sleep?.wakeUp ? this.law(sleep.wakeUp) : NONE))),
      wakeUpStream: ints(stations.map((station) => (station.sleep?.wakeUp ? this.stream(`${station.id}/wake-up`, station.sleep.wakeUp) : NONE))),
      policy: ints(stations.map(({ calendar }) => POLICY[calendar?.policy ?? 'suspend'])),
      calendars: stations.map(({ calendar }) => (calendar ? workSpans(calendar) : null)),
      changeover: stations.map((station) => this.changeoverOf(station)),
      supplyStream: ints(stations.map((station) => (station.supply?.mix ? this.stream(`${station.id}/supply`) : NONE))),
      supplyMix: stations.map(({ supply }) => (supply ? this.mixOf(supply.mix) : null)),
    };
  }

  /** Appends the ways on of a class: first scrap, then those given, then out. */
  private addRoutes(station: Station, routes: readonly Route[]): [number, number] {
    const from = this.routes.length;
    const good = station.yield ?? 1;
    let upTo = 0;
    const add = (probability: number, to: number, becomes: number) => {
      upTo += probability;
      this.routes.push({ upTo, to, becomes });
    };
    if (good < 1) add(1 - good, SCRAPPED, NONE);
    for (const { probability, to, scrap, becomes } of routes) {
      if (probability > 0) add(probability * good, to ? this.target(to) : scrap ? SCRAPPED : LEAVES, becomes ? this.classIds.indexOf(becomes) : NONE);
    }
    if (upTo < 1 - 1e-12) add(1 - upTo, LEAVES, NONE);
    this.routes.at(-1)!.upTo = 1;
    return [from, this.routes.length];
  }

  private flags(station: Station): number {
    const { calendar, batch, changeover, sleep, failures, supply, discipline, blocking } = station;
    const several = batch !== undefined || inputsOf(station).length > 1 || inputsOf(station).some(({ takes }) => (takes ?? 1) > 1);
    const given: [boolean, number][] = [
      [(failures?.length ?? 0) > 0, FLAG.clocks],
      [blocking === 'before-service', FLAG.before],
      [calendar !== undefined, FLAG.calendar],
      [sleep !== undefined, FLAG.sleep],
      [several, FLAG.several],
      [changeover !== undefined, FLAG.changeover],
      [isSharing(station), FLAG.sharing],
      [calendar?.policy === 'finish-before-end', FLAG.fits],
      [supply !== undefined, FLAG.supply],
      [discipline === 'preemptive', FLAG.preemptive],
      [station.loadWhileDown !== false, FLAG.loadWhileDown],
    ];
    return given.reduce((flags, [is, flag]) => (is ? flags | flag : flags), 0);
  }

  /** Whether parts may go from station i to station j. */
  private leads(tables: StationTables, queueStation: Int32Array, i: number, j: number): boolean {
    const classes = this.classIds.length;
    return this.classIds.some((_, c) =>
      this.routes.slice(tables.firstRoute[i * classes + c], tables.endRoute[i * classes + c]).some(({ to }) => to >= 0 && queueStation[to] === j),
    );
  }

  /** By station: those that block before service and may lead here. */
  private feeders(tables: StationTables, queueStation: Int32Array): (Int32Array | null)[] {
    const before = [...tables.flags.keys()].filter((i) => tables.flags[i]! & FLAG.before);
    return this.spec.stations.map((_, j) => {
      const found = before.filter((i) => this.leads(tables, queueStation, i, j));
      return found.length > 0 ? ints(found) : null;
    });
  }

  /** The stations that only take, serve and hand on, less those that others lead to, until nothing changes. */
  private plain(tables: StationTables, queueStation: Int32Array, listCount: Int32Array): Int32Array {
    const grouped = new Set((this.spec.sources ?? []).flatMap(({ together, to }) => (together === undefined ? [] : [to.station])));
    const isPlain = (flags: number, j: number) => (flags & ~PLAIN) === 0 && listCount[queueStation.indexOf(j)] === 1 && !grouped.has(this.spec.stations[j]!.id);
    const plain = tables.flags.map((flags, j) => (isPlain(flags, j) ? 1 : 0));
    for (let before = -1, now = 0; before !== now;) {
      before = plain.reduce((sum, is) => sum + is, 0);
      plain.forEach((_, j) => {
        if (plain.some((is, i) => is === 0 && this.leads(tables, queueStation, i, j))) plain[j] = 0;
      });
      now = plain.reduce((sum, is) => sum + is, 0);
    }
    return plain;
  }

  private plainRoute({ firstRoute, endRoute }: StationTables, queueStation: Int32Array, plain: Int32Array): Int32Array {
    return firstRoute.map((route, by) => {
      const station = Math.floor(by / this.classIds.length);
      if (plain[station] === 0) return NOT_PLAIN;
      if (route + 1 < endRoute[by]!) return NONE;
      const to = this.routes[route]!.to;
      const ahead = to >= 0 ? queueStation[to]! : NONE;
      return ahead !== NONE && (plain[ahead] === 0 || ahead === station) ? NOT_PLAIN : route;
    });
  }

  private changeoverOf({ changeover }: Station): Float64Array | null {
    if (changeover === undefined) return null;
    return doubles(this.classIds.flatMap((from) => this.classIds.map((to) => changeover[from]?.[to] ?? 0)));
  }

  private mixOf(mix: Mix | undefined): MixTable | null {
    if (mix === undefined) return null;
    const total = mix.reduce((sum, { share }) => sum + share, 0);
    let upTo = 0;
    return { upTo: doubles(mix.map(({ share }) => (upTo += share) / total)), classes: ints(mix.map((part) => this.classIds.indexOf(part.class))) };
  }

  private sources() {
    const sources = this.spec.sources ?? [];
    return {
      sourceTo: ints(sources.map(({ to }) => this.target(to))),
      betweenLaw: ints(sources.map(({ between }) => this.law(between))),
      betweenStream: ints(sources.map(({ id, between }) => this.stream(`${id}/between`, between))),
      togetherLaw: ints(sources.map(({ together }) => (together ? this.law(together) : NONE))),
      togetherStream: ints(sources.map(({ id, together }) => (together ? this.stream(`${id}/together`, together) : NONE))),
      sourceFirst: doubles(sources.map(({ first }) => first ?? NaN)),
      sourceLimit: doubles(sources.map(({ limit }) => limit ?? Infinity)),
      mixStream: ints(sources.map(({ id, mix }) => (mix ? this.stream(`${id}/class`) : NONE))),
      mix: sources.map(({ mix }) => this.mixOf(mix)),
    };
  }
}
