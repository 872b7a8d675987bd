import { z } from 'zod';
import { ActiveAlarm, ActiveAlarms, AlarmCount, AlarmHistory, type ShelveDocument } from '../src/contract/alarm.js';
import { AlarmKpis } from '../src/contract/alarm-kpis.js';
import { CellKpiGroup, type CellKpiGrouping, type KpiAccount } from '../src/contract/cell-kpi.js';
import { CellLive, CellSummary } from '../src/contract/cell-live.js';
import { Finding, LedgerRow, LotRecord, OrderRecord } from '../src/contract/cell-view.js';
import { CellInForce } from '../src/contract/cell.js';
import { CommissioningReport } from '../src/contract/commissioning.js';
import { ReplayAnswer, type DeadLetterChoice, type ReplayRequest } from '../src/contract/dead-letter-replay.js';
import { BaselinePoints, BaselineSavings, KeptBaseline, type NewBaselineDocument } from '../src/contract/energy-baseline.js';
import { Decision, DecisionPage, type NewDecision } from '../src/contract/decision.js';
import { EnergyBatches } from '../src/contract/energy-batches.js';
import { EnergyLoad } from '../src/contract/energy-load.js';
import { EnergyMeters } from '../src/contract/energy-meters.js';
import { EnergyOverview } from '../src/contract/energy-overview.js';
import { EnergyProfile } from '../src/contract/energy-profile.js';
import { EnergyUse } from '../src/contract/energy-use.js';
import { Info } from '../src/contract/info.js';
import { LineInForce } from '../src/contract/line.js';
import { LineEnergy } from '../src/contract/line-energy.js';
import { LineOee, LineStops, MachineReport } from '../src/contract/line-oee.js';
import { LineLosses } from '../src/contract/losses.js';
import { LostTime, type StopAccount } from '../src/contract/lost-time.js';
import { LotPage, type LotOutcome, type LotSort } from '../src/contract/lot-page.js';
import { AlarmRecord } from '../src/contract/machine-alarm.js';
import { CellParameters } from '../src/contract/parameter.js';
import { PostedAnswer, type PostedReading } from '../src/contract/posted-readings.js';
import { Problem, type Issue, type ProblemCode } from '../src/contract/problem.js';
import { Run, RunEnd, RunPage, RunProgress, Scenario, ScenarioPage, type AnyDocument } from '../src/contract/run.js';
import { ScenarioResult } from '../src/contract/scenario.js';
import { KeptStatements, type StopStatementsDocument } from '../src/contract/stop-statement.js';
import { BatchView, LineView, TwinEvent } from '../src/contract/stream.js';
import { LineSummary } from '../src/contract/summary.js';
import { DeadLetter, DeadLetterPage, LatestValue, Series, StateSpan, TelemetryStatus, type SignalName } from '../src/contract/telemetry.js';
import { Micros } from '../src/contract/units.js';
import { readEvents } from './sse.js';

const RETRIES = 5;
const RETRY_MS = 1000;

export interface HttpOptions {
  /** http://host:port */
  url: string;
  token?: string | null;
  /** The global one where not given. */
  fetch?: typeof globalThis.fetch;
}

/** An answer other than the one asked for: a problem of the server (RFC 9457), or none that can be understood. */
export class ServerFailure extends Error {
  constructor(
    readonly code: ProblemCode | 'unreachable' | 'not-understood',
    detail: string,
    readonly status: number | null = null,
    readonly issues: readonly Issue[] = [],
    /** Time to wait before asking again [s], where the server says so. */
    readonly retryAfterS: number | null = null,
  ) {
    super(detail);
    this.name = 'ServerFailure';
  }
}

/** ISO 8601 with zone, milliseconds since 1970, or counted back from the line's now: now-8h. */
export interface Stretch {
  from?: string;
  to?: string;
}

export interface LotsAsked extends Stretch {
  product?: string;
  outcome?: LotOutcome;
  sort?: LotSort;
  limit?: number;
  cursor?: string;
}

/** Whose alarms are meant. */
export type AlarmPlace = { line: string } | { cell: string };

const versioned = <View extends z.ZodType>(view: View) => z.strictObject({ epoch: z.string(), rev: z.int(), asOfUs: Micros, view });
const items = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) }).transform((page) => page.items);

/** The HTTP API, typed; every answer is checked against the contract. Methods reject with ServerFailure. */
export class TwinHttp {
  private readonly base: string;

  constructor(private readonly options: HttpOptions) {
    this.base = options.url.replace(/\/+$/, '');
  }

  info = () => this.get(Info, '/info');
  lines = () => this.get(items(LineSummary), '/lines');
  line = (line: string) => this.get(versioned(LineView), `/lines/${part(line)}`);
  definition = (line: string) => this.get(LineInForce, `/lines/${part(line)}/definition`);
  batches = (line: string) => this.get(items(BatchView), `/lines/${part(line)}/batches`);
  events = (line: string, after = 0) => this.get(items(TwinEvent), `/lines/${part(line)}/events${search({ after })}`);
  latest = (line: string) => this.get(items(LatestValue), `/lines/${part(line)}/latest`);
  states = (line: string, stretch: Stretch = {}) => this.get(z.array(StateSpan), `/lines/${part(line)}/states${search({ ...stretch })}`);
  /** Bottleneck and losses of the measured line; of the present shift where no stretch is given. */
  losses = (line: string, stretch: Stretch = {}) => this.get(LineLosses, `/lines/${part(line)}/losses${search({ ...stretch })}`);
  /** OEE of the measured line with its terms and the bridge of its times; of the present shift where no stretch is given. */
  oee = (line: string, stretch: Stretch = {}) => this.get(LineOee, `/lines/${part(line)}/oee${search({ ...stretch })}`);
  /** Where the electricity of a line went; in the present shift where no stretch is given. */
  lineEnergy = (line: string, stretch: Stretch = {}) => this.get(LineEnergy, `/lines/${part(line)}/energy${search({ ...stretch })}`);
  /** Stops of machines and their reasons; of the present shift where no stretch is given. */
  stops = (line: string, asked: Stretch & { unit?: string; loss?: StopAccount; limit?: number } = {}) =>
    this.get(LineStops, `/lines/${part(line)}/stops${search({ ...asked })}`);
  /** Where a line lost time of one account of its bridge of times, and what it is put down to; in the present shift where no stretch is given. */
  lostTime = (line: string, { account, ...asked }: Stretch & { account: KpiAccount; limit?: number }) =>
    this.get(LostTime, `/lines/${part(line)}/lost-time${search({ account, ...asked })}`);
  /** What was said of the stops of a line, newest first. */
  stopStatements = (line: string, page: { limit?: number; cursor?: string } = {}) =>
    this.get(KeptStatements, `/lines/${part(line)}/stop-statements${search({ ...page })}`);
  /** What was decided of runs, newest first. */
  decisions = (page: { line?: string; limit?: number; cursor?: string } = {}) => this.get(DecisionPage, `/decisions${search(page)}`);
  decide = async (run: string, body: NewDecision) => checked(Decision, await this.send('POST', `/runs/${part(run)}/decisions`, { body: JSON.stringify(body) }));
  /** Gives stops a reason, splits and merges them; all of it or nothing. */
  sayOfStops = async (line: string, body: StopStatementsDocument) =>
    checked(KeptStatements, await this.send('POST', `/lines/${part(line)}/stop-statements`, { body: JSON.stringify(body) }));
  /** How reliable a machine was, what it drew and how fast it ran; in the present shift where no stretch is given. */
  machine = (line: string, unit: string, stretch: Stretch = {}) =>
    this.get(MachineReport, `/lines/${part(line)}/machines/${part(unit)}${search({ ...stretch })}`);
  series = (line: string, unit: string, signal: SignalName, options: Stretch & { maxPoints?: number } = {}) =>
    this.get(Series, `/lines/${part(line)}/series${search({ unit, signal, ...options })}`);
  /** How many alarms stand by priority, of each line and cell. */
  alarmCounts = () => this.get(items(AlarmCount), '/alarms');
  alarms = (place: AlarmPlace) => this.get(ActiveAlarms, alarmsOf(place));
  alarmHistory = (place: AlarmPlace, page: { limit?: number; cursor?: string; alarm?: string; unit?: string } = {}) =>
    this.get(AlarmHistory, `${alarmsOf(place)}/history${search(page)}`);
  /** How well the alarms served; over the last 7 days where no stretch is given. */
  alarmKpis = (place: AlarmPlace, stretch: Stretch = {}) => this.get(AlarmKpis, `${alarmsOf(place)}/kpis${search({ ...stretch })}`);
  acknowledgeAlarm = (place: AlarmPlace, id: string, body: { why?: string } = {}) => this.actOnAlarm(place, id, 'acknowledge', body);
  shelveAlarm = (place: AlarmPlace, id: string, body: ShelveDocument) => this.actOnAlarm(place, id, 'shelve', body);
  unshelveAlarm = (place: AlarmPlace, id: string, body: { why?: string } = {}) => this.actOnAlarm(place, id, 'unshelve', body);
  takeAlarmOutOfService = (place: AlarmPlace, id: string, body: { why: string }) => this.actOnAlarm(place, id, 'take-out-of-service', body);
  returnAlarmToService = (place: AlarmPlace, id: string, body: { why?: string } = {}) => this.actOnAlarm(place, id, 'return-to-service', body);
  cells = () => this.get(items(CellSummary), '/cells');
  cell = (cell: string) => this.get(versioned(CellLive), `/cells/${part(cell)}`);
  cellDefinition = (cell: string) => this.get(CellInForce, `/cells/${part(cell)}/definition`);
  /** Records of the lots that were under way in a stretch; of the last 7 days where none is given. */
  lots = (cell: string, page: LotsAsked = {}) => this.get(LotPage, `/cells/${part(cell)}/lots${search({ ...page })}`);
  lot = (cell: string, lot: string) => this.get(LotRecord, `/cells/${part(cell)}/lots/${part(lot)}`);
  orders = (cell: string) => this.get(items(OrderRecord), `/cells/${part(cell)}/orders`);
  findings = (cell: string) => this.get(items(Finding), `/cells/${part(cell)}/findings`);
  /** Sums by source, shift and lot, of which all indicators are made. */
  ledger = (cell: string, stretch: Stretch = {}) => this.get(items(LedgerRow), `/cells/${part(cell)}/ledger${search({ ...stretch })}`);
  cellKpis = (cell: string, by: CellKpiGrouping, stretch: Stretch = {}) =>
    this.get(items(CellKpiGroup), `/cells/${part(cell)}/kpis${search({ by, ...stretch })}`);
  /** Meters of the plant file with their energy and balance. */
  energyMeters = (cell: string, stretch: Stretch = {}) => this.get(EnergyMeters, `/cells/${part(cell)}/energy/meters${search({ ...stretch })}`);
  /** The load of a carrier, its peaks, bill and emissions; of electricity where no carrier is given. */
  energyProfile = (cell: string, carrier?: string, stretch: Stretch = {}) =>
    this.get(EnergyProfile, `/cells/${part(cell)}/energy/profile${search({ carrier, ...stretch })}`);
  /** Who drew the load of a carrier, and what each hour used; of electricity where no carrier is given. */
  energyLoad = (cell: string, carrier?: string, stretch: Stretch = {}) =>
    this.get(EnergyLoad, `/cells/${part(cell)}/energy/load${search({ carrier, ...stretch })}`);
  /** Profile, load and meters of a carrier together; of electricity where no carrier is given. */
  energyOverview = (cell: string, carrier?: string, stretch: Stretch = {}) =>
    this.get(EnergyOverview, `/cells/${part(cell)}/energy/overview${search({ carrier, ...stretch })}`);
  /** Energy by what units were doing, by source and zone; of all carriers together where none is given. */
  energyStates = (cell: string, stretch: Stretch = {}, carrier?: string) =>
    this.get(EnergyUse, `/cells/${part(cell)}/energy/states${search({ carrier, ...stretch })}`);
  /** Energy of the lots that ended in a stretch. */
  energyBatches = (cell: string, stretch: Stretch = {}) => this.get(EnergyBatches, `/cells/${part(cell)}/energy/batches${search({ ...stretch })}`);
  /** Baselines of energy that are kept, newest first. */
  energyBaselines = (cell: string) => this.get(items(KeptBaseline), baselinesOf(cell));
  energyBaseline = (cell: string, id: string) => this.get(KeptBaseline, `${baselinesOf(cell)}/${part(id)}`);
  /** Fits a baseline to the history of a site, and keeps it. */
  keepEnergyBaseline = async (cell: string, asked: NewBaselineDocument) =>
    checked(KeptBaseline, await this.send('POST', baselinesOf(cell), { body: JSON.stringify(asked) }));
  /** The periods that a baseline was fitted to, and those that were left out. */
  energyBaselinePoints = (cell: string, id: string) => this.get(BaselinePoints, `${baselinesOf(cell)}/${part(id)}/points`);
  /** What was saved against a baseline; since its end where no stretch is given. */
  energySavings = (cell: string, id: string, asked: Stretch & { run?: string; variant?: string; carriedOut?: string } = {}) =>
    this.get(BaselineSavings, `${baselinesOf(cell)}/${part(id)}/savings${search({ ...asked })}`);
  /** An export as it comes; `resource` below the line or cell, such as series. `lang` is that of a workbook's cover. */
  export = async (of: { line: string } | { cell: string }, resource: string, query: Record<string, string | undefined>, lang: string) => {
    const place = 'line' in of ? `lines/${part(of.line)}` : `cells/${part(of.cell)}`;
    return (await this.send('GET', `/${place}/${resource}${search(query)}`, { headers: { accept: '*/*', 'accept-language': lang } })).body!;
  };
  telemetry = () => this.get(TelemetryStatus, '/telemetry');
  /** Stores readings of a line or cell, and resolves when they are durable; or, as a dry run, has them judged. */
  postReadings = async (line: string, readings: readonly PostedReading[], dryRun = false) =>
    checked(PostedAnswer, await this.send('POST', '/telemetry', { body: JSON.stringify({ line, readings, dryRun }) }));
  /** What is heard and not mapped, silent, late or wrong. */
  commissioning = () => this.get(CommissioningReport, '/commissioning');
  deadLetters = (page: DeadLetterChoice & { limit?: number; cursor?: string; replayed?: boolean } = {}) =>
    this.get(DeadLetterPage, `/dead-letters${search(page)}`);
  deadLetter = (id: string) => this.get(DeadLetter, `/dead-letters/${part(id)}`);
  /** Reads dead letters again by the mapping of today; a dry run unless asked otherwise. */
  replayDeadLetters = async (request: z.input<typeof ReplayRequest>) =>
    checked(ReplayAnswer, await this.send('POST', '/dead-letters/replay', { body: JSON.stringify(request) }));
  /** Alarms that machines of a cell sent: those that stand, then those that ended in a stretch. */
  machineAlarms = (cell: string, stretch: Stretch = {}) => this.get(items(AlarmRecord), `/cells/${part(cell)}/machine-alarms${search({ ...stretch })}`);
  cellParameters = (cell: string) => this.get(CellParameters, `/cells/${part(cell)}/parameters`);

  /** Asks a what-if. The run may be an earlier one that asked the same, unless `fresh`. */
  ask = async (document: AnyDocument, fresh = false) =>
    checked(Run, await this.send('POST', `/runs${search({ fresh: fresh || undefined })}`, { body: JSON.stringify(document) }));
  /** Questions that are kept, newest first. */
  scenarios = (page: { limit?: number; cursor?: string; line?: string } = {}) => this.get(ScenarioPage, `/scenarios${search(page)}`);
  scenario = (id: string) => this.get(Scenario, `/scenarios/${part(id)}`);
  runs = (page: { limit?: number; cursor?: string; line?: string } = {}) => this.get(RunPage, `/runs${search(page)}`);
  run = (id: string) => this.get(Run, `/runs/${part(id)}`);
  result = (id: string) => this.get(ScenarioResult, `/runs/${part(id)}/result`);
  /** The answer of a run, byte for byte. */
  resultText = async (id: string) => (await this.send('GET', `/runs/${part(id)}/result`)).text();
  cancel = async (id: string) => void (await this.send('DELETE', `/runs/${part(id)}`));

  /** Follows a run to its end, over lost connections too. */
  async follow(id: string, onProgress: (progress: RunProgress) => void, signal?: AbortSignal): Promise<RunEnd> {
    let lastId: string | null = null;
    for (let lost = 0; ; lost++) {
      try {
        const headers: Record<string, string> = { accept: 'text/event-stream', ...(lastId === null ? {} : { 'last-event-id': lastId }) };
        const answer = await this.send('GET', `/runs/${part(id)}/events`, { headers, ...(signal ? { signal } : {}) });
        for await (const event of readEvents(answer.body!)) {
          lastId = event.id ?? lastId;
          lost = 0;
          if (event.event === 'status') return understood(RunEnd, event.data);
          if (event.event === 'progress') onProgress(understood(RunProgress, event.data));
        }
      } catch (error) {
        if (signal?.aborted || (error instanceof ServerFailure && error.code !== 'unreachable')) throw error;
      }
      if (lost >= RETRIES) throw new ServerFailure('unreachable', `the progress of run ${id} broke off; the run goes on`);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  private async actOnAlarm(place: AlarmPlace, id: string, what: string, body: object): Promise<ActiveAlarm> {
    return checked(ActiveAlarm, await this.send('POST', `${alarmsOf(place)}/${part(id)}/${what}`, { body: JSON.stringify(body) }));
  }

  private async get<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.output<Schema>> {
    return checked(schema, await this.send('GET', path));
  }

  private async send(method: string, path: string, init: { body?: string; headers?: Record<string, string>; signal?: AbortSignal } = {}): Promise<Response> {
    const { token, fetch = globalThis.fetch } = this.options;
    const headers = {
      accept: 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...init.headers,
    };
    let answer: Response;
    try {
      answer = await fetch(`${this.base}/api/v1${path}`, { ...init, method, headers });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new ServerFailure('unreachable', `${this.base} does not answer: ${reasonOf(error)}`);
    }
    if (answer.ok) return answer;
    throw await failureOf(answer);
  }
}

async function failureOf(answer: Response): Promise<ServerFailure> {
  const problem = Problem.safeParse(await answer.json().catch(() => null));
  if (!problem.success) return new ServerFailure('not-understood', `${answer.url} answered ${answer.status} ${answer.statusText}`, answer.status);
  const { type, detail, issues } = problem.data;
  const retryAfter = Number(answer.headers.get('retry-after') ?? NaN);
  return new ServerFailure(type.replace('/problems/', '') as ProblemCode, detail, answer.status, issues, Number.isNaN(retryAfter) ? null : retryAfter);
}

async function checked<Schema extends z.ZodType>(schema: Schema, answer: Response): Promise<z.output<Schema>> {
  return understood(schema, await answer.text(), answer.url);
}

function understood<Schema extends z.ZodType>(schema: Schema, text: string, source = 'the server'): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ServerFailure('not-understood', `${source} did not answer with JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ServerFailure('not-understood', `${source} does not answer as this version expects: /${issue!.path.join('/')}: ${issue!.message}`);
}

/** fetch hides what happened in the cause. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return cause?.code ?? cause?.message ?? String(error);
}

const part = encodeURIComponent;

const baselinesOf = (cell: string): string => `/cells/${part(cell)}/energy/baselines`;

const alarmsOf = (place: AlarmPlace): string => ('line' in place ? `/lines/${part(place.line)}/alarms` : `/cells/${part(place.cell)}/alarms`);

function search(parameters: Record<string, string | number | boolean | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, String(value));
  return query.size === 0 ? '' : `?${query.toString()}`;
}
