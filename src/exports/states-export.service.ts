import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { LineId } from '../contract/equipment.js';
import { PackmlState } from '../contract/packml.js';
import { reasonOf } from '../contract/reason-of.js';
import type { StateSpan } from '../contract/telemetry.js';
import type { Bilingual, Micros } from '../contract/units.js';
import type { TableRow } from '../exchange/table.js';
import type { SaidReason } from '../model/analysis/said-of-stops.js';
import { STOPPED } from '../model/cell-mirror/account.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { PlantService } from '../plant/plant.service.js';
import { SILENT_US } from '../telemetry/decimate.js';
import { HISTORY, type History, type Window } from '../telemetry/history.js';
import { nowOfLine } from '../telemetry/line-now.js';
import { mirrored, type Mirrored } from '../telemetry/mirrored.js';
import { EXAMPLES, InstantText } from '../telemetry/series-query.js';
import { StopStatements } from '../twin/stop-statements.service.js';
import { columnsOf, field, MEASURED, rowOf, type Exporter, type Field, type Rows } from './exporter.js';
import { withSaid, type ToldSpan } from './said-of-spans.js';
import { windowOf } from './window.js';

const Query = z.strictObject({
  table: z
    .enum(['states', 'stops'])
    .default('states')
    .describe('stops: only the time in which a unit stood still, by its state, with what people said of it (lines)'),
  from: InstantText.prefault('now-8h').describe(`begin, inclusive: ${EXAMPLES}`),
  to: InstantText.prefault('now').describe('end, exclusive: written like from; now at the latest'),
});
type Query = z.infer<typeof Query>;

/** States and reasons that machines gave, and beside them what people said. */
const MEASURED_AND_SAID: Bilingual = { en: 'measured; said_… typed by people', fr: 'mesuré ; said_… saisi par des personnes' };

/** Read at once; what goes on over the seam is joined. */
const SLICE_US = 86_400e6;

/** States of every unit, unit by unit in the order of the flow, however long the stretch. */
@Injectable()
export class StatesExport implements Exporter<Query> {
  readonly query = Query;

  constructor(
    @Inject(HISTORY) private readonly history: History,
    private readonly plant: PlantService,
    private readonly said: StopStatements,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async open(line: LineId, { table, ...asked }: Query): Promise<Rows> {
    const known = mirrored(this.plant, line);
    const nowUs = await nowOfLine(known, this.history, this.clock);
    const window = windowOf({ from: asked.from, to: { atUs: Math.min(nowUs, windowOf(asked, nowUs).toUs) } }, nowUs);
    const title = table === 'stops' ? { en: 'Stops', fr: 'Arrêts' } : { en: 'States', fr: 'États' };
    const about = { name: table, title, period: window };
    const fields = this.measuredFields(line);
    if (table === 'states') return { ...about, origin: MEASURED, columns: columnsOf(fields), rows: rowsIn(fields, this.spans(known, window)) };
    const inForce = this.plant.line(line);
    const reasons = inForce === null ? [] : (await this.said.saidOf(inForce, window)).reasons;
    const told = [...fields, ...this.saidFields(line)];
    return { ...about, origin: MEASURED_AND_SAID, columns: columnsOf(told), rows: rowsIn(told, this.stops(known, window, reasons)) };
  }

  private reasonName(line: LineId, code: number | null | undefined): Bilingual | null {
    return code === null || code === undefined ? null : (reasonOf(this.plant.line(line)?.definition ?? {}, code)?.reason.name ?? null);
  }

  private measuredFields(line: LineId): Field<StateSpan>[] {
    return [
      field('from', 'time', ({ fromUs }) => fromUs),
      field('to', 'time', ({ toUs }) => toUs),
      field('line', 'text', () => line),
      field('unit', 'text', ({ unit }) => unit),
      field('state', 'text', ({ state }) => state),
      field('durationS', 'number', ({ fromUs, toUs }) => (toUs - fromUs) / 1e6),
      field('reason', 'number', ({ reason }) => reason),
      field('reason_en', 'text', ({ reason }) => this.reasonName(line, reason)?.en ?? null),
      field('reason_fr', 'text', ({ reason }) => this.reasonName(line, reason)?.fr ?? null),
    ];
  }

  /** What people said: typed, never measured. Empty where nobody did. */
  private saidFields(line: LineId): Field<ToldSpan>[] {
    return [
      field('said_reason', 'number', ({ said }) => said?.reason ?? null),
      field('said_reason_en', 'text', ({ said }) => this.reasonName(line, said?.reason)?.en ?? null),
      field('said_reason_fr', 'text', ({ said }) => this.reasonName(line, said?.reason)?.fr ?? null),
      field('said_comment', 'text', ({ said }) => said?.comment ?? null),
      field('said_by', 'text', ({ said }) => said?.who ?? null),
      field('said_at', 'time', ({ said }) => said?.recordedAtUs ?? null),
    ];
  }

  /** The states of every unit in order, in blocks, joined over the slices in which they are read. */
  private async *spans({ id, machines }: Mirrored, window: Window): AsyncGenerator<StateSpan[]> {
    for (const { unit, from } of machines) {
      let open: StateSpan | null = null;
      for (let fromUs = window.fromUs; fromUs < window.toUs; fromUs += SLICE_US) {
        const done: StateSpan[] = [];
        for (const span of await this.slice(id, { unit, from }, { fromUs, toUs: Math.min(fromUs + SLICE_US, window.toUs) }, window.toUs)) {
          const joined: StateSpan | null = joinedTo(open, span);
          if (joined === null && open !== null) done.push(open);
          open = joined ?? span;
        }
        if (done.length > 0) yield done;
      }
      if (open !== null) yield [open];
    }
  }

  /** Those in which a unit stood still, with what was said of that time. */
  private async *stops(known: Mirrored, window: Window, reasons: readonly SaidReason[]): AsyncGenerator<ToldSpan[]> {
    let standing: StateSpan[] = [];
    const told = (): ToldSpan[] => {
      const own = reasons.filter(({ unit }) => unit === standing[0]?.unit);
      const spans = withSaid(standing, standing[0]?.fromUs === window.fromUs, own);
      standing = [];
      return spans;
    };
    for await (const spans of this.spans(known, window)) {
      const done: ToldSpan[] = [];
      for (const span of spans) {
        const last = standing.at(-1);
        const stands = STOPPED.has(span.state as PackmlState);
        if (last !== undefined && (!stands || last.unit !== span.unit || last.toUs !== span.fromUs)) done.push(...told());
        if (stands) standing.push(span);
      }
      if (done.length > 0) yield done;
    }
    yield told();
  }

  /** States of a slice. It is read a little beyond its end, where a silence may begin that the next slice has the rest of. */
  private async slice(line: LineId, { unit, from }: Mirrored['machines'][number], { fromUs, toUs }: Window, endUs: Micros): Promise<StateSpan[]> {
    const beyond = { fromUs, toUs: Math.min(toUs + SILENT_US + 1, endUs) };
    const spans = await this.history.states(line, unit, beyond, { from, silentUs: SILENT_US });
    return spans.filter((span) => span.fromUs < toUs).map((span) => ({ ...span, toUs: Math.min(span.toUs, toUs) }));
  }
}

async function* rowsIn<Item>(fields: readonly Field<Item>[], blocks: AsyncIterable<readonly Item[]>): AsyncGenerator<TableRow[]> {
  for await (const items of blocks) yield items.map((item) => rowOf(fields, item));
}

/** A span with what it goes on from; null where it does not. */
const joinedTo = (open: StateSpan | null, span: StateSpan): StateSpan | null =>
  open?.state === span.state ? { ...span, fromUs: open.fromUs, reason: span.reason ?? open.reason } : null;
