import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import type { LineId, SourceId } from '../contract/equipment.js';
import type { Observation, Quality, Series, SignalName, SignalValue, StateSpan } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { endOf, monthOf, READINGS, startOf, tablesOf } from './history-months.js';
import { kindOf, KIND, seriesKey, withoutRepeats } from './history-row.js';
import { secondsInState, silencesOf, statesOf, type Heard, type StateSource } from './history-states.js';
import type { HeldStep, History, Reading, SeriesQuery, SignalChoice, StateOptions, StoredReading, Window } from './history.js';

const QUALITIES: Record<Quality, number> = { good: 0, uncertain: 1, bad: 2 };
const QUALITY_NAMES = Object.keys(QUALITIES) as Quality[];

interface StoredSeries {
  id: number;
  line: LineId;
  unit: SourceId;
  signal: string;
  newestUs: Micros;
}

export interface DuckDbOptions {
  /** Memory that DuckDB may use, in its own notation. */
  memoryLimit: string;
  threads: number;
}

/**
 * History in one DuckDB file, owned by this process. A table a month (UTC) holds the readings, so that forgetting old
 * ones is a drop. Readings and the stored offset of the journal change in one transaction: a killed process leaves both
 * or neither.
 */
export class DuckDbHistory implements History, StateSource {
  private readonly known = new Map<string, StoredSeries>();
  private readonly months = new Set<string>();
  private offset = 0;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly writer: DuckDBConnection,
    private readonly reader: DuckDBConnection,
  ) {}

  /** Opens or creates the file `history.duckdb` in the folder. Rejects where another process holds it or it is damaged. */
  static async open(folder: string, options: DuckDbOptions = { memoryLimit: '512MB', threads: 2 }): Promise<DuckDbHistory> {
    await mkdir(folder, { recursive: true });
    const settings = { memory_limit: options.memoryLimit, threads: String(options.threads) };
    const instance = await DuckDBInstance.create(path.join(folder, 'history.duckdb'), settings);
    const history = new DuckDbHistory(instance, await instance.connect(), await instance.connect());
    await history.load();
    return history;
  }

  storedOffset(): Promise<number> {
    return Promise.resolve(this.offset);
  }

  write(observations: readonly Observation[], nextOffset: number): Promise<void> {
    return this.alone(() => this.store(observations, nextOffset));
  }

  async series(query: SeriesQuery): Promise<Series> {
    return query.everyUs === null ? this.raw(query) : this.windowed(query, query.everyUs);
  }

  async page(line: LineId, { units, signals }: SignalChoice, window: Window, limit: number): Promise<StoredReading[]> {
    const chosen = [...this.known.values()].filter(
      (s) => s.line === line && (units?.includes(s.unit) ?? true) && (signals?.includes(s.signal as SignalName) ?? true),
    );
    if (chosen.length === 0) return [];
    const byId = new Map(chosen.map((series) => [series.id, series]));
    const [id, at, num, text, flag, quality] = await this.columns(
      `SELECT series, at_us, num, text, flag, quality FROM ${this.from(window)} WHERE series IN (${[...byId.keys()].join(', ')}) AND ${within(window)}
       ORDER BY at_us, series LIMIT ${limit}`,
    );
    return (id ?? []).map((series, i) => {
      const { unit, signal } = byId.get(series as number)!;
      return {
        unit,
        signal: signal as SignalName,
        atUs: Number(at![i]),
        value: valueOf(num![i], text![i], flag![i]),
        quality: QUALITY_NAMES[quality![i] as number]!,
      };
    });
  }

  async held(query: SeriesQuery & { everyUs: Micros }): Promise<HeldStep[]> {
    const { line, unit, signal, everyUs, limit } = query;
    const id = this.known.get(seriesKey(line, unit, signal))?.id;
    if (id === undefined) return [];
    const end = `(at_us // ${everyUs} + 1) * ${everyUs}`;
    const [to, first, lastUs, mean, least, greatest, num, text, flag] = await this.columns(
      `SELECT w, min(at_us), max(at_us), sum(num * us) / sum(us) FILTER (num IS NOT NULL), min(num), max(num), last(num ORDER BY at_us), last(text ORDER BY at_us), last(flag ORDER BY at_us)
       FROM (SELECT at_us, num, text, flag, ${end} AS w, lead(at_us, 1, ${end}) OVER (PARTITION BY ${end} ORDER BY at_us) - at_us AS us
             FROM ${this.from(query)} WHERE series = ${id} AND ${within(query)}) GROUP BY w ORDER BY w LIMIT ${limit}`,
    );
    return (to ?? []).map((toUs, i) => {
      const last = valueOf(num![i], text![i], flag![i]);
      const value = (mean![i] ?? last) as SignalValue;
      const [from, until, atUs] = [first![i], lastUs![i], toUs].map(Number) as [number, number, number];
      return { atUs: from, toUs: atUs, firstUs: from, lastUs: until, value, last, least: least![i] as number | null, greatest: greatest![i] as number | null };
    });
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
    const [counts] = await this.columns(
      `SELECT count(*) FROM ${this.from(window)} WHERE series IN (${this.ids((s) => s.line === line)}) AND ${within(window)}`,
    );
    return Number(counts?.[0] ?? 0);
  }

  newestUs(line: LineId): Promise<Micros | null> {
    let newest: Micros | null = null;
    for (const series of this.known.values()) if (series.line === line && series.newestUs > (newest ?? -Infinity)) newest = series.newestUs;
    return Promise.resolve(newest);
  }

  async close(): Promise<void> {
    await this.turn;
    this.reader.closeSync();
    this.writer.closeSync();
    this.instance.closeSync();
  }

  /** Forgets every month that ended before the instant. The space is used again, the file does not shrink. */
  forget(beforeUs: Micros): Promise<void> {
    return this.alone(async () => {
      for (const month of [...this.months].filter((name) => endOf(name) <= beforeUs)) {
        await this.writer.run(`DROP TABLE ${month}`);
        this.months.delete(month);
      }
    });
  }

  async readings(line: LineId, unit: SourceId, signal: SignalName, window: Window, limit?: number): Promise<Reading[]> {
    const id = this.known.get(seriesKey(line, unit, signal))?.id;
    if (id === undefined) return [];
    const cut = limit === undefined ? '' : `LIMIT ${limit}`;
    const [at, num, text, flag] = await this.columns(
      `SELECT at_us, num, text, flag FROM ${this.from(window)} WHERE series = ${id} AND ${within(window)} ORDER BY at_us ${cut}`,
    );
    return (at ?? []).map((atUs, i) => ({ atUs: Number(atUs), value: valueOf(num![i], text![i], flag![i]) }));
  }

  async lastBefore(line: LineId, unit: SourceId, signal: SignalName, beforeUs: Micros): Promise<Reading | null> {
    const id = this.known.get(seriesKey(line, unit, signal))?.id;
    if (id === undefined) return null;
    for (const month of [...this.months].sort().reverse()) {
      if (startOf(month) >= beforeUs) continue;
      const [at, num, text, flag] = await this.columns(
        `SELECT at_us, num, text, flag FROM ${month} WHERE series = ${id} AND at_us < ${beforeUs} ORDER BY at_us DESC LIMIT 1`,
      );
      if (at?.length) return { atUs: Number(at[0]), value: valueOf(num![0], text![0], flag![0]) };
    }
    return null;
  }

  async heard(line: LineId, unit: SourceId, window: Window, pauseUs: Micros): Promise<Heard | null> {
    const ids = this.ids((s) => s.line === line && s.unit === unit);
    const [first, last] = await this.columns(`SELECT min(at_us), max(at_us) FROM ${this.from(window)} WHERE series IN (${ids}) AND ${within(window)}`);
    if (first?.[0] === undefined || first[0] === null) return null;
    const [before, after] = await this.columns(
      `SELECT before, at_us FROM (SELECT at_us, lag(at_us) OVER (ORDER BY at_us) AS before FROM ${this.from(window)} WHERE series IN (${ids}) AND ${within(window)})
       WHERE at_us - before > ${pauseUs} ORDER BY at_us`,
    );
    return {
      firstUs: Number(first[0]),
      lastUs: Number(last![0]),
      pauses: (before ?? []).map((fromUs, i) => ({ fromUs: Number(fromUs), toUs: Number(after![i]) })),
    };
  }

  private async raw(query: SeriesQuery): Promise<Series> {
    const found = await this.readings(query.line, query.unit, query.signal, query, query.limit + 1);
    const points = found.slice(0, query.limit);
    const { line, unit, signal } = query;
    return { line, unit, signal, everyUs: null, atUs: points.map((p) => p.atUs), value: points.map((p) => p.value), truncated: found.length > query.limit };
  }

  private async windowed(query: SeriesQuery, everyUs: Micros): Promise<Series> {
    const { line, unit, signal, limit } = query;
    const answer: Required<Series> = { line, unit, signal, everyUs, atUs: [], value: [], min: [], max: [], truncated: false };
    const id = this.known.get(seriesKey(line, unit, signal))?.id;
    if (id === undefined) return answer;
    const [at, mean, min, max, text, flag] = await this.columns(
      `SELECT at_us // ${everyUs} * ${everyUs} AS w, avg(num), min(num), max(num), arg_max(text, at_us) FILTER (text IS NOT NULL OR flag IS NOT NULL), arg_max(flag, at_us) FILTER (text IS NOT NULL OR flag IS NOT NULL)
       FROM ${this.from(query)} WHERE series = ${id} AND ${within(query)} AND (num IS NOT NULL OR text IS NOT NULL OR flag IS NOT NULL) GROUP BY w ORDER BY w LIMIT ${limit + 1}`,
    );
    const length = at?.length ?? 0;
    for (let i = 0; i < Math.min(length, limit); i++) {
      answer.atUs.push(Number(at![i]));
      answer.value.push(valueOf(mean![i], text![i], flag![i]));
      answer.min.push(min![i] as number | null);
      answer.max.push(max![i] as number | null);
    }
    return { ...answer, truncated: length > limit };
  }

  private async store(observations: readonly Observation[], nextOffset: number): Promise<void> {
    if (nextOffset <= this.offset) return;
    const fresh = withoutRepeats(observations);
    const added: StoredSeries[] = [];
    const newest = new Map<StoredSeries, Micros>();
    const months = new Map<string, { series: StoredSeries; reading: Observation }[]>();
    for (const reading of fresh) {
      const key = seriesKey(reading.line, reading.unit, reading.signal);
      let series = this.known.get(key) ?? added.find((s) => seriesKey(s.line, s.unit, s.signal) === key);
      if (!series) {
        series = { id: this.known.size + added.length + 1, line: reading.line, unit: reading.unit, signal: reading.signal, newestUs: -Infinity };
        added.push(series);
      }
      if (reading.measuredAtUs > (newest.get(series) ?? series.newestUs)) newest.set(series, reading.measuredAtUs);
      const month = monthOf(reading.measuredAtUs);
      const rows = months.get(month) ?? [];
      if (rows.length === 0) months.set(month, rows);
      rows.push({ series, reading });
    }
    await this.inTransaction(async () => {
      for (const s of added) await this.writer.run('INSERT INTO series VALUES ($1, $2, $3, $4, $5)', [s.id, s.line, s.unit, s.signal, BigInt(newest.get(s)!)]);
      for (const [month, rows] of months) await this.append(month, rows);
      await this.remember(newest, nextOffset);
    });
    for (const s of added) this.known.set(seriesKey(s.line, s.unit, s.signal), s);
    for (const [series, atUs] of newest) series.newestUs = atUs;
    for (const month of months.keys()) this.months.add(month);
    this.offset = nextOffset;
  }

  /** Appends rows; those not newer than all of their series may be there already and are replaced. */
  private async append(month: string, rows: readonly { series: StoredSeries; reading: Observation }[]): Promise<void> {
    if (!this.months.has(month)) await this.writer.run(`CREATE TABLE IF NOT EXISTS ${month} ${READINGS}`);
    const late = rows.filter(({ series, reading }) => reading.measuredAtUs <= series.newestUs);
    if (late.length > 0) {
      const keys = late.map(({ series, reading }) => `(${series.id}, ${reading.measuredAtUs})`).join(', ');
      await this.writer.run(
        `DELETE FROM ${month} USING (VALUES ${keys}) AS late(series, at_us) WHERE ${month}.series = late.series AND ${month}.at_us = late.at_us`,
      );
    }
    const appender = await this.writer.createAppender(month);
    for (const { series, reading } of rows) {
      const kind = kindOf(reading.value);
      appender.appendInteger(series.id);
      appender.appendBigInt(BigInt(reading.measuredAtUs));
      if (kind === KIND.number) appender.appendDouble(reading.value as number);
      else appender.appendNull();
      if (kind === KIND.text) appender.appendVarchar(reading.value as string);
      else appender.appendNull();
      if (kind === KIND.flag) appender.appendBoolean(reading.value as boolean);
      else appender.appendNull();
      appender.appendUTinyInt(QUALITIES[reading.quality]);
      appender.appendBigInt(BigInt(reading.receivedAtUs));
      appender.endRow();
    }
    appender.closeSync();
  }

  private async remember(newest: ReadonlyMap<StoredSeries, Micros>, nextOffset: number): Promise<void> {
    if (newest.size > 0) {
      const values = [...newest].map(([series, atUs]) => `(${series.id}, ${atUs})`).join(', ');
      await this.writer.run(`UPDATE series SET newest_us = n.at_us FROM (VALUES ${values}) AS n(id, at_us) WHERE series.id = n.id`);
    }
    await this.writer.run('UPDATE progress SET next_offset = $1', [BigInt(nextOffset)]);
  }

  private async inTransaction(work: () => Promise<void>): Promise<void> {
    await this.writer.run('BEGIN');
    try {
      await work();
      await this.writer.run('COMMIT');
    } catch (error) {
      await this.writer.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** One writing task at a time: a connection has one transaction. */
  private alone(task: () => Promise<void>): Promise<void> {
    const mine = this.turn.then(task);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async load(): Promise<void> {
    await this.writer.run(`CREATE TABLE IF NOT EXISTS series (id INTEGER, line VARCHAR, unit VARCHAR, signal VARCHAR, newest_us BIGINT)`);
    await this.writer.run('CREATE TABLE IF NOT EXISTS progress (next_offset BIGINT)');
    await this.writer.run('INSERT INTO progress SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM progress)');
    const [offset] = await this.columns('SELECT next_offset FROM progress');
    this.offset = Number(offset![0]);
    const [id, line, unit, signal, newest] = await this.columns('SELECT id, line, unit, signal, newest_us FROM series');
    (id ?? []).forEach((value, i) => {
      const series = { id: Number(value), line: line![i] as string, unit: unit![i] as string, signal: signal![i] as string, newestUs: Number(newest![i]) };
      this.known.set(seriesKey(series.line, series.unit, series.signal), series);
    });
    const [tables] = await this.columns(`SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'readings\\_%' ESCAPE '\\'`);
    for (const table of tables ?? []) this.months.add(table as string);
  }

  private ids(matches: (series: StoredSeries) => boolean): string {
    return (
      [...this.known.values()]
        .filter(matches)
        .map((series) => series.id)
        .join(', ') || 'NULL'
    );
  }

  private from(window: Window): string {
    return tablesOf(window, this.months);
  }

  private async columns(sql: string): Promise<DuckDBValue[][]> {
    return (await this.reader.runAndReadAll(sql)).getColumns();
  }
}

const within = (window: Window): string => `at_us >= ${window.fromUs} AND at_us < ${window.toUs}`;

function valueOf(num: DuckDBValue | undefined, text: DuckDBValue | undefined, flag: DuckDBValue | undefined): SignalValue {
  return (num ?? text ?? flag ?? null) as SignalValue;
}
