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

function isLacking(change: DraftChange, units: CellDefinition['units']): boolean {
  const { unit: id, machine, after, wakeUp } = changeOf(change);
  if (change.kind !== 'standby' || after === undefined || after === null || wakeUp !== undefined) return false;
  const unit = units.find((each) => each.id === id);
  const of = machine === undefined ? unit : unit?.flow?.stations.find((station) => station.id === machine);
  return of !== undefined && of.standby === undefined;
}
