import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import type { LineId, SourceId } from '../contract/equipment.js';
import type { Observation, Quality, Series, SignalName, SignalValue, StateSpan } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { KIND, type Kind } from './history-row.js';
import { secondsInState, silencesOf, statesOf, type Heard, type StateSource } from './history-states.js';
import type { HeldStep, History, Reading, SeriesQuery, SignalChoice, StateOptions, StoredReading, Window } from './history.js';
import { InfluxHttp, type Cell, type InfluxServer } from './influx-http.js';
import { InfluxLines, MEASUREMENT } from './influx-line.js';

export interface InfluxOptions extends InfluxServer {
  /** Folder of ours that keeps the stored offset. */
  folder: string;
}

const POINTS_PER_REQUEST = 5000;
const SAMPLES = 10;

/**
 * History in InfluxDB over its v1 API. One measurement, `readings`: tags line, unit, signal; fields kind (what the reading
 * holds), num, str or bool, quality, received_us; time in microseconds. Writing a point again overwrites it, so that the
 * offset, kept in our folder after the server's 204, may lag but never lead: at least once here is exactly once there.
 */
export class InfluxHistory implements History, StateSource {
  private readonly http: InfluxHttp;
  private readonly file: string;
  private readonly lines = new InfluxLines();
  private offset: number | null = null;
  private created = false;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: InfluxOptions) {
    this.http = new InfluxHttp(options);
    this.file = path.join(options.folder, 'history-influx.json');
  }

  async storedOffset(): Promise<number> {
    if (this.offset === null) this.offset = await readOffset(this.file, this.identity());
    return this.offset;
  }

  write(observations: readonly Observation[], nextOffset: number): Promise<void> {
    const mine = this.turn.then(() => this.store(observations, nextOffset));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  async series(query: SeriesQuery): Promise<Series> {
    return query.everyUs === null ? this.raw(query) : this.windowed(query, query.everyUs);
  }

  async page(line: LineId, { units, signals }: SignalChoice, window: Window, limit: number): Promise<StoredReading[]> {
    const placeholders: Record<string, string> = { line };
    const oneOf = (tag: string, names: readonly string[] | null): string => {
      if (names === null) return '';
      names.forEach((name, i) => (placeholders[`${tag}${i}`] = name));
      return names.length === 0 ? ' AND time < 0' : ` AND (${names.map((_, i) => `"${tag}" = $${tag}${i}`).join(' OR ')})`;
    };
    const [rows] = await this.query(
      `SELECT kind, num, str, bool, quality, "unit", "signal" FROM ${MEASUREMENT} WHERE "line" = $line${oneOf('unit', units)}${oneOf('signal', signals)}
       AND ${within(window)} ORDER BY time LIMIT ${limit}`,
      placeholders,
    );
    return (rows ?? []).map((row) => ({ ...toReading(row), quality: row[5] as Quality, unit: row[6] as SourceId, signal: row[7] as SignalName }));
  }

  async held(query: SeriesQuery & { everyUs: Micros }): Promise<HeldStep[]> {
    const { line, unit, signal, everyUs, limit } = query;
    const numbers = `FROM ${MEASUREMENT} WHERE ${SERIES} AND ${within(query)} AND kind = ${KIND.number}`;
    const grouped = `GROUP BY time(${everyUs}u) fill(none)`;
    const sampled = `SELECT last(num) AS sample ${numbers} GROUP BY time(${Math.max(1, Math.floor(everyUs / SAMPLES))}u) fill(previous)`;
    const elapsed = `SELECT elapsed(num, 1u) AS gap ${numbers}`;
    const [plain, [means, lasts, gaps, start]] = await Promise.all([
      this.windowed({ ...query, limit }, everyUs),
      this.query(
        `SELECT mean(sample) FROM (${sampled}) WHERE ${within(query)} ${grouped}; SELECT last(num) ${numbers} ${grouped};
         SELECT first(gap), sum(gap) FROM (${elapsed}) WHERE ${within(query)} ${grouped}; SELECT num ${numbers} ORDER BY time LIMIT 1`,
        { line, unit, signal },
      ),
    ]);
    const mean = new Map(means as [Micros, number | null][] | undefined);
    const last = new Map(lasts as [Micros, number | null][] | undefined);
    const ends = readAt(start?.[0]?.[0] as Micros | undefined, gaps as [Micros, number, number][] | undefined, everyUs);
    return plain.atUs.map((atUs, i) => ({
      atUs,
      toUs: atUs + everyUs,
      firstUs: ends.get(atUs)?.firstUs ?? atUs,
      lastUs: ends.get(atUs)?.lastUs ?? atUs + everyUs,
      value: typeof plain.value[i] === 'number' ? (mean.get(atUs) ?? plain.value[i]) : plain.value[i]!,
      last: last.get(atUs) ?? plain.value[i]!,
      least: plain.min?.[i] ?? null,
      greatest: plain.max?.[i] ?? null,
    }));
  }

  states(line: LineId, unit: SourceId, window: Window, options?: StateOptions): Promise<StateSpan[]> {
    return statesOf(this, line, unit, window, options);
  }

  silences(line: LineId, unit: SourceId, window: Window, silentUs: Micros): Promise<Window[]> {
    return silencesOf(this, line, unit, window, silentUs);
  }

  async timeInState(line: LineId, unit: SourceId, window: Window, options?: StateOptions): Promise<Record<string, number>> {
    return secondsInState(await this.states(line, unit, window, options));
  }

  async count(line: LineId, window: Window): Promise<number> {
    const [rows] = await this.query(`SELECT count(kind) FROM ${MEASUREMENT} WHERE "line" = $line AND ${within(window)}`, { line });
    return (rows?.[0]?.[1] as number | undefined) ?? 0;
  }

  async newestUs(line: LineId): Promise<Micros | null> {
    const [rows] = await this.query(`SELECT kind FROM ${MEASUREMENT} WHERE "line" = $line ORDER BY time DESC LIMIT 1`, { line });
    return (rows?.[0]?.[0] as number | undefined) ?? null;
  }

  async close(): Promise<void> {
    await this.turn;
  }

  async readings(line: LineId, unit: SourceId, signal: SignalName, window: Window, limit?: number): Promise<Reading[]> {
    const cut = limit === undefined ? '' : ` LIMIT ${limit}`;
    const [rows] = await this.query(`SELECT kind, num, str, bool FROM ${MEASUREMENT} WHERE ${SERIES} AND ${within(window)} ORDER BY time${cut}`, {
      line,
      unit,
      signal,
    });
    return (rows ?? []).map(toReading);
  }

  async lastBefore(line: LineId, unit: SourceId, signal: SignalName, beforeUs: Micros): Promise<Reading | null> {
    const [rows] = await this.query(`SELECT kind, num, str, bool FROM ${MEASUREMENT} WHERE ${SERIES} AND time < ${beforeUs}u ORDER BY time DESC LIMIT 1`, {
      line,
      unit,
      signal,
    });
    return rows?.[0] ? toReading(rows[0]) : null;
  }

  async heard(line: LineId, unit: SourceId, window: Window, pauseUs: Micros): Promise<Heard | null> {
    const readings = `FROM ${MEASUREMENT} WHERE "line" = $line AND "unit" = $unit AND ${within(window)}`;
    const [first, last, pauses] = await this.query(
      `SELECT kind ${readings} ORDER BY time LIMIT 1; SELECT kind ${readings} ORDER BY time DESC LIMIT 1;
       SELECT pause FROM (SELECT elapsed(kind, 1u) AS pause ${readings}) WHERE pause > ${pauseUs} AND ${within(window)}`,
      { line, unit },
    );
    if (!first?.[0] || !last?.[0]) return null;
    return {
      firstUs: first[0][0] as number,
      lastUs: last[0][0] as number,
      pauses: (pauses ?? []).map(([atUs, pause]) => ({ fromUs: (atUs as number) - (pause as number), toUs: atUs as number })),
    };
  }

  private async raw(query: SeriesQuery): Promise<Series> {
    const { line, unit, signal } = query;
    const found = await this.readings(line, unit, signal, query, query.limit + 1);
    const points = found.slice(0, query.limit);
    return { line, unit, signal, everyUs: null, atUs: points.map((p) => p.atUs), value: points.map((p) => p.value), truncated: found.length > query.limit };
  }

  private async windowed(query: SeriesQuery, everyUs: Micros): Promise<Series> {
    const { line, unit, signal, limit } = query;
    const rest = `FROM ${MEASUREMENT} WHERE ${SERIES} AND ${within(query)}`;
    const grouped = `GROUP BY time(${everyUs}u) fill(none) LIMIT ${limit + 1}`;
    const [numbers, others] = await this.query(
      `SELECT mean(num), min(num), max(num) ${rest} AND kind = ${KIND.number} ${grouped}; SELECT last(kind), last(str), last(bool) ${rest} AND kind > ${KIND.number} ${grouped}`,
      { line, unit, signal },
    );
    const windows = new Map<Micros, { value: SignalValue; min: number | null; max: number | null }>();
    for (const [atUs, kind, str, bool] of others ?? []) windows.set(atUs as number, { value: (kind === KIND.text ? str : bool) ?? null, min: null, max: null });
    for (const [atUs, mean, min, max] of numbers ?? []) windows.set(atUs as number, { value: mean ?? null, min: min as number, max: max as number });
    const all = [...windows].sort(([a], [b]) => a - b);
    const points = all.slice(0, limit);
    return {
      line,
      unit,
      signal,
      everyUs,
      atUs: points.map(([atUs]) => atUs),
      value: points.map(([, point]) => point.value),
      min: points.map(([, point]) => point.min),
      max: points.map(([, point]) => point.max),
      truncated: all.length > limit,
    };
  }

  private async store(observations: readonly Observation[], nextOffset: number): Promise<void> {
    if (nextOffset <= (await this.storedOffset())) return;
    await this.ensureDatabase();
    const lines = this.lines.of(observations);
    for (let i = 0; i < lines.length; i += POINTS_PER_REQUEST) await this.http.write(lines.slice(i, i + POINTS_PER_REQUEST).join('\n'));
    await writeOffset(this.file, this.identity(), nextOffset);
    this.offset = nextOffset;
  }

  private async ensureDatabase(): Promise<void> {
    if (this.created) return;
    await this.http.createDatabase();
    this.created = true;
  }

  private async query(statements: string, params: Record<string, string>): Promise<(Cell[][] | undefined)[]> {
    await this.ensureDatabase();
    return this.http.query(statements, params);
  }

  private identity(): string {
    return `${this.options.url} ${this.options.database}`;
  }
}

const SERIES = '"line" = $line AND "unit" = $unit AND "signal" = $signal';
const within = (window: Window): string => `time >= ${window.fromUs}u AND time < ${window.toUs}u`;

function toReading(row: Cell[]): Reading {
  const [atUs, kind, num, str, bool] = row;
  const values: Record<Kind, SignalValue> = { [KIND.none]: null, [KIND.number]: num ?? null, [KIND.text]: str ?? null, [KIND.flag]: bool ?? null };
  return { atUs: atUs as number, value: values[kind as Kind] };
}

/** The offset counts for one database only: another one starts from the beginning of the journal. */
async function readOffset(file: string, identity: string): Promise<number> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as { database?: unknown; nextOffset?: unknown };
    return kept.database === identity && Number.isSafeInteger(kept.nextOffset) ? (kept.nextOffset as number) : 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return 0;
    throw error;
  }
}

async function writeOffset(file: string, identity: string, nextOffset: number): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(`${file}.tmp`, 'w');
  try {
    await handle.writeFile(JSON.stringify({ database: identity, nextOffset }));
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.tmp`, file);
}

/** First and last reading of each window, by its start: InfluxDB tells no times in windows, but the gaps between readings, which add up to them. */
function readAt(
  startUs: Micros | undefined,
  gaps: readonly [Micros, number, number][] = [],
  everyUs: Micros,
): Map<Micros, { firstUs: Micros; lastUs: Micros }> {
  const ends = new Map<Micros, { firstUs: Micros; lastUs: Micros }>();
  if (startUs === undefined) return ends;
  const begun = Math.floor(startUs / everyUs) * everyUs;
  let lastUs = startUs;
  ends.set(begun, { firstUs: startUs, lastUs });
  for (const [atUs, first, sum] of gaps) {
    const firstUs = atUs === begun ? startUs : lastUs + first;
    lastUs += sum;
    ends.set(atUs, { firstUs, lastUs });
  }
  return ends;
}
