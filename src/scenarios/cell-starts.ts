import type { CellScenarioRequest, CellScenarioResult } from '../contract/cell-scenario.js';
import type { LineId } from '../contract/equipment.js';
import type { LookAheadNote } from '../contract/look-ahead-note.js';
import type { Micros } from '../contract/units.js';
import { standFrom } from '../model/cell/begin.js';
import type { CompiledCell } from '../model/cell/compile.js';
import type { Situation } from '../model/cell/situation.js';
import type { CellBeginning } from '../model/what-if/replicate.js';
import { canonicalJson, sha256 } from '../plant/canonical.js';
import { EMPTY_START } from './question.js';

/** Where the simulations of a question about a site begin. */
export interface CellStartState {
  hash: string;
  from: CellScenarioResult['start']['from'];
  /** instant at which the horizon begins */
  atUs: Micros;
  beginning: CellBeginning;
  /** epoch and revision of the live record that it was forked from; null: of none */
  epoch: string | null;
  revision: number | null;
  /** what was not known of the site, and what it was taken to be */
  notes: LookAheadNote[];
}

/** Two sites that begin alike do not begin in one state: it names the site. */
const hashOfBeginning = (cell: LineId, beginning: CellBeginning): string => sha256(canonicalJson({ cell, ...beginning }));

const NO_RECORD = { epoch: null, revision: null };

/** From the empty site, with or without a time in which it fills; null: the start is where the site stands. */
export function startWithoutTwin({ cell, start }: Pick<CellScenarioRequest, 'cell' | 'start'>): CellStartState | null {
  if (start.from !== 'steady' && start.from !== 'empty') return null;
  const warmUpS = start.from === 'steady' ? start.warmUp : 0;
  const atUs = start.at === undefined ? Date.parse(EMPTY_START) * 1000 + warmUpS * 1e6 : Date.parse(start.at) * 1000;
  const beginning: CellBeginning = { from: 'empty', atUs, warmUpS };
  return { hash: hashOfBeginning(cell, beginning), from: start.from, atUs, ...NO_RECORD, beginning, notes: [] };
}

/** From where a site stands, by the live record where that is told. */
export function startFromSituation(
  cell: CompiledCell,
  situation: Situation,
  from: 'live' | 'past' | 'snapshot',
  { seed }: Pick<CellScenarioRequest, 'seed'>,
  record: { epoch: string; revision: number } | typeof NO_RECORD = NO_RECORD,
): CellStartState {
  const beginning: CellBeginning = { from: 'situation', situation };
  const { notes } = standFrom(cell, situation, { seed, replication: 0 });
  return { hash: hashOfBeginning(cell.definition.id, beginning), from, atUs: situation.atUs, ...record, beginning, notes };
}

/** What an answer says of its start. */
export const startOf = ({ from, hash, atUs, epoch, revision }: CellStartState): CellScenarioResult['start'] => ({ from, hash, atUs, epoch, revision });

/** The first instant of the simulations: what is released at that of a situation was released before. */
export const firstUs = ({ beginning, atUs }: CellStartState): Micros => (beginning.from === 'situation' ? atUs + 1 : atUs);
