import { NEVER } from '../../engine/calendar.js';
import { workAt } from '../calendar.js';
import type { CompiledCell } from './compile.js';
import { STAGE, type CellState } from './layout.js';

const US_PER_S = 1e6;

/** Reads what the calendar of a zone wants, and until when that stays so [us]. It is in production mode a recovery time before it is needed. */
export function readZone(cell: CompiledCell, state: CellState, zone: number, nowUs: number): number {
  const calendar = cell.zoneCalendar[zone]!;
  if (calendar < 0) {
    state.zoneCalls[zone] = 1;
    return NEVER;
  }
  const { working, untilUs } = workAt(cell.calendars[calendar]!, nowUs);
  const beginsUs = untilUs - Math.round(cell.definition.zones[zone]!.recovery * US_PER_S);
  const calls = working || nowUs >= beginsUs;
  state.zoneCalls[zone] = calls ? 1 : 0;
  return calls ? untilUs : beginsUs;
}

/** Sets the flow of each zone: whole where its calendar wants it, or a batch is open in it; else set back. */
export function showZones(cell: CompiledCell, state: CellState): void {
  cell.definition.zones.forEach(({ setback }, zone) => {
    if (setback === 1 || state.zoneCalls[zone] === 1) state.zoneFlow[zone] = 1;
    else state.zoneFlow[zone] = cell.places.some((place) => place.zone === zone && isOpen(state, place.index)) ? 1 : setback;
  });
}

/** Product is open while a batch is worked on or loaded, not while it waits closed for the next unit. */
const isOpen = ({ p }: CellState, place: number) => p.stage[place]! >= STAGE.startUp && p.stage[place]! < STAGE.done;
