import type { LineId } from '../contract/equipment.js';
import type { Micros } from '../contract/units.js';
import type { Clock } from '../platform/clock.js';
import type { History } from './history.js';

/** Now of a line: the wall clock, or, where its sources give the time, just after its newest reading. */
export async function nowOfLine({ id, clock }: { id: LineId; clock: 'wall' | 'source' }, history: History, wall: Clock): Promise<Micros> {
  if (clock === 'wall') return wall.nowUs();
  const newestUs = await history.newestUs(id);
  return newestUs === null ? wall.nowUs() : newestUs + 1;
}
