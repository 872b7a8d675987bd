import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { windowOfCell, WindowQuery } from '../cells/asked-window.js';
import { CellsService } from '../cells/cells.service.js';
import { CellKpiGrouping } from '../contract/cell-kpi.js';
import type { LineId } from '../contract/equipment.js';
import type { Bilingual } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import type { LiveCell } from '../cells/live-cell.js';
import { alarmRecords } from '../model/cell-mirror/alarms.js';
import { kpisOf } from '../model/cell-mirror/kpis.js';
import { ledgerOf } from '../model/cell-mirror/ledger.js';
import { lotsOf } from '../model/cell-mirror/lots.js';
import { ordersOf } from '../model/cell-mirror/orders.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import type { Window } from '../telemetry/history.js';
import { KPI_FIELDS, ledgerFields } from './book-fields.js';
import { MEASURED, rowsOf, type Exporter, type Rows } from './exporter.js';
import { ALARM_FIELDS, LOT_FIELDS, ORDER_FIELDS, STAY_FIELDS, stepFields, TEST_FIELDS } from './lot-fields.js';

const LotsQuery = WindowQuery.extend({
  table: z.enum(['lots', 'steps', 'stays', 'tests']).default('lots').describe('a row for each lot, or for each of its steps, stays or tests'),
});
const KpiQuery = WindowQuery.extend({ by: CellKpiGrouping.default('source') });

const PLANNED: Bilingual = {
  en: 'times, counts and energy measured; planned run times typed',
  fr: 'temps, comptes et énergie mesurés ; temps de cycle prévus saisis',
};

type Asked<Query extends z.ZodType> = z.output<Query>;

/** The record of a process cell as tables. */
@Injectable()
export class CellExports {
  readonly lots: Exporter<Asked<typeof LotsQuery>> = { query: LotsQuery, open: async (cell, query) => this.openLots(cell, query) };
  readonly orders: Exporter<Record<string, never>> = { query: z.strictObject({}), open: async (cell) => this.openOrders(cell) };
  readonly alarms: Exporter<Asked<typeof WindowQuery>> = { query: WindowQuery, open: async (cell, query) => this.openAlarms(cell, query) };
  readonly ledger: Exporter<Asked<typeof WindowQuery>> = { query: WindowQuery, open: async (cell, query) => this.openLedger(cell, query) };
  readonly kpis: Exporter<Asked<typeof KpiQuery>> = { query: KpiQuery, open: async (cell, query) => this.openKpis(cell, query) };

  constructor(
    private readonly cells: CellsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  private openLots(cell: LineId, { table, ...asked }: Asked<typeof LotsQuery>): Rows {
    const { live, window } = this.find(cell, asked);
    const within = lotsOf(live.record).filter(({ begunUs, endedUs }) => (begunUs ?? -Infinity) < window.toUs && (endedUs ?? Infinity) >= window.fromUs);
    const parts = <Part>(of: (lot: (typeof within)[number]) => readonly Part[]) => within.flatMap((lot) => of(lot).map((part) => ({ lot: lot.lot, part })));
    const about = (title: Bilingual) => ({ name: table, title, origin: MEASURED, period: window });
    switch (table) {
      case 'lots':
        return { ...about({ en: 'Lots', fr: 'Lots' }), ...rowsOf(LOT_FIELDS, within) };
      case 'steps':
        return {
          ...about({ en: 'Steps of lots', fr: 'Étapes des lots' }),
          ...rowsOf(
            stepFields(within),
            parts(({ steps }) => steps),
          ),
        };
      case 'stays':
        return {
          ...about({ en: 'Stays of lots', fr: 'Séjours des lots' }),
          ...rowsOf(
            STAY_FIELDS,
            parts(({ stays }) => stays),
          ),
        };
      case 'tests':
        return {
          ...about({ en: 'Tests of lots', fr: 'Analyses des lots' }),
          ...rowsOf(
            TEST_FIELDS,
            parts(({ tests }) => tests),
          ),
        };
    }
  }

  private openOrders(cell: LineId): Rows {
    const items = ordersOf(this.live(cell).record);
    return { name: 'orders', title: { en: 'Orders', fr: 'Ordres de fabrication' }, origin: MEASURED, period: null, ...rowsOf(ORDER_FIELDS, items) };
  }

  private openAlarms(cell: LineId, asked: Asked<typeof WindowQuery>): Rows {
    const { live, window } = this.find(cell, asked);
    const items = alarmRecords(live.alarmBooks, live.record, window);
    return { name: 'alarms', title: { en: 'Alarms', fr: 'Alarmes' }, origin: MEASURED, period: window, ...rowsOf(ALARM_FIELDS, items) };
  }

  private openLedger(cell: LineId, asked: Asked<typeof WindowQuery>): Rows {
    const { live, window } = this.find(cell, asked);
    const items = ledgerOf(live.plant.compiled, live.record, window);
    return { name: 'ledger', title: { en: 'Books', fr: 'Registre' }, origin: MEASURED, period: window, ...rowsOf(ledgerFields(items), items) };
  }

  private openKpis(cell: LineId, { by, ...asked }: Asked<typeof KpiQuery>): Rows {
    const { live, window } = this.find(cell, asked);
    const { compiled } = live.plant;
    const groups = kpisOf(compiled, ledgerOf(compiled, live.record, window), lotsOf(live.record), { by, ...window });
    const items = groups.flatMap((group) => group.kpis.map((kpi) => ({ group, kpi })));
    return { name: 'kpis', title: { en: 'Indicators', fr: 'Indicateurs' }, origin: PLANNED, period: window, ...rowsOf(KPI_FIELDS, items) };
  }

  private find(cell: LineId, asked: Asked<typeof WindowQuery>): { live: LiveCell; window: Window } {
    const live = this.live(cell);
    return { live, window: windowOfCell(live, asked, this.clock.nowUs()) };
  }

  private live(cell: LineId): LiveCell {
    const live = this.cells.find(cell);
    if (live === null) throw new ProblemError('not-found', refusal('noCell', { id: cell }));
    return live;
  }
}
