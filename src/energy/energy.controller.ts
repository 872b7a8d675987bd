import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RequireScope } from '../auth/require-scope.js';
import { WindowQuery } from '../cells/asked-window.js';
import { EnergyBatches } from '../contract/energy-batches.js';
import { EnergyLoad } from '../contract/energy-load.js';
import { EnergyMeters } from '../contract/energy-meters.js';
import { EnergyOverview } from '../contract/energy-overview.js';
import { EnergyProfile } from '../contract/energy-profile.js';
import { EnergyUse } from '../contract/energy-use.js';
import { LineId, UnitId } from '../contract/equipment.js';
import { EnergyMeterReadings } from './meters.service.js';
import { EnergyRecord } from './record.service.js';
import { EnergySites } from './sites.service.js';

const CellParams = z.object({ cell: LineId });
type CellParams = z.infer<typeof CellParams>;

/** Readings of every ten minutes of every source are looked at. */
const MOST_DAYS = 92;

const ProfileQuery = WindowQuery.extend({ carrier: UnitId.default('electricity') });
type ProfileQuery = z.infer<typeof ProfileQuery>;
const StatesQuery = WindowQuery.extend({ carrier: UnitId.optional().describe('all carriers together where not given') });
type StatesQuery = z.infer<typeof StatesQuery>;
const LOAD = `What was not heard is null. Of at most ${MOST_DAYS} days.`;
const PROFILE = `By the contract or tariff of the plant file in force. What was not heard is in no mean and no peak. Of at most ${MOST_DAYS} days.`;
const RECORD = 'From the record of the site, which is kept for at most 45 days.';
const METERS = `Each meter with its reading, what hangs on it, and the remainder that nothing below it counts. Of at most ${MOST_DAYS} days.`;

/** Where the energy of a site went, as it was measured. */
@ApiTags('energy')
@Controller('api/v1/cells/:cell/energy')
@RequireScope('read')
export class EnergyController {
  constructor(
    private readonly sites: EnergySites,
    private readonly readings: EnergyMeterReadings,
    private readonly record: EnergyRecord,
  ) {}

  @Get('meters')
  @ApiOperation({ summary: 'The meters of the plant file with their energy, and whether they add up', description: METERS })
  @ApiOkResponse({ standardSchema: EnergyMeters })
  async meters(@Param({ schema: CellParams }) { cell }: CellParams, @Query({ schema: WindowQuery }) query: WindowQuery): Promise<EnergyMeters> {
    const live = this.sites.find(cell);
    return this.readings.meters(live, this.sites.window(live, query, MOST_DAYS));
  }

  @Get('profile')
  @ApiOperation({
    summary: 'The load of a carrier by ten minutes and tariff period, its peaks with who made them, its bill and emissions',
    description: PROFILE,
  })
  @ApiOkResponse({ standardSchema: EnergyProfile })
  async profile(
    @Param({ schema: CellParams }) { cell }: CellParams,
    @Query({ schema: ProfileQuery }) { carrier, ...query }: ProfileQuery,
  ): Promise<EnergyProfile> {
    const live = this.sites.find(cell);
    return this.readings.profile(live, this.sites.carrier(live, carrier), this.sites.window(live, query, MOST_DAYS));
  }

  @Get('overview')
  @ApiOperation({ summary: 'Profile, load and meters of a carrier together, out of one reading of the history', description: LOAD })
  @ApiOkResponse({ standardSchema: EnergyOverview })
  async overview(
    @Param({ schema: CellParams }) { cell }: CellParams,
    @Query({ schema: ProfileQuery }) { carrier, ...query }: ProfileQuery,
  ): Promise<EnergyOverview> {
    const live = this.sites.find(cell);
    return this.readings.overview(live, this.sites.carrier(live, carrier), this.sites.window(live, query, MOST_DAYS));
  }

  @Get('load')
  @ApiOperation({ summary: 'Who drew the load of a carrier, by ten minutes, with tariff periods, and what each hour of the clock used', description: LOAD })
  @ApiOkResponse({ standardSchema: EnergyLoad })
  async load(@Param({ schema: CellParams }) { cell }: CellParams, @Query({ schema: ProfileQuery }) { carrier, ...query }: ProfileQuery): Promise<EnergyLoad> {
    const live = this.sites.find(cell);
    return this.readings.load(live, this.sites.carrier(live, carrier), this.sites.window(live, query, MOST_DAYS));
  }

  @Get('states')
  @ApiOperation({ summary: 'Energy by what units were doing, by source and zone, and what idle and standby cost', description: RECORD })
  @ApiOkResponse({ standardSchema: EnergyUse })
  async states(@Param({ schema: CellParams }) { cell }: CellParams, @Query({ schema: StatesQuery }) { carrier, ...query }: StatesQuery): Promise<EnergyUse> {
    const live = this.sites.find(cell);
    const only = carrier === undefined ? null : this.sites.carrier(live, carrier);
    return this.record.use(live, this.sites.window(live, query, MOST_DAYS), only);
  }

  @Get('batches')
  @ApiOperation({ summary: 'Energy of each lot that ended, by product, and by 1,000 good units', description: RECORD })
  @ApiOkResponse({ standardSchema: EnergyBatches })
  async batches(@Param({ schema: CellParams }) { cell }: CellParams, @Query({ schema: WindowQuery }) query: WindowQuery): Promise<EnergyBatches> {
    const live = this.sites.find(cell);
    return this.record.batches(live, this.sites.window(live, query, MOST_DAYS));
  }
}
