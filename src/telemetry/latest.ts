import { z } from 'zod';
import type { LineId } from '../contract/equipment.js';
import { LatestValue, type Observation } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { Committed } from './journal.js';
import { readIfThere, replaceFile } from '../platform/durable-file.js';
import { SeriesMap } from './series-map.js';

const Snapshot = z.object({ offset: z.number(), lines: z.record(z.string(), z.array(LatestValue)) });

/** The newest reading of every signal, by its own time. A late reading never moves it; of equal times the last to arrive counts. */
export class Latest {
  private readonly lines = new Map<LineId, LatestValue[]>();
  private readonly newest = new SeriesMap<LatestValue>();
  private seen = 0;

  constructor(private readonly file: string) {}

  /** Journal offset up to which everything is in here. */
  get offset(): number {
    return this.seen;
  }

  /** Newest values of a line, by unit and signal in order of first arrival. */
  of(line: LineId): LatestValue[] {
    return (this.lines.get(line) ?? []).map((value) => ({ ...value }));
  }

  /** Time of the newest value of a unit that is not sure; null where all are. */
  uncertainUs(line: LineId, unit: string): Micros | null {
    const uncertain = (this.lines.get(line) ?? []).filter((value) => value.unit === unit && value.quality === 'uncertain');
    return uncertain.length === 0 ? null : Math.max(...uncertain.map(({ measuredAtUs }) => measuredAtUs));
  }

  take({ entries, end }: Committed): void {
    if (end <= this.seen) return;
    for (const { observations } of entries) for (const observation of observations) if (!observation.historical) this.observe(observation);
    this.seen = end;
  }

  /** Takes over what was saved. A file that cannot be understood is as none: the journal's newest part fills in. */
  async load(): Promise<void> {
    const text = await readIfThere(this.file);
    const snapshot = text === null ? null : Snapshot.safeParse(parse(text));
    if (!snapshot?.success) return;
    this.seen = snapshot.data.offset;
    for (const [line, values] of Object.entries(snapshot.data.lines)) for (const value of values) this.add(line, value);
  }

  /** Saves all, and gives the offset that what was saved stands for. */
  async save(): Promise<number> {
    const offset = this.seen;
    await replaceFile(this.file, JSON.stringify({ offset, lines: Object.fromEntries(this.lines) }));
    return offset;
  }

  private observe(observation: Observation): void {
    const { line, unit, signal, value, measuredAtUs, receivedAtUs, quality } = observation;
    const before = this.newest.get(observation);
    if (before === undefined) return this.add(line, { unit, signal, value, measuredAtUs, receivedAtUs, quality });
    if (measuredAtUs < before.measuredAtUs) return;
    before.value = value;
    before.measuredAtUs = measuredAtUs;
    before.receivedAtUs = receivedAtUs;
    before.quality = quality;
  }

  private add(line: LineId, latest: LatestValue): void {
    this.newest.set({ line, ...latest }, latest);
    const ofLine = this.lines.get(line);
    if (ofLine) ofLine.push(latest);
    else this.lines.set(line, [latest]);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
