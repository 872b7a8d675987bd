import { standFrom, goOnFrom } from '../cell/begin.js';
import type { CompiledCell } from '../cell/compile.js';
import { CLOCK, type CellState } from '../cell/layout.js';
import { openLoad } from '../cell/load.js';
import { reportCell } from '../cell/report.js';
import { runCell } from '../cell/run.js';
import { settle } from '../cell/settle.js';
import type { Situation } from '../cell/situation.js';
import { openCellAccount, startCell } from '../cell/state.js';
import type { Loads } from '../supply/behind.js';
import { loadsOf, plantOutcome, type PlantOutcome } from './outcome.js';

const US_PER_S = 1e6;

/** Where the simulations of a question begin. */
export type CellBeginning =
  | { from: 'situation'; situation: Situation }
  /** the empty site: `warmUpS` before the horizon, which begins at `atUs` */
  | { from: 'empty'; atUs: number; warmUpS: number };

/** One simulated future after another of one site from one beginning: the n-th is the same whatever came before it. */
export class CellFutures {
  private standing: { state: CellState; drawn: boolean } | null = null;
  private room: CellState | undefined;

  constructor(
    private readonly cell: CompiledCell,
    private readonly beginning: CellBeginning,
    /** `utilities`: of which the electricity is taken down apart */
    private readonly options: { seed: number; horizonS: number; utilities?: readonly string[] },
  ) {}

  replicate(replication: number): { plant: PlantOutcome; loads: Loads } {
    const { cell, options } = this;
    const state = this.begin({ seed: options.seed, replication });
    const fromUs = state.clock[CLOCK.at]!;
    const toUs = fromUs + Math.max(1, Math.round(options.horizonS * US_PER_S));
    openCellAccount(cell, state);
    state.load = openLoad(cell.counts.carriers, fromUs, toUs, this.utilities());
    runCell(cell, state, toUs);
    settle(cell, state, toUs);
    const { load } = state;
    state.load = null;
    return { plant: plantOutcome(cell, reportCell(cell, state)), loads: loadsOf(cell, load) };
  }

  private utilities(): number[] {
    return (this.options.utilities ?? []).map((id) => this.cell.definition.utilities.findIndex((utility) => utility.id === id));
  }

  private begin(luck: { seed: number; replication: number }): CellState {
    const state = this.beginning.from === 'situation' ? this.goOn(this.beginning.situation, luck) : this.fill(this.beginning, luck);
    state.clock[CLOCK.chance] = 1;
    return state;
  }

  /** What the situation does not know is drawn anew in each replication; where it knows all, all go on from one standing cell. */
  private goOn(situation: Situation, luck: { seed: number; replication: number }): CellState {
    this.standing ??= standFrom(this.cell, situation, { seed: luck.seed, replication: 0 });
    const { state, drawn } = this.standing;
    const from = drawn && luck.replication > 0 ? standFrom(this.cell, situation, luck).state : state;
    return (this.room = goOnFrom(this.cell, from, luck, this.room));
  }

  private fill({ atUs, warmUpS }: { atUs: number; warmUpS: number }, luck: { seed: number; replication: number }): CellState {
    const state = startCell(this.cell, { ...luck, atUs: atUs - Math.round(warmUpS * US_PER_S) });
    if (warmUpS > 0) {
      state.clock[CLOCK.chance] = 1;
      runCell(this.cell, state, atUs);
    }
    return state;
  }
}
