import { residual, sample } from '../../engine/distribution.js';
import { ln } from '../../engine/elementary.js';
import { nextUniform, STREAM_WORDS } from '../../engine/random.js';
import { nextAhead } from './ahead.js';
import type { PartsState } from './layout.js';
import { NONE, type PartsModel } from './model.js';
import type { Law } from './spec.js';

const KIND = { fixed: 0, exponential: 1, uniform: 2, sequence: 3, other: 4 } as const;

/** The parameters of the commonest laws side by side, so that a draw of them reads no object. */
export function lawTable(laws: readonly Law[]): Pick<PartsModel, 'lawKind' | 'lawA' | 'lawB'> {
  const rows = laws.map((law): [number, number, number] => {
    switch (law.dist) {
      case 'fixed':
      case 'deterministic':
        return [KIND.fixed, law.value, 0];
      case 'exponential':
        return [KIND.exponential, law.mean, 0];
      case 'uniform':
        return [KIND.uniform, law.max, law.max - law.min];
      case 'sequence':
        return [KIND.sequence, 0, 0];
      default:
        return [KIND.other, 0, 0];
    }
  });
  return { lawKind: Int32Array.from(rows, (row) => row[0]), lawA: Float64Array.from(rows, (row) => row[1]), lawB: Float64Array.from(rows, (row) => row[2]) };
}

/** The next amount of a law from a stream. What is fixed draws nothing. */
export function draw(model: PartsModel, state: PartsState, law: number, stream: number): number {
  const { words } = state;
  const offset = STREAM_WORDS * stream;
  switch (model.lawKind[law]) {
    case KIND.fixed:
      return model.lawA[law]!;
    case KIND.exponential:
      return model.lawA[law]! * minusLog(model, state, stream);
    case KIND.uniform:
      return model.lawA[law]! - nextUniform(words, offset) * model.lawB[law]!;
    default:
      return drawOther(model.laws[law]!, words, offset);
  }
}

function minusLog(model: PartsModel, state: PartsState, stream: number): number {
  const slot = model.aheadOf[stream]!;
  return slot === NONE ? -ln(nextUniform(state.words, STREAM_WORDS * stream)) : nextAhead(state, slot, stream);
}

function drawOther(law: Law, words: Uint32Array, offset: number): number {
  if (law.dist !== 'sequence') return Math.max(0, sample(law, nextUniform(words, offset)));
  const n = words[offset]!;
  words[offset] = n + 1;
  return law.values[n % law.values.length]!;
}

/** What is left of `drawn` given that `age` has passed, drawn afresh. What is fixed or listed keeps what it had. */
export function drawResidual(model: PartsModel, state: PartsState, law: number, stream: number, drawn: number, age: number): number {
  const given = model.laws[law]!;
  if (given.dist === 'fixed' || given.dist === 'deterministic' || given.dist === 'sequence') return drawn - age;
  // An exponential time has no memory.
  if (age <= 0 || given.dist === 'exponential') return draw(model, state, law, stream);
  return residual(given, age, nextUniform(state.words, STREAM_WORDS * stream));
}
