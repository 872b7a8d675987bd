import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { SourceId, type LineId } from '../contract/equipment.js';
import { SignalName } from '../contract/telemetry.js';
import { PositiveDuration, type Micros } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import type { TableRow } from '../exchange/table.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import { decimated } from '../telemetry/decimate.js';
import { HISTORY, type History, type SignalChoice, type Window } from '../telemetry/history.js';
import { nowOfLine } from '../telemetry/line-now.js';
import { mirrored, type Mirrored } from '../telemetry/mirrored.js';
import { pagesOf } from '../telemetry/pages.js';
import { EXAMPLES, InstantText } from '../telemetry/series-query.js';
import { Telemetry } from '../telemetry/telemetry.service.js';
import { columnsOf, field, MEASURED, rowOf, rowsOf, type Exporter, type Rows } from './exporter.js';
import { uomOf } from './uom.js';
import { windowOf } from './window.js';

const listOf = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .union([z.array(z.string()), z.string()])
    .transform((text) => (typeof text === 'string' ? text.split(',') : text))
    .pipe(z.array(item).min(1))
    .optional();

const Query = z.strictObject({
  unit: listOf(SourceId).describe('one, or several joined by commas; all where not given'),
  signal: listOf(SignalName).describe('one, or several joined by commas; all where not given'),
  from: InstantText.prefault('now-8h').describe(`begin, inclusive: ${EXAMPLES}`),
  to: InstantText.prefault('now').describe('end, exclusive: written like from'),
  every: PositiveDuration.optional().describe('windows of this width instead of readings, such as 1 min'),
  maxPoints: z.coerce.number().int().min(2).max(2000).optional().describe('the points of the JSON answer, of one signal, instead of all readings'),
});
type Query = z.infer<typeof Query>;

/** Of a page. More would hold up all else while they are made text. */
const PAGE = 5000;
const WINDOWS = 2000; // asked for at once

interface Point {
  line: string;
  unit: string;
  signal: SignalName;
  atUs: Micros;
  value: string | number | boolean | null;
  quality: string | null;
}
interface WindowRow {
  atUs: Micros;
  line: string;
  unit: string;
  signal: SignalName;
  value: string | number | boolean | null;
  min: number | null;
  max: number | null;
  last: string | number | boolean | null;
}

/** Readings of a line or cell in the order of time, windows of them signal by signal, or the points of a chart. */
@Injectable()
export class ReadingsExport implements Exporter<Query> {
  readonly query = Query;

  constructor(
    @Inject(HISTORY) private readonly history: History,
    private readonly telemetry: Telemetry,
    private readonly plant: PlantService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async open(line: LineId, query: Query): Promise<Rows> {
    const known = mirrored(this.plant, line);
    const unknown = query.unit?.find((unit) => !known.sources.has(unit));
    if (unknown !== undefined) throw new ProblemError('not-found', refusal('noUnit', { kind: known.kind, place: line, unit: unknown }));
    const nowUs = await nowOfLine(known, this.history, this.clock);
    const window = windowOf(query, nowUs);
    const choice = { units: query.unit ?? null, signals: query.signal ?? null };
    const about = { name: 'series', title: { en: 'Readings', fr: 'Mesures' }, origin: MEASURED, period: window };
    if (query.maxPoints !== undefined) return { ...about, ...(await this.points(known, query, window, nowUs)) };
    if (query.every !== undefined) return { ...about, ...this.windows(line, choice, window, query.every * 1e6) };
    const fields = this.fields(line);
    return { ...about, columns: columnsOf(fields), rows: this.readings(line, choice, window) };
  }

  private fields(line: LineId) {
    const uom = uomOf(this.plant, line);
    return [
      field<Point>('time', 'time', ({ atUs }) => atUs),
      field<Point>('line', 'text', (point) => point.line),
      field<Point>('unit', 'text', ({ unit }) => unit),
      field<Point>('signal', 'text', ({ signal }) => signal),
      field<Point>('value', 'value', ({ value }) => value),
      field<Point>('uom', 'text', ({ unit, signal }) => uom(unit, signal)),
      field<Point>('quality', 'text', ({ quality }) => quality),
    ];
  }

  private async *readings(line: LineId, choice: SignalChoice, window: Window): AsyncGenerator<TableRow[]> {
    const fields = this.fields(line);
    const size = PAGE + this.telemetry.heard(line).length; // an instant is never more than a page
    for await (const page of pagesOf(this.history, line, choice, window, size)) yield page.map((reading) => rowOf(fields, { ...reading, line }));
  }

  private windows(line: LineId, choice: SignalChoice, window: Window, everyUs: Micros): Pick<Rows, 'columns' | 'rows'> {
    if (!Number.isSafeInteger(everyUs))
      throw new ProblemError('validation', 'every must be whole microseconds', [{ pointer: '/every', detail: 'must be whole microseconds' }]);
    const uom = uomOf(this.plant, line);
    const fields = [
      field<WindowRow>('time', 'time', ({ atUs }) => atUs),
      field<WindowRow>('line', 'text', (row) => row.line),
      field<WindowRow>('unit', 'text', ({ unit }) => unit),
      field<WindowRow>('signal', 'text', ({ signal }) => signal),
      field<WindowRow>('value', 'value', ({ value }) => value),
      field<WindowRow>('min', 'number', ({ min }) => min),
      field<WindowRow>('max', 'number', ({ max }) => max),
      field<WindowRow>('last', 'value', ({ last }) => last),
      field<WindowRow>('uom', 'text', ({ unit, signal }) => uom(unit, signal)),
    ];
    const { history } = this;
    const signals = this.telemetry
      .heard(line)
      .filter(({ unit, signal }) => (choice.units?.includes(unit) ?? true) && (choice.signals?.includes(signal) ?? true));
    async function* rows(): AsyncGenerator<TableRow[]> {
      for (const { unit, signal } of signals) {
        for (let fromUs = window.fromUs; fromUs < window.toUs;) {
          const toUs = Math.min(window.toUs, (Math.floor(fromUs / everyUs) + WINDOWS) * everyUs);
          const steps = await history.held({ line, unit, signal, fromUs, toUs, everyUs, limit: WINDOWS });
          const row = ({ toUs: endUs, value, least: min, greatest: max, last }: (typeof steps)[number]) =>
            rowOf(fields, { atUs: endUs - everyUs, line, unit, signal, value, min, max, last });
          if (steps.length > 0) yield steps.map(row);
          fromUs = toUs;
        }
      }
    }
    return { columns: columnsOf(fields), rows: rows() };
  }

  private async points({ id: line }: Mirrored, { unit, signal, maxPoints }: Query, window: Window, nowUs: Micros): Promise<Pick<Rows, 'columns' | 'rows'>> {
    if (unit?.length !== 1 || signal?.length !== 1)
      throw new ProblemError('validation', 'maxPoints is for one unit and signal', [{ pointer: '/maxPoints', detail: 'is for one unit and signal' }]);
    const series = await decimated(this.history, { line, unit: unit[0]!, signal: signal[0]!, ...window, nowUs }, maxPoints!);
    const points = series.atUs.map((atUs, i) => ({ atUs, value: series.value[i]!, min: series.min?.[i] ?? null, max: series.max?.[i] ?? null }));
    const fields = [
      field<(typeof points)[number]>('time', 'time', ({ atUs }) => atUs),
      field<(typeof points)[number]>('value', 'value', ({ value }) => value),
      field<(typeof points)[number]>('min', 'number', ({ min }) => min),
      field<(typeof points)[number]>('max', 'number', ({ max }) => max),
    ];
    return rowsOf(fields, points);
  }
}
