import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { CellsService } from '../cells/cells.service.js';
import type { CellScenarioRequest } from '../contract/cell-scenario.js';
import type { CellSearchRequest } from '../contract/search.js';
import type { Micros } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService, type PlantCell } from '../plant/plant.service.js';
import { firstUs, startFromSituation, startWithoutTwin, type CellStartState } from './cell-starts.js';
import { StartStateRow } from './entities.js';
import { Moments } from './moments.service.js';
import { prepareCell } from './prepare.js';
import { refuseIssues } from './refuse.js';
import type { PreparedRun } from './simulation.js';

type AnyCellRequest = CellScenarioRequest | CellSearchRequest;
type Begin = (start: CellStartState) => PreparedRun;

/** Questions about sites, and searches over such. */
@Injectable()
export class CellRuns {
  constructor(
    private readonly plant: PlantService,
    private readonly cells: CellsService,
    private readonly moments: Moments,
    @InjectRepository(StartStateRow) private readonly states: Repository<StartStateRow>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Checks a question against its site as it is now, and gives how it is begun. Throws 404 for an unknown one and 422 with every issue. */
  check(request: AnyCellRequest): () => Promise<PreparedRun> {
    const cell = this.cell(request);
    const atUs = startWithoutTwin(request)?.atUs ?? this.clock.nowUs();
    const checked = { atUs, begin: this.prepare(request, cell, atUs) };
    return () => this.begin(request, cell, checked);
  }

  /** Throws 409 before the first reading of the site, and 422 for an unknown or foreign state, or what does not fit the instant at which it begins. */
  private async begin(request: AnyCellRequest, cell: PlantCell, checked: { atUs: Micros; begin: Begin }): Promise<PreparedRun> {
    const start = await this.start(request, cell);
    const atUs = firstUs(start);
    return (atUs === checked.atUs ? checked.begin : this.prepare(request, cell, atUs))(start);
  }

  private cell({ cell: id }: AnyCellRequest): PlantCell {
    const cell = this.plant.cell(id);
    if (!cell) throw new ProblemError('not-found', refusal('noCell', { id }), [{ pointer: '/cell', detail: refusal('noCell', { id }) }]);
    return cell;
  }

  private prepare(request: AnyCellRequest, cell: PlantCell, atUs: number): Begin {
    const prepared = prepareCell(request, cell, atUs);
    if (prepared.ok) return prepared.begin;
    throw refuseIssues(prepared.issues);
  }

  /** A beginning is kept, so that the run can be done again bit for bit. */
  private async start(request: AnyCellRequest, cell: PlantCell): Promise<CellStartState> {
    const { start } = request;
    if (start.from === 'snapshot') return this.kept(request, start.hash, cell);
    const state = startWithoutTwin(request) ?? (start.from === 'past' ? await this.past(request, Date.parse(start.at) * 1000, cell) : this.live(request, cell));
    const { from, atUs, epoch, revision } = state;
    await this.states
      .createQueryBuilder()
      .insert()
      .values({
        hash: state.hash,
        line: request.cell,
        modelVersion: cell.version,
        layout: 'cell',
        origin: { from, atUs, epoch, revision },
        snapshot: state.beginning,
        createdAt: new Date(this.clock.nowUs() / 1000),
      })
      .orIgnore()
      .execute();
    // A state that was there before keeps its origin: equal inputs give equal bytes.
    const { origin } = await this.states.findOneOrFail({ where: { hash: state.hash }, select: { hash: true, origin: true } });
    return { ...state, ...startedFrom(origin) };
  }

  private live(request: AnyCellRequest, cell: PlantCell): CellStartState {
    const live = this.cells.find(request.cell);
    const situation = live?.situation() ?? null;
    if (!live || situation === null) throw new ProblemError('not-ready', refusal('silentCell', { id: request.cell }));
    return startFromSituation(cell.compiled, situation, 'live', request, { epoch: this.cells.epoch, revision: live.rev });
  }

  private async past(request: AnyCellRequest, wantedUs: Micros, cell: PlantCell): Promise<CellStartState> {
    return startFromSituation(cell.compiled, await this.moments.ofCellAt(cell, wantedUs), 'past', request);
  }

  private async kept(request: AnyCellRequest, hash: string, cell: PlantCell): Promise<CellStartState> {
    const row = await this.states.findOneBy({ hash });
    if (row?.line !== request.cell || !('from' in row.snapshot)) {
      const detail = `no run of cell ${request.cell} started from this state`;
      throw refuseIssues([{ pointer: '/start/hash', detail }]);
    }
    const beginning = row.snapshot;
    const origin = startedFrom(row.origin);
    if (beginning.from === 'situation') return { ...startFromSituation(cell.compiled, beginning.situation, 'snapshot', request), hash, ...origin };
    return { hash, atUs: beginning.atUs, beginning, notes: [], ...origin };
  }
}

/** Where a state came from: one that is used again keeps it, so that the answer is the same. */
const startedFrom = ({ from, epoch, revision }: StartStateRow['origin']) => ({ from, epoch, revision });
