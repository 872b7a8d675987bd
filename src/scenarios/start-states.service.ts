import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { ScenarioRequest } from '../contract/scenario.js';
import { restore } from '../model/state.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import type { PlantLine } from '../plant/plant.service.js';
import { TwinService } from '../twin/twin.service.js';
import { StartStateRow } from './entities.js';
import { startEmpty, type StartState } from './line-starts.js';
import { hashOfState, type Origin } from './result.js';

/** Takes the state at the start of a run and keeps it, so that the run can be done again bit for bit. */
@Injectable()
export class StartStates {
  constructor(
    private readonly twin: TwinService,
    @InjectRepository(StartStateRow) private readonly states: Repository<StartStateRow>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws a ProblemError where there is no such state: 409 before the first reading of the line, 422 for an unknown or foreign hash. */
  async take(request: Pick<ScenarioRequest, 'line' | 'start' | 'seed'>, line: PlantLine): Promise<StartState> {
    if (request.start.from === 'snapshot') return this.kept(request.start.hash, line);
    const state = request.start.from === 'live' ? this.live(line) : startEmpty(line.compiled, request.seed, request.start.at);
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

  private live(line: PlantLine): StartState {
    const fork = this.twin.fork(line.definition.id);
    if (!fork) throw new ProblemError('not-ready', `line ${line.definition.id} has sent no reading yet: start from empty, or try again once it has`);
    const { snapshot, epoch, revision, atUs, measuredRates } = fork;
    return { hash: hashOfState(snapshot), snapshot, origin: { from: 'live', atUs, epoch, revision, measuredRates } };
  }

  private async kept(hash: string, line: PlantLine): Promise<StartState> {
    const row = await this.states.findOneBy({ hash });
    if (row?.line !== line.definition.id || !('layout' in row.snapshot)) throw refuse(`no run of line ${line.definition.id} started from this state`);
    const fits = restore(line.compiled, row.snapshot);
    if (!fits.ok) throw refuse(`the line has changed since, and this state no longer fits it: ${fits.reason}`);
    return { hash, origin: row.origin as Origin, snapshot: row.snapshot };
  }
}

const refuse = (detail: string) => new ProblemError('validation', detail, [{ pointer: '/start/hash', detail }]);
