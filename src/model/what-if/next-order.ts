import type { Demand } from '../../contract/cell.js';
import { momentUs, utcText } from '../zone.js';
import type { Edit } from './edit.js';

/** When the next order of a demand comes, from the start of the simulation on [us]; null: its first date is none. */
export function nextOrderUs(edit: Edit, { first, every }: Demand): number | null {
  if (first === undefined) return edit.atUs;
  const firstUs = momentUs(edit.cell.timezone, first);
  if (Number.isNaN(firstUs)) return null;
  const everyUs = Math.round(every * 1e6);
  return firstUs + Math.max(0, Math.ceil((edit.atUs - firstUs) / everyUs)) * everyUs;
}

/** Before its rhythm changes: the next order comes when it would have come. */
export function keepNextOrder(edit: Edit, demand: Demand): void {
  if (demand.first === undefined) return;
  const nextUs = nextOrderUs(edit, demand);
  if (nextUs !== null) demand.first = utcText(nextUs);
}
