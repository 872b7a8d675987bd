import { NEVER } from '../../engine/calendar.js';
import { CLEAN } from './changeover.js';
import type { Place } from './compile.js';
import type { CellState } from './layout.js';
import { addToPlace } from './table.js';

const US_PER_S = 1e6;
const isOver = (sinceUs: number, limitS: number | undefined, nowUs: number) => limitS !== undefined && nowUs - sinceUs > Math.round(limitS * US_PER_S);

/** The cleaning that the state of a place asks for by itself: CLEAN. */
export function dueCleaning({ unit: { cleaning }, index: i }: Place, { p }: CellState, nowUs: number): number {
  if (cleaning === undefined) return CLEAN.none;
  const { campaign } = cleaning;
  if (p.product[i]! >= 0 && campaign?.batches !== undefined && p.campaignBatches[i]! >= campaign.batches) return CLEAN.major;
  if (p.product[i]! >= 0 && isOver(p.campaignSince[i]!, campaign?.age, nowUs)) return CLEAN.major;
  if (p.soiled[i] === 1) {
    if (isOver(p.soiledSince[i]!, cleaning.dirtyHold, nowUs)) return CLEAN.major;
    return cleaning.minor === undefined ? CLEAN.none : CLEAN.minor;
  }
  if (!isOver(p.cleanSince[i]!, cleaning.cleanHold, nowUs)) return CLEAN.none;
  return cleaning.minor === undefined ? CLEAN.major : CLEAN.minor;
}

/** By when a soiled place must be cleaned [us]; NEVER where it need not be. */
export function cleanByUs({ unit: { cleaning }, index: i }: Place, { p }: CellState): number {
  if (cleaning?.dirtyHold === undefined || p.soiled[i] === 0) return NEVER;
  return p.soiledSince[i]! + Math.round(cleaning.dirtyHold * US_PER_S);
}

/** A place has been cleaned. */
export function cleaned({ p }: CellState, { index: i }: Place, nowUs: number): void {
  p.soiled[i] = 0;
  p.cleanSince[i] = nowUs;
  if (p.majorNext[i] !== 1) return;
  p.campaignBatches[i] = 0;
  p.campaignSince[i] = nowUs;
}

/** A batch has gone through a place, which is soiled by it. */
export function soil(state: CellState, { index: i, unit }: Place, product: number, nowUs: number): void {
  const { p } = state;
  p.product[i] = product;
  addToPlace(state, i, 'batches', 1);
  if (unit.cleaning === undefined) return;
  p.soiled[i] = 1;
  p.soiledSince[i] = nowUs;
  p.campaignBatches[i]!++;
}

/** A batch goes on with its next step where it stands: it stays one batch of the campaign. */
export function staysOn({ p }: CellState, { index: i, unit }: Place): void {
  if (unit.cleaning !== undefined) p.campaignBatches[i]!--;
}
