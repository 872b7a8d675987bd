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

/** Stations side by side where they fit, else below each other; each buffer between its two stations. */
export function layOut(count: number, width: number): SynopticLayout {
  const buffer = width >= ROOMY ? BUFFER.width : BUFFER.narrow;
  const between = buffer + 2 * BUFFER.gap;
  const station = Math.min(230, (width - (count - 1) * between) / count);
  return station >= STATION.least ? across(count, station, buffer) : down(count, width);
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

function down(count: number, width: number): SynopticLayout {
  const y = (index: number) => index * (ROW.height + ROW.between);
  return {
    direction: 'down',
    width,
    height: count * ROW.height + (count - 1) * ROW.between,
    stations: Array.from({ length: count }, (_, i) => ({ x: 0, y: y(i), width, height: ROW.height })),
    buffers: Array.from({ length: count - 1 }, (_, i) => ({ x: 0, y: y(i) + ROW.height, width, height: ROW.between })),
  };
}

/** Mean width of a letter of the system's sans-serif, as a share of its size. */
const LETTER = 0.64;

/** The length to squeeze a text to where it would be longer than its room [px]. */
export const squeeze = (text: string, size: number, room: number) => (text.length * size * LETTER > room ? room : undefined);

/** A text in at most `lines` lines of `width`; what does not fit ends in an ellipsis. */
export function wrap(text: string, width: number, size: number, lines = 2): string[] {
  const room = Math.max(4, Math.floor(width / (size * LETTER)));
  const wrapped: string[] = [];
  for (const word of text.split(' ')) {
    const last = wrapped.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) wrapped[wrapped.length - 1] = `${last} ${word}`;
    else wrapped.push(word);
  }
  const kept = wrapped.slice(0, lines);
  const rest = wrapped.slice(lines - 1).join(' ');
  if (wrapped.length > lines) kept[lines - 1] = rest;
  return kept.map((line) => (line.length > room ? `${line.slice(0, room - 1)}…` : line));
}
