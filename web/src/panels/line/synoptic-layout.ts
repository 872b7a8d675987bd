/** Where the parts of a flow stand [px]. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface SynopticLayout {
  direction: 'across' | 'down';
  width: number;
  height: number;
  stations: Place[];
  /** one fewer than stations */
  buffers: Place[];
}

const STATION = { least: 108, height: 162 };
const BUFFER = { width: 60, narrow: 48, gap: 5, height: 96 };
/** Below it buffers are narrow. */
const ROOMY = 1100;
const ROW = { height: 104, between: 52 };
/** Height of each further line of a name where stations stand below each other [px]. */
export const NAME_STEP = 16;

/** Room for the name of a station that stands above or below the others: its box less the band of its state [px]. */
export const SIDE = 142;
export const nameRoom = (width: number) => width - SIDE - 22;

/** Stations side by side where they fit, else below each other, with names in as many lines; each buffer between its two stations. */
export function layOut(count: number, width: number, nameLines = 1): SynopticLayout {
  const buffer = width >= ROOMY ? BUFFER.width : BUFFER.narrow;
  const between = buffer + 2 * BUFFER.gap;
  const station = Math.min(230, (width - (count - 1) * between) / count);
  return station >= STATION.least ? across(count, station, buffer) : down(count, width, ROW.height + (nameLines - 1) * NAME_STEP);
}

function across(count: number, station: number, buffer: number): SynopticLayout {
  const between = buffer + 2 * BUFFER.gap;
  const x = (index: number) => index * (station + between);
  return {
    direction: 'across',
    width: count * station + (count - 1) * between,
    height: STATION.height,
    stations: Array.from({ length: count }, (_, i) => ({ x: x(i), y: 0, width: station, height: STATION.height })),
    buffers: Array.from({ length: count - 1 }, (_, i) => ({ x: x(i) + station + BUFFER.gap, y: 32, width: buffer, height: BUFFER.height })),
  };
}

function down(count: number, width: number, rowHeight: number): SynopticLayout {
  const y = (index: number) => index * (rowHeight + ROW.between);
  return {
    direction: 'down',
    width,
    height: count * rowHeight + (count - 1) * ROW.between,
    stations: Array.from({ length: count }, (_, i) => ({ x: 0, y: y(i), width, height: rowHeight })),
    buffers: Array.from({ length: count - 1 }, (_, i) => ({ x: 0, y: y(i) + rowHeight, width, height: ROW.between })),
  };
}
