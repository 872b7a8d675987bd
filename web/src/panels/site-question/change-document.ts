import type { CellScenarioDocument } from '../../../../src/contract/cell-scenario.js';
import type { CellChange } from '../../../../src/contract/cell-variant.js';

export type ChangeKind = CellChange['kind'];
/** A change as it is written in a question. */
export type ChangeDocument = NonNullable<CellScenarioDocument['variants']>[number]['changes'][number];

/** What a change says beside its kind: a field that is not given is not there. */
export type ChangeFields = Readonly<Record<string, unknown>>;

export const fieldsOf = (change: ChangeDocument): ChangeFields => Object.fromEntries(Object.entries(change).filter(([name]) => name !== 'kind'));
