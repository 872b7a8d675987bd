import type { PlantChange, PlantChangeKind } from '../../contract/cell-change.js';
import type { Edit } from './edit.js';

export type ChangeOf<Kind extends PlantChangeKind> = Extract<PlantChange, { kind: Kind }>;

/** How each of some kinds of changes is made. */
export type Handlers<Kind extends PlantChangeKind> = { [Each in Kind]: (edit: Edit, change: ChangeOf<Each>) => void };

/** Whether a change gives any of these keys; else it is refused, since it changes nothing. */
export function changesAny<Change extends object>(edit: Edit, change: Change, keys: readonly (keyof Change & string)[]): boolean {
  if (keys.some((key) => change[key] !== undefined)) return true;
  edit.refuse('', `changes nothing: expected ${keys.map((key) => `"${key}"`).join(', ')}`);
  return false;
}
