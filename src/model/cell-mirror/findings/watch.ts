import type { CompiledCell } from '../../cell/compile.js';
import type { MeasuredFact } from '../facts.js';
import type { Bin } from './bins.js';
import type { Book } from './book.js';
import { watchEnergy } from './energy.js';
import { watchRelease, watchTest } from './laboratory.js';
import { watchRan } from './machines.js';
import type { Rest } from './rest.js';
import { watchStop } from './stops.js';
import { watchUtility, watchZone } from './surroundings.js';
import type { Use } from './use.js';
import { watchActivity, watchPhase, watchStep } from './work.js';

/** What was measured of each parameter of a cell against its file. Plain JSON: it is saved with the mirror. */
export interface Watch {
  cell: string;
  /** how many parameters there are books of */
  parameters: number;
  /** by judged|source|of */
  books: Record<string, Book>;
  days: Record<string, Bin>;
  /** by unit, or source of a machine */
  uses: Record<string, Use>;
  rests: Record<string, Rest>;
  /** by source: time and energy of its phases by their powers in the file, of late, and how many steps have ended */
  mixes: Record<string, { seconds: number; kwS: number; steps?: number }>;
  /** by source|stop: running time that has not been judged, and the stops in it */
  runs: Record<string, { stops: number; seconds: number; fromUs: number }>;
  /** by machine: speed of its last run [items/min], and the lot whose start-up is counted */
  speeds: Record<string, number>;
  started: Record<string, string>;
  draws: Record<string, { drawn: number; hours: number }>;
  fans: Record<string, { kwh: number; expectedKwh: number }>;
  /** by release|lot: last result [us], until the decision */
  results: Record<string, number>;
}

export const openWatch = (cell: CompiledCell): Watch => ({
  cell: cell.definition.id,
  parameters: 0,
  books: {},
  days: {},
  uses: {},
  rests: {},
  mixes: {},
  runs: {},
  speeds: {},
  started: {},
  draws: {},
  fans: {},
  results: {},
});

/** Takes in a fact. What speaks of nothing that the file knows is left out. */
export function watchFact(cell: CompiledCell, watch: Watch, fact: MeasuredFact): void {
  switch (fact.kind) {
    case 'phase':
      return watchPhase(cell, watch, fact);
    case 'activity':
      return watchActivity(cell, watch, fact);
    case 'stop':
      return watchStop(cell, watch, fact);
    case 'step':
      return watchStep(cell, watch, fact);
    case 'ran':
      return watchRan(cell, watch, fact);
    case 'energy':
      return watchEnergy(cell, watch, fact);
    case 'utility':
      return watchUtility(cell, watch, fact);
    case 'zone':
      return watchZone(cell, watch, fact);
    case 'test':
      return watchTest(cell, watch, fact);
    case 'release':
      return watchRelease(cell, watch, fact);
  }
}
