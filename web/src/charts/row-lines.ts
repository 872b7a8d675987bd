import { squeeze, wrap } from './text.js';

const SIZE = 12.5;
const WEIGHT = 600;

/** The name of a row in the room before its picture: on two lines where it is long, each with the length to squeeze it to. No room given: on one line. */
export const rowLines = (text: string, px: number | null): { line: string; length: number | undefined }[] =>
  px === null ? [{ line: text, length: undefined }] : wrap(text, px, SIZE, 2, WEIGHT).map((line) => ({ line, length: squeeze(line, SIZE, px, WEIGHT) }));
