import { setImmediate } from 'node:timers/promises';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RequireScope } from '../auth/require-scope.js';
import { LineId } from '../contract/equipment.js';
import { UnitShares } from '../contract/unit-shares.js';
import { refusal } from '../contract/refusal.js';
import { openMirror } from '../model/cell-mirror/open-mirror.js';
import { ACCOUNT_SIGNALS, unitShares } from '../model/cell-mirror/unit-shares.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { HISTORY, type History } from '../telemetry/history.js';
import { observationOf, pagesOf } from '../telemetry/pages.js';
import { Telemetry } from '../telemetry/telemetry.service.js';
import { nowOfCell } from './asked-window.js';
import { CellsService } from './cells.service.js';

const SharesParams = z.strictObject({
  hours: z.coerce.number().int().min(1).max(48).default(8).describe('length of the window, which ends at the now of the cell [h]'),
  samples: z.coerce.number().int().min(1).max(300).default(48),
});
type SharesParams = z.infer<typeof SharesParams>;
const CellParams = z.object({ cell: LineId });
type CellParams = z.infer<typeof CellParams>;

const PAGE = 2000;
/** So long it hears before the window begins: what held then, and what units wait for, is known by it [us]. */
const BEFORE_US = 3600e6;

/** What the units of a cell were at over the last hours, small enough for a list of sites. */
@ApiTags('cells')
@Controller('api/v1/cells/:cell')
@RequireScope('read')
export class UnitSharesController {
  constructor(
    @Inject(HISTORY) private readonly history: History,
    private readonly cells: CellsService,
    private readonly telemetry: Telemetry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('unit-shares')
  @ApiOperation({ summary: 'Shares of the units at what they do, at equal distances over the last hours, from the history' })
  @ApiOkResponse({ standardSchema: UnitShares })
  async shares(@Param({ schema: CellParams }) { cell }: CellParams, @Query({ schema: SharesParams }) { hours, samples }: SharesParams): Promise<UnitShares> {
    const live = this.cells.find(cell);
    if (!live) throw new ProblemError('not-found', refusal('noCell', { id: cell }));
    const { compiled } = live.plant;
    const toUs = nowOfCell(live, this.clock.nowUs());
    const fromUs = toUs - hours * 3600e6;
    const instants = Array.from({ length: samples }, (_, i) => fromUs + Math.round(((i + 1) * (toUs - fromUs)) / samples));
    const mirror = openMirror(compiled);
    const told: UnitShares['samples'] = [];
    const size = PAGE + this.telemetry.heard(cell).length; // an instant is never more than a page
    const window = { fromUs: fromUs - BEFORE_US, toUs };
    for await (const page of pagesOf(this.history, cell, { units: null, signals: ACCOUNT_SIGNALS }, window, size)) {
      told.push(...unitShares(compiled, mirror, page.map(observationOf(cell)), instants, page.at(-1)!.atUs));
      await setImmediate();
    }
    told.push(...unitShares(compiled, mirror, [], instants, toUs));
    return { cell, fromUs, toUs, samples: told };
  }
}
