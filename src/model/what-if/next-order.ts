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

/** Another time between orders [s]: the next order comes when it would have come, and those before it, which fill a steady site, came in the new rhythm. */
export function changeRhythm(edit: Edit, demand: Demand, every: number): void {
  const nextUs = nextOrderUs(edit, demand);
  demand.every = every;
  if (demand.first === undefined || nextUs === null) return;
  const everyUs = Math.round(every * 1e6);
  const before = Math.floor((nextUs - momentUs(edit.cell.timezone, demand.first)) / everyUs);
  demand.first = utcText(nextUs - before * everyUs);
}
