import type { CellDefinition } from '../../../../src/contract/cell.js';
import type { QuestionFault } from './question-faults.js';
import { changeOf, type DraftChange, type SiteDraft } from './site-draft.js';

/** Standby of what has none of its own, of which nobody has said yet how long it takes to wake up: the plant file cannot tell either. */
export const wakeUpFaults = ({ variants }: Pick<SiteDraft, 'variants'>, { units }: Pick<CellDefinition, 'units'>): QuestionFault[] =>
  variants.flatMap(({ changes }, i) =>
    changes.flatMap((change, j) =>
      isLacking(change, units) ? [{ pointer: `/variants/${i}/changes/${j}/wakeUp`, detail: 'missing: it has no standby of its own', missing: true }] : [],
    ),
  );

const isLacking = (change: DraftChange, units: CellDefinition['units']): boolean => changeOf(change)['wakeUp'] === undefined && isWakeUpNeeded(change, units);

/** Whether a change is of standby of what has none of its own: how long it takes to wake up is then to be said. */
export function isWakeUpNeeded(change: DraftChange, units: CellDefinition['units']): boolean {
  const { unit: id, machine, after } = changeOf(change);
  if (change.kind !== 'standby' || after === undefined || after === null) return false;
  const unit = units.find((each) => each.id === id);
  const of = machine === undefined ? unit : unit?.flow?.stations.find((station) => station.id === machine);
  return of !== undefined && of.standby === undefined;
}

/** The shortest and the longest time in which what has standby at a site wakes up [s]; null: nothing has. */
export function wakeUpsOf(units: CellDefinition['units']): { least: number; most: number } | null {
  const known = units.flatMap((unit) => [unit, ...(unit.flow?.stations ?? [])]).flatMap(({ standby }) => (standby ? [standby.wakeUp] : []));
  return known.length > 0 ? { least: Math.min(...known), most: Math.max(...known) } : null;
}
