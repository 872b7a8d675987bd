import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { LineId } from '../contract/equipment.js';
import { PackmlState } from '../contract/packml.js';
import { reasonOf } from '../contract/reason-of.js';
import type { StateSpan } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { TableRow } from '../exchange/table.js';
import { STOPPED } from '../model/cell-mirror/account.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { PlantService } from '../plant/plant.service.js';
import { SILENT_US } from '../telemetry/decimate.js';
import { HISTORY, type History, type Window } from '../telemetry/history.js';
import { nowOfLine } from '../telemetry/line-now.js';
import { mirrored, type Mirrored } from '../telemetry/mirrored.js';
import { EXAMPLES, InstantText } from '../telemetry/series-query.js';
import { columnsOf, field, MEASURED, rowOf, type Exporter, type Field, type Rows } from './exporter.js';
import { windowOf } from './window.js';

const Query = z.strictObject({
  table: z.enum(['states', 'stops']).default('states').describe('stops: only the time in which a unit stood still, by its state'),
  from: InstantText.prefault('now-8h').describe(`begin, inclusive: ${EXAMPLES}`),
  to: InstantText.prefault('now').describe('end, exclusive: written like from; now at the latest'),
});
type Query = z.infer<typeof Query>;

/** Read at once; what goes on over the seam is joined. */
const SLICE_US = 86_400e6;

/** States of every unit, unit by unit in the order of the flow, however long the stretch. */
@Injectable()
export class StatesExport implements Exporter<Query> {
  readonly query = Query;

  constructor(
    @Inject(HISTORY) private readonly history: History,
    private readonly plant: PlantService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async open(line: LineId, { table, ...asked }: Query): Promise<Rows> {
    const known = mirrored(this.plant, line);
    const nowUs = await nowOfLine(known, this.history, this.clock);
    const window = windowOf({ from: asked.from, to: { atUs: Math.min(nowUs, windowOf(asked, nowUs).toUs) } }, nowUs);
    const title = table === 'stops' ? { en: 'Stops', fr: 'Arrêts' } : { en: 'States', fr: 'États' };
    const fields = this.fields(line);
    return { name: table, title, origin: MEASURED, period: window, columns: columnsOf(fields), rows: this.rows(known, window, table === 'stops', fields) };
  }

  private fields(line: LineId): Field<StateSpan>[] {
    const definition = this.plant.line(line)?.definition ?? {};
    const nameOf = (code: number | null) => (code === null ? null : (reasonOf(definition, code)?.reason.name ?? null));
    return [
      field('from', 'time', ({ fromUs }) => fromUs),
      field('to', 'time', ({ toUs }) => toUs),
      field('line', 'text', () => line),
      field('unit', 'text', ({ unit }) => unit),
      field('state', 'text', ({ state }) => state),
      field('durationS', 'number', ({ fromUs, toUs }) => (toUs - fromUs) / 1e6),
      field('reason', 'number', ({ reason }) => reason),
      field('reason_en', 'text', ({ reason }) => nameOf(reason)?.en ?? null),
      field('reason_fr', 'text', ({ reason }) => nameOf(reason)?.fr ?? null),
    ];
  }

  private async *rows({ id, machines }: Mirrored, window: Window, stopsOnly: boolean, fields: readonly Field<StateSpan>[]): AsyncGenerator<TableRow[]> {
    const told = (span: StateSpan) => !stopsOnly || STOPPED.has(span.state as PackmlState);
    for (const { unit, from } of machines) {
      let open: StateSpan | null = null;
      for (let fromUs = window.fromUs; fromUs < window.toUs; fromUs += SLICE_US) {
        const done: StateSpan[] = [];
        for (const span of await this.slice(id, { unit, from }, { fromUs, toUs: Math.min(fromUs + SLICE_US, window.toUs) }, window.toUs)) {
          const joined: StateSpan | null = joinedTo(open, span);
          if (joined === null && open !== null) done.push(open);
          open = joined ?? span;
        }
        const rows = done.filter(told).map((span) => rowOf(fields, span));
        if (rows.length > 0) yield rows;
      }
      if (open !== null && told(open)) yield [rowOf(fields, open)];
    }
  }

  /** States of a slice. It is read a little beyond its end, where a silence may begin that the next slice has the rest of. */
  private async slice(line: LineId, { unit, from }: Mirrored['machines'][number], { fromUs, toUs }: Window, endUs: Micros): Promise<StateSpan[]> {
    const beyond = { fromUs, toUs: Math.min(toUs + SILENT_US + 1, endUs) };
    const spans = await this.history.states(line, unit, beyond, { from, silentUs: SILENT_US });
    return spans.filter((span) => span.fromUs < toUs).map((span) => ({ ...span, toUs: Math.min(span.toUs, toUs) }));
  }
}

/** A span with what it goes on from; null where it does not. */
const joinedTo = (open: StateSpan | null, span: StateSpan): StateSpan | null =>
  open?.state === span.state ? { ...span, fromUs: open.fromUs, reason: span.reason ?? open.reason } : null;
