import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Principal } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import { AcknowledgeRequest, ActiveAlarm, ActiveAlarms, AlarmHistory, AlarmId, ShelveRequest } from '../contract/alarm.js';
import { LineId, UnitId } from '../contract/equipment.js';
import { ProblemError } from '../platform/problem.js';
import { AlarmsService } from './alarms.service.js';

const LineParams = z.object({ line: LineId });
type LineParams = z.infer<typeof LineParams>;
const AlarmParams = LineParams.extend({ id: AlarmId });
type AlarmParams = z.infer<typeof AlarmParams>;
const Page = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.coerce.number().int().positive().optional().describe('the "next" of the page before'),
  alarm: AlarmId.optional(),
  unit: UnitId.optional(),
});
type Page = z.infer<typeof Page>;

/** Nobody silences an alarm for good: a shelf that has no end is a rule to change [s]. */
const LONGEST_SHELF_S = 7 * 86_400;

/** Alarms and advisories of a line, and what people do about them. */
@ApiTags('alarms')
@Controller('api/v1/lines/:line/alarms')
export class AlarmsController {
  constructor(private readonly alarms: AlarmsService) {}

  @Get()
  @ApiOperation({ summary: 'Every alarm and advisory that is not normal, the most pressing first' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: ActiveAlarms })
  active(@Param({ schema: LineParams }) { line }: LineParams): ActiveAlarms {
    return this.alarms.active(line);
  }

  @Get('history')
  @ApiOperation({ summary: 'What was raised, returned, acknowledged and shelved, by whom and why, newest first' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: AlarmHistory })
  history(@Param({ schema: LineParams }) { line }: LineParams, @Query({ schema: Page }) { limit, cursor: before, alarm, unit }: Page): Promise<AlarmHistory> {
    return this.alarms.history(line, { limit, before, alarm, unit });
  }

  @Post(':id/acknowledge')
  @ApiOperation({ summary: 'Says that the caller has seen it', description: 'The name of the token goes into the history.' })
  @HttpCode(200)
  @RequireScope('edit')
  @ApiOkResponse({ standardSchema: ActiveAlarm })
  acknowledge(
    @Param({ schema: AlarmParams }) { line, id }: AlarmParams,
    @Body({ schema: AcknowledgeRequest }) { why = null }: { why?: string | null },
    @Caller() { name: who }: Principal,
  ): Promise<ActiveAlarm> {
    return this.alarms.act(line, id, { what: 'acknowledge', who, why });
  }

  @Post(':id/shelve')
  @ApiOperation({ summary: 'Silences it for a time of at most seven days, and says why' })
  @HttpCode(200)
  @RequireScope('edit')
  @ApiOkResponse({ standardSchema: ActiveAlarm })
  shelve(
    @Param({ schema: AlarmParams }) { line, id }: AlarmParams,
    @Body({ schema: ShelveRequest }) asked: ShelveRequest,
    @Caller() { name: who }: Principal,
  ): Promise<ActiveAlarm> {
    return this.alarms.act(line, id, { what: 'shelve', who, why: asked.why, untilUs: this.endOf(line, asked) });
  }

  @Post(':id/unshelve')
  @ApiOperation({ summary: 'Ends its silence before the time' })
  @HttpCode(200)
  @RequireScope('edit')
  @ApiOkResponse({ standardSchema: ActiveAlarm })
  unshelve(
    @Param({ schema: AlarmParams }) { line, id }: AlarmParams,
    @Body({ schema: AcknowledgeRequest }) { why = null }: { why?: string | null },
    @Caller() { name: who }: Principal,
  ): Promise<ActiveAlarm> {
    return this.alarms.act(line, id, { what: 'unshelve', who, why });
  }

  private endOf(line: LineId, asked: ShelveRequest): number {
    const nowUs = this.alarms.nowUs(line) ?? 0;
    const spanS = asked.for ?? (Date.parse(asked.until!) * 1000 - nowUs) / 1e6;
    const pointer = asked.for === undefined ? '/until' : '/for';
    const detail = spanS <= 0 ? 'must be later than the time of the line' : spanS > LONGEST_SHELF_S ? 'must be at most 7 days' : null;
    if (nowUs > 0 && detail !== null) throw new ProblemError('validation', `${pointer}: ${detail}`, [{ pointer, detail }]);
    return nowUs + Math.round(spanS * 1e6);
  }
}
