import type { CellChange } from '../../contract/cell-variant.js';
import type { PlantChange } from '../../contract/cell-change.js';
import type { ChangeNote } from '../../contract/change-note.js';
import type { CellDefinition } from '../../contract/cell.js';
import type { Issue } from '../../contract/problem.js';
import { SUPPLY_KINDS, type SupplyChange } from '../../contract/supply-change.js';
import { applySupply } from '../supply/apply.js';
import type { SeriesBook } from '../supply/billing.js';
import { ELECTRICITY, supplyOf, type SupplyState } from '../supply/state.js';
import { applyCellChanges } from './apply.js';

/** A site as a variant has it, and how it is supplied. */
export interface VariantOfCell {
  definition: CellDefinition;
  supply: SupplyState;
  notes: ChangeNote[];
}

const isSupply = (change: CellChange): change is SupplyChange => (SUPPLY_KINDS as readonly string[]).includes(change.kind);

/** The site as it is. */
export const asItIs = (definition: CellDefinition, series: SeriesBook): VariantOfCell => ({ definition, supply: supplyOf(definition, series), notes: [] });

/** Changes of the plant first, then those of its supply. Issues point into the variant; all are told at once. */
export function variantOf(
  definition: CellDefinition,
  changes: readonly CellChange[],
  atUs: number,
  series: SeriesBook,
): { ok: true; variant: VariantOfCell } | { ok: false; issues: Issue[] } {
  const places = changes.map((_, i) => i);
  const ofPlant = places.filter((i) => !isSupply(changes[i]!));
  const ofSupply = places.filter((i) => isSupply(changes[i]!));
  const plant = applyCellChanges(
    definition,
    ofPlant.map((i) => changes[i] as PlantChange),
    atUs,
  );
  const changed = plant.ok ? plant.definition : definition;
  const supply = applySupply(
    supplyOf(changed, series),
    ofSupply.map((i) => changes[i] as SupplyChange),
    '/changes',
    electricUtilities(changed),
  );
  const issues = [...(plant.ok ? [] : relocated(plant.issues, ofPlant)), ...relocated(supply.issues, ofSupply)];
  if (!plant.ok || issues.length > 0) return { ok: false, issues };
  return { ok: true, variant: { definition: changed, supply: supply.state, notes: plant.notes.map((note) => ({ ...note, change: ofPlant[note.change]! })) } };
}

const electricUtilities = ({ utilities }: CellDefinition): string[] => utilities.filter(({ energy }) => (energy[ELECTRICITY] ?? 0) > 0).map(({ id }) => id);

/** Pointers that count some of the changes, to point among all. */
function relocated(issues: readonly Issue[], places: readonly number[]): Issue[] {
  return issues.map((issue) => ({ ...issue, pointer: issue.pointer.replace(/^\/changes\/(\d+)/, (_, i: string) => `/changes/${places[Number(i)]}`) }));
}
