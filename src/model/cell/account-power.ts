import type { Place } from './compile.js';
import { ACCOUNT } from './layout.js';

/** Power of a unit in an account by its file, where no phase or activity says otherwise [kW]. With a lot it does not switch off. */
export function powerIn({ unit: { power } }: Place, account: number, hasLot: boolean): number {
  switch (account) {
    case ACCOUNT.off:
      return hasLot ? power.standby : power.off;
    case ACCOUNT.standby:
      return power.standby;
    case ACCOUNT.waking:
      return power.starting ?? power.execute;
    case ACCOUNT.down:
    case ACCOUNT['minor-stop']:
      return power.held ?? power.idle;
    case ACCOUNT.cleaning:
      return power.cleaning ?? power.idle;
    case ACCOUNT.execute:
    case ACCOUNT['start-up']:
      return power.execute;
    default:
      return power.idle;
  }
}

/** Draw of each utility in an account that draws any, where no phase or activity says otherwise [unit/h]. */
export function drawsIn(place: Place, account: number): readonly number[] {
  if (account === ACCOUNT.cleaning) return place.cleaningDraw;
  return account === ACCOUNT.execute || account === ACCOUNT['start-up'] ? place.executeDraw : place.idleDraw;
}

/** Whether a unit in an account draws nothing of any utility. */
export const drawsNothing = (account: number): boolean => account === ACCOUNT.off || account === ACCOUNT.standby;
