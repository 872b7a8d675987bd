import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/require-scope.js';
import type { LineId } from '../contract/equipment.js';
import { PostedAnswer, PostedReadings } from '../contract/posted-readings.js';
import type { Observation } from '../contract/telemetry.js';
import { refusal } from '../contract/refusal.js';
import { PlantService } from '../plant/plant.service.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { PostedJudge } from './posted.js';
import { Telemetry } from './telemetry.service.js';

const TEXT =
  'The answer comes when the readings are durable, as with a QoS 1 message. The same readings in the same order, posted again, are duplicates. ' +
  'A reading that is wrong is refused with its place, and does not hold up the others. Answered 429 where the journal takes no more: posting again later is harmless.';
const LONGEST_WAIT_MS = 20_000;
const RETRY_S = 2;

/** The way in for files: readings of a line or cell over HTTP, with the journal and the promise of the way over MQTT. */
@ApiTags('telemetry')
@Controller('api/v1/telemetry')
export class PostedController {
  private readonly judges = new Map<LineId, PostedJudge>();

  constructor(
    private readonly telemetry: Telemetry,
    private readonly plant: PlantService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @RequireScope('edit')
  @ApiOperation({ summary: 'Readings of a line or process cell, such as those of a file', description: TEXT })
  @ApiOkResponse({ standardSchema: PostedAnswer })
  async post(@Body({ schema: PostedReadings }) { line, readings, dryRun }: PostedReadings): Promise<PostedAnswer> {
    const judge = this.judgeOf(line);
    const nowUs = this.clock.nowUs();
    const observations: Observation[] = [];
    const refused: PostedAnswer['refused'] = [];
    readings.forEach((posted, index) => {
      const judged = judge.judge(posted, nowUs);
      if (judged.ok) observations.push(judged.observation);
      else refused.push({ index, detail: judged.detail });
    });
    const fate = dryRun || observations.length === 0 ? 'stored' : await this.store(line, observations);
    const { length } = observations;
    return { stored: fate === 'stored' ? length : 0, duplicate: fate === 'duplicate' ? length : 0, refused };
  }

  private async store(line: LineId, observations: readonly Observation[]): Promise<'stored' | 'duplicate'> {
    const late = new AbortController();
    const waited = sleep(LONGEST_WAIT_MS, 'late' as const, { signal: late.signal }).catch(() => 'late' as const);
    const fate = await Promise.race([this.telemetry.take(line, observations), waited]);
    late.abort();
    if (fate === 'stored' || fate === 'duplicate') return fate;
    const detail = fate === null ? 'more was received than can be committed' : this.telemetry.status().journal.detail;
    throw new ProblemError('too-many-requests', `${detail}: post the same readings again later`, [], RETRY_S);
  }

  private judgeOf(line: LineId): PostedJudge {
    const known = this.judges.get(line);
    if (known) return known;
    const definition = this.plant.line(line)?.definition ?? this.plant.cell(line)?.definition;
    if (!definition) throw new ProblemError('not-found', refusal('noLineOrCell', { id: line }));
    const judge = new PostedJudge(definition);
    this.judges.set(line, judge);
    return judge;
  }
}
