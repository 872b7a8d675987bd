import { keepWidths } from './text-widths.js';

/** Mean width of a letter of the system's sans-serif, as a share of its size, where nothing can be measured. */
const LETTER = 0.64;

export type Weight = 400 | 500 | 600 | 650;

let context: CanvasRenderingContext2D | null | undefined;
const MOST_KEPT = 1000;

const widthOf = keepWidths((text, font) => {
  context!.font = font;
  return context!.measureText(text).width;
}, MOST_KEPT);

/** The width of a text in the font of the page [px]. */
export function textWidth(text: string, size: number, weight: Weight = 400): number {
  if (typeof document === 'undefined') return text.length * size * LETTER;
  context ??= document.createElement('canvas').getContext('2d');
  return context ? widthOf(text, `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`) : text.length * size * LETTER;
}

/** A line is rather drawn narrower than cut, where it is longer than its room by no more than this. */
const SQUEEZED = 1.15;

/** The length to squeeze a text to where it would be longer than its room [px]. */
export const squeeze = (text: string, size: number, room: number, weight: Weight = 400) => (textWidth(text, size, weight) > room ? room : undefined);

/** A text in at most `lines` lines of `width`, broken at words; what does not fit is to be squeezed, or ends in an ellipsis. */
export function wrap(text: string, width: number, size: number, lines: number, weight: Weight = 400): string[] {
  const fits = (candidate: string) => textWidth(candidate, size, weight) <= width;
  const wrapped: string[] = [];
  for (const word of text.split(' ')) {
    const last = wrapped.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) wrapped[wrapped.length - 1] = `${last} ${word}`;
    else wrapped.push(word);
  }
  const kept = wrapped.slice(0, lines);
  if (wrapped.length > lines) kept[lines - 1] = wrapped.slice(lines - 1).join(' ');
  return kept.map((line) => (textWidth(line, size, weight) <= width * SQUEEZED ? line : shorten(line, fits)));
}

function shorten(line: string, fits: (text: string) => boolean): string {
  let length = line.length - 1;
  while (length > 1 && !fits(`${line.slice(0, length).trimEnd()}…`)) length--;
  return `${line.slice(0, length).trimEnd()}…`;
}

/** The narrowest width in which texts stand in two lines without being cut, at most `most` [px]. */
export function widthInTwoLines(texts: readonly string[], size: number, most: number): number {
  const needed = texts.map((text) => {
    const words = text.split(' ');
    const halves = words.map((_, i) => Math.max(textWidth(words.slice(0, i + 1).join(' '), size), textWidth(words.slice(i + 1).join(' '), size)));
    return Math.min(...halves);
  });
  return Math.min(most, Math.ceil(Math.max(0, ...needed)) + 1);
}
