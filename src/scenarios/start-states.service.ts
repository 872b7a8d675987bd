import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { ScenarioRequest } from '../contract/scenario.js';
import { refusal } from '../contract/refusal.js';
import { restore, type LineSnapshot } from '../model/state.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import type { PlantLine } from '../plant/plant.service.js';
import { TwinService } from '../twin/twin.service.js';
import { StartStateRow } from './entities.js';
import { startEmpty, type StartState } from './line-starts.js';
import { Moments } from './moments.service.js';
import { refuseIssues } from './refuse.js';
import { hashOfState, type Origin } from './result.js';

/** Takes the state at the start of a run and keeps it, so that the run can be done again bit for bit. */
@Injectable()
export class StartStates {
  constructor(
    private readonly twin: TwinService,
    private readonly moments: Moments,
    @InjectRepository(StartStateRow) private readonly states: Repository<StartStateRow>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws a ProblemError where there is no such state: 409 before the first reading of the line, 422 for an unknown or foreign hash, and for a past instant of which nothing is kept. */
  async take(request: Pick<ScenarioRequest, 'line' | 'start' | 'seed'>, line: PlantLine): Promise<StartState> {
    if (request.start.from === 'snapshot') return this.kept(request.start.hash, line);
    const state = await this.begin(request, line);
    const { hash, origin, snapshot } = state;
    const row = {
      hash,
      origin,
      snapshot,
      line: request.line,
      modelVersion: line.version,
      layout: snapshot.layout,
      createdAt: new Date(this.clock.nowUs() / 1000),
    };
    await this.states.createQueryBuilder().insert().values(row).orIgnore().execute();
    // A state that was there before keeps its origin: equal inputs give equal bytes.
    const kept = await this.states.findOneOrFail({ where: { hash }, select: { hash: true, origin: true } });
    return { ...state, origin: kept.origin as Origin };
  }

  private async begin({ start, seed }: Pick<ScenarioRequest, 'start' | 'seed'>, line: PlantLine): Promise<StartState> {
    if (start.from === 'past') return this.past(line, Date.parse(start.at) * 1000);
    return start.from === 'empty' ? startEmpty(line.compiled, seed, start.at) : this.live(line);
  }

  private async past(line: PlantLine, wantedUs: number): Promise<StartState> {
    const { atUs, snapshot, measuredRates } = await this.moments.ofLineAt(line.definition.id, wantedUs);
    demandFit(line, snapshot, '/start/at');
    return { hash: hashOfState(line.definition.id, snapshot), snapshot, origin: { from: 'past', atUs, epoch: null, revision: null, measuredRates } };
  }

  private live(line: PlantLine): StartState {
    const fork = this.twin.fork(line.definition.id);
    if (!fork) throw new ProblemError('not-ready', refusal('silentLine', { id: line.definition.id }));
    const { snapshot, epoch, revision, atUs, measuredRates } = fork;
    return { hash: hashOfState(line.definition.id, snapshot), snapshot, origin: { from: 'live', atUs, epoch, revision, measuredRates } };
  }

  private async kept(hash: string, line: PlantLine): Promise<StartState> {
    const row = await this.states.findOneBy({ hash });
    if (row?.line !== line.definition.id || !('layout' in row.snapshot)) {
      throw refuseIssues([{ pointer: '/start/hash', detail: `no run of line ${line.definition.id} started from this state` }]);
    }
    demandFit(line, row.snapshot, '/start/hash');
    return { hash, origin: row.origin as Origin, snapshot: row.snapshot };
  }
}

function demandFit(line: PlantLine, state: LineSnapshot, pointer: string): void {
  const fits = restore(line.compiled, state);
  if (!fits.ok) throw refuseIssues([{ pointer, detail: `the line has changed since, and this state no longer fits it: ${fits.reason}` }]);
}
