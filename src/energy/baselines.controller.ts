import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Principal } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import { WindowQuery } from '../cells/asked-window.js';
import { BaselinePoints, BaselineSavings, KeptBaseline, KeptBaselines, NewBaseline } from '../contract/energy-baseline.js';
import { LineId } from '../contract/equipment.js';
import { InstantText } from '../telemetry/series-query.js';
import { EnergyBaselines } from './baselines.service.js';
import { EnergySites } from './sites.service.js';

const CellParams = z.object({ cell: LineId });
type CellParams = z.infer<typeof CellParams>;
const BaselineParams = CellParams.extend({ id: z.uuid() });
type BaselineParams = z.infer<typeof BaselineParams>;
const SavingsQuery = WindowQuery.extend({
  from: InstantText.optional().describe('begin; the day of carriedOut, else the end of the baseline where not given'),
  run: z.uuid().optional().describe('of a scenario that was carried out: what it promised stands beside what was measured'),
  variant: z.string().min(1).max(100).optional().describe('of the run, or a point of a search; not needed where it has one, or has chosen one'),
  carriedOut: InstantText.optional().describe('when the scenario was carried out: savings are of the time from then on'),
}).refine(({ run, carriedOut }) => (run === undefined) === (carriedOut === undefined), {
  path: ['carriedOut'],
  error: () => 'run and carriedOut go together',
});
type SavingsQuery = z.infer<typeof SavingsQuery>;

const NEW = 'Fitted to whole periods of the history; with the periods it is kept for good. One that is not fit for use is kept, too, and says so.';

/** Energy baselines of a site (ISO 50006), and savings against them (IPMVP, option C). */
@ApiTags('energy')
@Controller('api/v1/cells/:cell/energy/baselines')
export class EnergyBaselinesController {
  constructor(
    private readonly sites: EnergySites,
    private readonly baselines: EnergyBaselines,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Fits a baseline to the history of the site, and keeps it', description: NEW })
  @HttpCode(201)
  @RequireScope('edit')
  @ApiCreatedResponse({ standardSchema: KeptBaseline })
  async create(
    @Param({ schema: CellParams }) { cell }: CellParams,
    @Body({ schema: NewBaseline }) asked: NewBaseline,
    @Caller() caller: Principal,
  ): Promise<KeptBaseline> {
    const live = this.sites.find(cell);
    if (asked.carrier !== null) this.sites.carrier(live, asked.carrier);
    return this.baselines.create(live, asked, caller.name);
  }

  @Get()
  @ApiOperation({ summary: 'Baselines of the site, newest first' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: KeptBaselines })
  async list(@Param({ schema: CellParams }) { cell }: CellParams): Promise<z.infer<typeof KeptBaselines>> {
    return { items: await this.baselines.list(this.sites.find(cell)), next: null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A baseline with its figures' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: KeptBaseline })
  async one(@Param({ schema: BaselineParams }) { cell, id }: BaselineParams): Promise<KeptBaseline> {
    return this.baselines.show(await this.baselines.find(this.sites.find(cell), id));
  }

  @Get(':id/points')
  @ApiOperation({ summary: 'The periods that a baseline was fitted to, with what they are explained by, and those that were left out' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: BaselinePoints })
  async points(@Param({ schema: BaselineParams }) { cell, id }: BaselineParams): Promise<BaselinePoints> {
    return this.baselines.points(await this.baselines.find(this.sites.find(cell), id));
  }

  @Get(':id/savings')
  @ApiOperation({ summary: 'What was saved against a baseline, its CUSUM, and the proof of a scenario that was carried out' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: BaselineSavings })
  async savings(
    @Param({ schema: BaselineParams }) { cell, id }: BaselineParams,
    @Query({ schema: SavingsQuery }) query: SavingsQuery,
  ): Promise<BaselineSavings> {
    const live = this.sites.find(cell);
    const row = await this.baselines.find(live, id);
    const { run, variant = null, carriedOut, to } = query;
    const from = query.from ?? carriedOut ?? { atUs: this.baselines.show(row).baseline.toUs };
    const window = this.sites.stretch(live, { from, to });
    const named =
      run === undefined || carriedOut === undefined ? null : { id: run, variant, carriedOutUs: this.sites.stretch(live, { from: carriedOut, to }).fromUs };
    return this.baselines.savings(live, row, window, named);
  }
}
