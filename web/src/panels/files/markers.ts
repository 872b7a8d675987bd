import type { PlantTextIssue } from '../../../../src/contract/plant-file.js';

/** A stretch of a text. */
export interface Stretch {
  from: number;
  to: number;
}

const THING = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s,{}[\]#:]+|\S)/;

/** The word at a line and a column (from 1); the nearest there is where the text is shorter by now. `text` has \n at the ends of lines. */
export function stretchAt(text: string, { line, column }: Pick<PlantTextIssue, 'line' | 'column'>): Stretch {
  const lines = text.split('\n');
  const index = Math.min(line, lines.length) - 1;
  const start = lines.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0);
  const content = lines[index]!;
  const at = Math.min(column - 1, content.length);
  const thing = THING.exec(content.slice(at))?.[0] ?? '';
  return { from: start + at, to: start + at + thing.length };
}
