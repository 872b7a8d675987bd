import type { Optimum } from '../../contract/search-result.js';
import type { Choice, Contender } from '../../engine/search/choice.js';
import { holdsOf, type Aim } from './aim.js';
import { namesOf, type TriedPoint } from './tried.js';

/** What a search for the best by one goal says of all that it tried. `choice` null: it was stopped before it compared. */
export function optimumOf(choice: Choice | null, aim: Aim, tried: readonly TriedPoint[]): Pick<Optimum, 'goal' | 'chosen' | 'confidence' | 'candidates' | 'ended'> {
  const names = namesOf(tried);
  const nameOf = (id: number | null | undefined) => (id == null ? null : (names.get(id) ?? null));
  const contenders = new Map(choice?.contenders.map((each) => [each.id, each]));
  return {
    goal: aim.goals[0]!,
    chosen: nameOf(choice?.best),
    confidence: choice?.confidence ?? null,
    ended: choice?.ended ?? 'stopped',
    candidates: tried.map(({ id, rows }) => {
      const contender = contenders.get(id);
      return {
        point: names.get(id)!,
        replications: contender?.replications ?? null,
        holds: contender ? decided(contender) : holdsOf(aim, [...rows.values()]),
        fate: contender?.fate ?? 'left',
        beatenBy: nameOf(contender?.beatenBy),
      };
    }),
  };
}

const decided = ({ holds }: Contender) => holds.map((held) => (held === null ? 'possibly' : held ? 'surely' : 'not'));
