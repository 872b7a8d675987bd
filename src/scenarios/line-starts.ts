import type { CompiledLine } from '../model/compile.js';
import type { LineSnapshot } from '../model/state.js';
import { EMPTY_START, emptyStart } from './question.js';
import { hashOfState, type Origin } from './result.js';

/** The state that a run starts from. */
export interface StartState {
  hash: string;
  origin: Origin;
  snapshot: LineSnapshot;
}

/** The empty line; on a Monday morning where no instant is given. */
export function startEmpty(line: CompiledLine, seed: number, at = EMPTY_START): StartState {
  const atUs = Date.parse(at) * 1000;
  const snapshot = emptyStart(line, atUs, seed);
  return { hash: hashOfState(line.definition.id, snapshot), snapshot, origin: { from: 'empty', atUs, epoch: null, revision: null } };
}
