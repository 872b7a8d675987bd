import { z } from 'zod';
import type { LineId, SourceId } from '../contract/equipment.js';
import { LatestValue, Quality, type SignalName, type SignalValue } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { Committed } from './journal.js';
import { readIfThere, replaceFile } from '../platform/durable-file.js';
import { NumberRows, PerSeries } from './per-series.js';
import { seriesNumber, seriesOf, type Numbered } from './series-number.js';

const [MEASURED_US, RECEIVED_US, QUALITY] = [0, 1, 2];
const QUALITIES = Quality.options;
const Snapshot = z.object({
  offset: z.number(),
  lines: z.record(z.string(), z.array(LatestValue)),
  past: z.record(z.string(), z.array(LatestValue.pick({ unit: true, signal: true }))).default({}),
});

/** The newest reading of every signal, by its own time. A late reading never moves it; of equal times the last to arrive counts. */
export class Latest {
  private readonly lines = new Map<LineId, Named[]>();
  /** signals of which the past alone was told */
  private readonly past = new Map<LineId, Map<number, Signal>>();
  private readonly values = new PerSeries<SignalValue>();
  private readonly rows = new NumberRows([NaN, NaN, 0, 0]);
  private seen = 0;

  constructor(private readonly file: string) {}

  /** Journal offset up to which everything is in here. */
  get offset(): number {
    return this.seen;
  }

  /** Newest values of a line, by unit and signal in order of first arrival. */
  of(line: LineId): LatestValue[] {
    return (this.lines.get(line) ?? []).map((named) => this.valueOf(named));
  }

  /** Every signal of a line that the history may hold, those of which the past alone was told last. */
  heard(line: LineId): Signal[] {
    return [...(this.lines.get(line) ?? []).map(({ unit, signal }) => ({ unit, signal })), ...(this.past.get(line)?.values() ?? [])];
  }

  /** Time of the newest value of a unit that is not sure; null where all are. */
  uncertainUs(line: LineId, unit: string): Micros | null {
    const uncertain = this.of(line).filter((value) => value.unit === unit && value.quality === 'uncertain');
    return uncertain.length === 0 ? null : Math.max(...uncertain.map(({ measuredAtUs }) => measuredAtUs));
  }

  take({ entries, end }: Committed): void {
    if (end <= this.seen) return;
    for (const { observations } of entries)
      for (const observation of observations)
        if (observation.historical) this.hearOfPast(observation);
        else this.observe(observation);
    this.seen = end;
  }

  /** Takes over what was saved. A file that cannot be understood is as none: the journal's newest part fills in. */
  async load(): Promise<void> {
    const text = await readIfThere(this.file);
    const snapshot = text === null ? null : Snapshot.safeParse(parse(text));
    if (!snapshot?.success) return;
    this.seen = snapshot.data.offset;
    for (const [line, values] of Object.entries(snapshot.data.lines)) for (const value of values) this.observe({ line, ...value });
    for (const [line, signals] of Object.entries(snapshot.data.past)) for (const signal of signals) this.hearOfPast({ line, ...signal });
  }

  /** Saves all, and gives the offset that what was saved stands for. */
  async save(): Promise<number> {
    const offset = this.seen;
    const lines = Object.fromEntries([...this.lines.keys()].map((line) => [line, this.of(line)]));
    const past = Object.fromEntries([...this.past].map(([line, signals]) => [line, [...signals.values()]]));
    await replaceFile(this.file, JSON.stringify({ offset, lines, past }));
    return offset;
  }

  private observe(reading: Numbered): void {
    const series = seriesOf(reading);
    const beforeUs = this.rows.get(series, MEASURED_US);
    if (reading.measuredAtUs < beforeUs) return;
    if (Number.isNaN(beforeUs)) this.add(series, reading);
    this.values.set(series, reading.value);
    this.rows.set(series, MEASURED_US, reading.measuredAtUs);
    this.rows.set(series, RECEIVED_US, reading.receivedAtUs);
    this.rows.set(series, QUALITY, QUALITIES.indexOf(reading.quality));
  }

  private add(series: number, { line, unit, signal }: Numbered): void {
    this.past.get(line)?.delete(series);
    const ofLine = this.lines.get(line);
    if (ofLine) ofLine.push({ series, unit, signal });
    else this.lines.set(line, [{ series, unit, signal }]);
  }

  private hearOfPast({ line, unit, signal }: Pick<Numbered, 'line' | 'unit' | 'signal'>): void {
    const series = seriesNumber({ line, unit, signal });
    if (!Number.isNaN(this.rows.get(series, MEASURED_US))) return;
    const ofLine = this.past.get(line);
    if (ofLine) ofLine.set(series, { unit, signal });
    else this.past.set(line, new Map([[series, { unit, signal }]]));
  }

  private valueOf({ series, unit, signal }: Named): LatestValue {
    return {
      unit,
      signal,
      value: this.values.get(series)!,
      measuredAtUs: this.rows.get(series, MEASURED_US),
      receivedAtUs: this.rows.get(series, RECEIVED_US),
      quality: QUALITIES[this.rows.get(series, QUALITY)]!,
    };
  }
}

interface Signal {
  unit: SourceId;
  signal: SignalName;
}

/** A series of a line that was heard. */
interface Named extends Signal {
  series: number;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
