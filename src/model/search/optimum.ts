import type { Optimum, ParetoFront } from '../../contract/search-result.js';
import type { Choice, Contender } from '../../engine/search/choice.js';
import type { Front } from '../../engine/search/front.js';
import { holdsOf, type Aim } from './aim.js';
import { namesOf, rowsIn, type TriedPoint } from './tried.js';

/** What a search for the best by one goal says of all that it tried. `choice` null: it was stopped before it compared. */
export function optimumOf(
  choice: Choice | null,
  aim: Aim,
  tried: readonly TriedPoint[],
): Pick<Optimum, 'goal' | 'chosen' | 'confidence' | 'candidates' | 'ended'> {
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
        holds: contender ? decided(contender) : holdsOf(aim, rowsIn(rows, null)),
        fate: contender?.fate ?? 'left',
        beatenBy: nameOf(contender?.beatenBy),
      };
    }),
  };
}

/** What a search for the best compromises says of all that it tried; `front` null likewise. */
export function frontOf(
  front: Front | null,
  aim: Aim,
  tried: readonly TriedPoint[],
  isSchedule: boolean,
): Pick<ParetoFront, 'goals' | 'candidates' | 'ended' | 'chosen'> {
  const names = namesOf(tried);
  const placed = new Map(front?.placed.map((each) => [each.id, each]));
  return {
    goals: aim.goals,
    ended: front?.ended ?? 'stopped',
    chosen: isSchedule ? (names.get(front?.placed.find(({ place }) => place === 'front')?.id ?? NaN) ?? null) : null,
    candidates: tried.map(({ id, rows }) => {
      const its = placed.get(id);
      const by = its?.dominatedBy ?? null;
      return {
        point: names.get(id)!,
        replications: its?.replications ?? null,
        holds: holdsOf(aim, rowsIn(rows, its?.replications ?? null)),
        place: its?.place ?? 'left',
        sure: its?.sure ?? false,
        dominatedBy: by === null ? null : (names.get(by) ?? null),
      };
    }),
  };
}

const decided = ({ holds }: Contender) => holds.map((held) => (held === null ? 'possibly' : held ? 'surely' : 'not'));
