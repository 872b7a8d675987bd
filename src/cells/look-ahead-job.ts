import type { CellDefinition } from '../contract/cell.js';
import type { CellLookAhead } from '../contract/cell-view.js';
import type { Micros } from '../contract/units.js';
import { compileCell, type CompiledCell } from '../model/cell/compile.js';
import { lookAhead } from '../model/cell/look-ahead.js';
import type { Situation } from '../model/cell/situation.js';

/** A look ahead as plain data: all that a worker needs to know. */
export interface LookAheadJob {
  definition: CellDefinition;
  /** of the definition: a worker compiles each version once */
  version: string;
  situation: Situation;
  untilUs: Micros;
  replications: number;
  seed: number;
}

const compiled = new Map<string, CompiledCell>();

/** Simulates what lies ahead. Throws where the definition, which was checked before, does not compile. */
export function simulateAhead({ definition, version, situation, untilUs, replications, seed }: LookAheadJob): CellLookAhead {
  const cell = compiled.get(version) ?? compileChecked(definition);
  compiled.set(version, cell);
  return lookAhead(cell, situation, { untilUs, replications, seed });
}

function compileChecked(definition: CellDefinition): CompiledCell {
  const outcome = compileCell(definition);
  if (!outcome.ok) throw new Error(`a cell that was checked does not compile: ${outcome.issues[0]?.detail}`);
  return outcome.cell;
}
