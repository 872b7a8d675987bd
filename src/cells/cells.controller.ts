import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { allows, type Principal } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import { CellKpiGroup, CellKpiGrouping } from '../contract/cell-kpi.js';
import { CellLive, CellSummary } from '../contract/cell-live.js';
import { Finding, LedgerRow, LotRecord, OrderRecord } from '../contract/cell-view.js';
import { LineId } from '../contract/equipment.js';
import { LotOutcome, LotPage, LotSort } from '../contract/lot-page.js';
import { AlarmRecord } from '../contract/machine-alarm.js';
import { Micros } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import { alarmRecords } from '../model/cell-mirror/alarms.js';
import { kpisOf } from '../model/cell-mirror/kpis.js';
import { ledgerOf } from '../model/cell-mirror/ledger.js';
import { lotOf, lotsOf } from '../model/cell-mirror/lots.js';
import { ordersOf } from '../model/cell-mirror/orders.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import type { Window } from '../telemetry/history.js';
import { nowOfCell, windowOfCell, WindowQuery } from './asked-window.js';
import { CellsService } from './cells.service.js';
import type { LiveCell } from './live-cell.js';
import { pageOfLots } from './lots-page.js';
import { summaryOf } from './summary.js';

const CellParams = z.object({ cell: LineId });
type CellParams = z.infer<typeof CellParams>;
const LotParams = CellParams.extend({ lot: z.string().min(1).max(128) });
type LotParams = z.infer<typeof LotParams>;
const KpiQuery = WindowQuery.extend({ by: CellKpiGrouping.default('source').describe('what times, counts and energy are summed by') });
type KpiQuery = z.infer<typeof KpiQuery>;
const LotsQuery = WindowQuery.extend({
  product: z.string().min(1).max(128).optional(),
  outcome: LotOutcome.optional(),
  sort: LotSort.default('begun').describe('what comes first; with - the greatest'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().min(1).max(128).optional().describe('next of the page before'),
});
type LotsQuery = z.infer<typeof LotsQuery>;

const LEDGER = 'Sums by source, shift and lot, of which every figure of a window, a shift, a batch or a product is made. At most 45 days are kept.';
const ALARMS = 'As the machines told them: GET alarms has them as alarms that people answer. At most 45 days are kept of what was cleared.';
const KPIS = 'ISO 22400-2 and TRS, TRG, TRE, each with its formula and the terms that it was made of, down to the time by account. Null for 0/0.';

/** What is known of the process cells over HTTP. The stream gives the present state, and what changes. */
@ApiTags('cells')
@Controller('api/v1/cells')
export class CellsController {
  constructor(
    private readonly cells: CellsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The process cells that the caller may see' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(CellSummary), next: z.null() }) })
  list(@Caller() caller: Principal): { items: CellSummary[]; next: null } {
    const seen = this.cells.cells().filter((cell) => allows(caller, 'read', cell));
    return { items: seen.map((cell) => summaryOf(this.cells.view(cell).view)), next: null };
  }

  @Get(':cell')
  @ApiOperation({ summary: 'A cell as it is now: what was measured, what was found, what lies ahead' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: z.object({ epoch: z.string(), rev: z.int(), asOfUs: Micros, view: CellLive }) })
  one(@Param({ schema: CellParams }) { cell }: CellParams): { epoch: string; rev: number; asOfUs: Micros; view: CellLive } {
    this.find(cell);
    return this.cells.view(cell);
  }

  @Get(':cell/lots')
  @ApiOperation({ summary: 'Records of the lots that were under way within a window, by pages' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: LotPage })
  lots(@Param({ schema: CellParams }) { cell }: CellParams, @Query({ schema: LotsQuery }) query: LotsQuery): LotPage {
    const live = this.find(cell);
    const { from: _, to: __, ...wanted } = query;
    const page = pageOfLots(lotsOf(live.record), { ...wanted, ...this.window(live, query) }, nowOfCell(live, this.clock.nowUs()));
    if (page === null)
      throw new ProblemError('validation', 'the lot of the cursor is not among these any more: ask from the first page', [
        { pointer: '/cursor', detail: 'no such lot' },
      ]);
    return page;
  }

  @Get(':cell/lots/:lot')
  @ApiOperation({ summary: 'The record of a lot: where it came from, what was done to it, what it used, what became of it' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: LotRecord })
  lot(@Param({ schema: LotParams }) { cell, lot }: LotParams): LotRecord {
    const found = lotOf(this.find(cell).record, lot);
    if (found === null) throw new ProblemError('not-found', refusal('noLot', { cell, lot }));
    return found;
  }

  @Get(':cell/orders')
  @ApiOperation({ summary: 'Orders that were heard of, oldest first' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(OrderRecord), next: z.null() }) })
  orders(@Param({ schema: CellParams }) { cell }: CellParams): { items: OrderRecord[]; next: null } {
    return { items: ordersOf(this.find(cell).record), next: null };
  }

  @Get(':cell/findings')
  @ApiOperation({ summary: 'What the cell does otherwise than its model says' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(Finding), next: z.null() }) })
  findings(@Param({ schema: CellParams }) { cell }: CellParams): { items: Finding[]; next: null } {
    this.find(cell);
    return { items: Object.values(this.cells.view(cell).view.findings), next: null };
  }

  @Get(':cell/machine-alarms')
  @ApiOperation({ summary: 'Alarms that machines sent: those that stand, the most pressing first, then those that ended within a window', description: ALARMS })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(AlarmRecord), next: z.null() }) })
  machineAlarms(@Param({ schema: CellParams }) { cell }: CellParams, @Query({ schema: WindowQuery }) query: WindowQuery): { items: AlarmRecord[]; next: null } {
    const live = this.find(cell);
    return { items: alarmRecords(live.alarmBooks, live.record, this.window(live, query)), next: null };
  }

  @Get(':cell/ledger')
  @ApiOperation({ summary: 'The books of a cell over a window', description: LEDGER })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(LedgerRow), next: z.null() }) })
  ledger(@Param({ schema: CellParams }) { cell }: CellParams, @Query({ schema: WindowQuery }) query: WindowQuery): { items: LedgerRow[]; next: null } {
    const live = this.find(cell);
    return { items: ledgerOf(live.plant.compiled, live.record, this.window(live, query)), next: null };
  }

  @Get(':cell/kpis')
  @ApiOperation({ summary: 'Indicators of a cell over a window, with the terms that they are made of', description: KPIS })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(CellKpiGroup), next: z.null() }) })
  kpis(@Param({ schema: CellParams }) { cell }: CellParams, @Query({ schema: KpiQuery }) { by, ...query }: KpiQuery): { items: CellKpiGroup[]; next: null } {
    const live = this.find(cell);
    const window = this.window(live, query);
    const { compiled } = live.plant;
    return { items: kpisOf(compiled, ledgerOf(compiled, live.record, window), lotsOf(live.record), { by, ...window }), next: null };
  }

  private find(cell: LineId): LiveCell {
    const live = this.cells.find(cell);
    if (live === null) throw new ProblemError('not-found', refusal('noCell', { id: cell }));
    return live;
  }

  private window(live: LiveCell, query: WindowQuery): Window {
    return windowOfCell(live, query, this.clock.nowUs());
  }
}
