import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Principal } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import { AcknowledgeRequest, ActiveAlarm, ActiveAlarms, AlarmHistory, AlarmId, OutOfServiceRequest, ShelveRequest } from '../contract/alarm.js';
import { AlarmKpis } from '../contract/alarm-kpis.js';
import { LineId, SourceId } from '../contract/equipment.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { EXAMPLES, InstantText, toInstantUs } from '../telemetry/series-query.js';
import { AlarmsService, type Place } from './alarms.service.js';

/** The path names a line or a cell. */
const PlaceParams = z.union([z.object({ line: LineId }), z.object({ cell: LineId })]);
type PlaceParams = z.infer<typeof PlaceParams>;
const AlarmParams = z.union([z.object({ line: LineId, id: AlarmId }), z.object({ cell: LineId, id: AlarmId })]);
type AlarmParams = z.infer<typeof AlarmParams>;
const placeOf = (params: PlaceParams): Place => ('line' in params ? { kind: 'line', id: params.line } : { kind: 'cell', id: params.cell });
const Page = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.coerce.number().int().positive().optional().describe('the "next" of the page before'),
  alarm: AlarmId.optional(),
  unit: SourceId.optional(),
});
type Page = z.infer<typeof Page>;

const Window = z.strictObject({
  from: InstantText.prefault('now-7d').describe(`begin, inclusive: ${EXAMPLES}`),
  to: InstantText.prefault('now').describe('end, exclusive: written like from; at most now'),
});
type Window = z.infer<typeof Window>;
const LONGEST_WINDOW_US = 31 * 86_400e6;
const KPIS = 'By ISA-18.2 and EEMUA 191: alarms in ten minutes, floods, priorities, chattering and stale alarms, the ten most frequent. Of at most 31 days.';

/** Nobody silences an alarm for good: a shelf that has no end is a rule to change [s]. */
const LONGEST_SHELF_S = 7 * 86_400;

/** Alarms and advisories of a line or cell, and what people do about them. */
@ApiTags('alarms')
@Controller(['api/v1/lines/:line/alarms', 'api/v1/cells/:cell/alarms'])
export class AlarmsController {
  constructor(
    private readonly alarms: AlarmsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every alarm and advisory that is not normal, the most pressing first' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: ActiveAlarms })
  active(@Param({ schema: PlaceParams }) params: PlaceParams): ActiveAlarms {
    return this.alarms.active(placeOf(params));
  }

  @Get('history')
  @ApiOperation({ summary: 'What was raised, returned, acknowledged and shelved, by whom and why, newest first' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: AlarmHistory })
  history(@Param({ schema: PlaceParams }) params: PlaceParams, @Query({ schema: Page }) { limit, cursor: before, alarm, unit }: Page): Promise<AlarmHistory> {
    return this.alarms.history(placeOf(params), { limit, before, alarm, unit });
  }

  @Get('kpis')
  @ApiOperation({ summary: 'How well the alarms serve a person, over a window', description: KPIS })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: AlarmKpis })
  kpis(@Param({ schema: PlaceParams }) params: PlaceParams, @Query({ schema: Window }) window: Window): Promise<AlarmKpis> {
    const place = placeOf(params);
    return this.alarms.kpis(place, this.spanOf(place, window));
  }

  @Post(':id/acknowledge')
  @ApiOperation({ summary: 'Says that the caller has seen it', description: 'The name of the token goes into the history.' })
  @HttpCode(200)
  @RequireScope('edit')
  @ApiOkResponse({ standardSchema: ActiveAlarm })
  acknowledge(
    @Param({ schema: AlarmParams }) params: AlarmParams,
    @Body({ schema: AcknowledgeRequest }) { why = null }: { why?: string | null },
    @Caller() { name: who }: Principal,
  ): Promise<ActiveAlarm> {
    return this.alarms.act(placeOf(params), params.id, { what: 'acknowledge', who, why });
  }

  @Post(':id/shelve')
  @ApiOperation({ summary: 'Silences it for a time of at most seven days, and says why' })
  @HttpCode(200)
  @RequireScope('edit')
  @ApiOkResponse({ standardSchema: ActiveAlarm })
  shelve(
    @Param({ schema: AlarmParams }) params: AlarmParams,
    @Body({ schema: ShelveRequest }) asked: ShelveRequest,
    @Caller() { name: who }: Principal,
  ): Promise<ActiveAlarm> {
    const place = placeOf(params);
    return this.alarms.act(place, params.id, { what: 'shelve', who, why: asked.why, untilUs: this.endOf(place, asked) });
  }

  @Post(':id/unshelve')
  @ApiOperation({ summary: 'Ends its silence before the time' })
  @HttpCode(200)
  @RequireScope('edit')
  @ApiOkResponse({ standardSchema: ActiveAlarm })
  unshelve(
    @Param({ schema: AlarmParams }) params: AlarmParams,
    @Body({ schema: AcknowledgeRequest }) { why = null }: { why?: string | null },
    @Caller() { name: who }: Principal,
  ): Promise<ActiveAlarm> {
    return this.alarms.act(placeOf(params), params.id, { what: 'unshelve', who, why });
  }

  @Post(':id/take-out-of-service')
  @ApiOperation({ summary: 'Takes it out of service without an end, as for a repair, and says why' })
  @HttpCode(200)
  @RequireScope('edit')
  @ApiOkResponse({ standardSchema: ActiveAlarm })
  takeOutOfService(
    @Param({ schema: AlarmParams }) params: AlarmParams,
    @Body({ schema: OutOfServiceRequest }) { why }: { why: string },
    @Caller() { name: who }: Principal,
  ): Promise<ActiveAlarm> {
    return this.alarms.act(placeOf(params), params.id, { what: 'take-out-of-service', who, why });
  }

  @Post(':id/return-to-service')
  @ApiOperation({ summary: 'Puts it back into service' })
  @HttpCode(200)
  @RequireScope('edit')
  @ApiOkResponse({ standardSchema: ActiveAlarm })
  returnToService(
    @Param({ schema: AlarmParams }) params: AlarmParams,
    @Body({ schema: AcknowledgeRequest }) { why = null }: { why?: string | null },
    @Caller() { name: who }: Principal,
  ): Promise<ActiveAlarm> {
    return this.alarms.act(placeOf(params), params.id, { what: 'return-to-service', who, why });
  }

  private spanOf(place: Place, { from, to }: Window): { fromUs: number; toUs: number } {
    const nowUs = this.alarms.nowUs(place) ?? this.clock.nowUs();
    const span = { fromUs: toInstantUs(from, nowUs), toUs: Math.min(nowUs, toInstantUs(to, nowUs)) };
    const detail =
      span.fromUs >= span.toUs ? 'must be before to, and before now' : span.toUs - span.fromUs > LONGEST_WINDOW_US ? 'must be at most 31 days before to' : null;
    if (detail !== null) throw new ProblemError('validation', `/from: ${detail}`, [{ pointer: '/from', detail }]);
    return span;
  }

  private endOf(place: Place, asked: ShelveRequest): number {
    const nowUs = this.alarms.nowUs(place) ?? 0;
    const spanS = asked.for ?? (Date.parse(asked.until!) * 1000 - nowUs) / 1e6;
    const pointer = asked.for === undefined ? '/until' : '/for';
    const detail = spanS <= 0 ? 'must be later than the time of the line' : spanS > LONGEST_SHELF_S ? 'must be at most 7 days' : null;
    if (nowUs > 0 && detail !== null) throw new ProblemError('validation', `${pointer}: ${detail}`, [{ pointer, detail }]);
    return nowUs + Math.round(spanS * 1e6);
  }
}
