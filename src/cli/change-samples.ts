import { parse } from 'yaml';
import { cellChangeOffers } from '../contract/change-offers.js';
import { lineChangeExamples } from '../contract/change-examples.js';
import type { CellDefinition } from '../contract/cell.js';
import { CellChange } from '../contract/cell-variant.js';
import type { LineDefinition } from '../contract/line.js';
import { Change, ScenarioRequest } from '../contract/scenario.js';
import { seriesBook } from '../model/supply/series-book.js';
import { variantOf } from '../model/what-if/variant.js';
import { EMPTY_START, understand } from '../scenarios/question.js';

/** Changes that a plant takes as they stand, one of each kind as YAML in one line, and the kinds of which it takes none. */
export interface Samples {
  taken: string[];
  none: string[];
}

export function cellSamples(cell: CellDefinition): Samples {
  const book = seriesBook({});
  const atUs = Date.parse(EMPTY_START) * 1000;
  return sampled(cellChangeOffers(cell), (text) => {
    const change = CellChange.safeParse(parse(text));
    return change.success && variantOf(cell, [change.data], atUs, book).ok;
  });
}

export function lineSamples(line: LineDefinition): Samples {
  const examples = Object.entries(lineChangeExamples(line)).map(([kind, text]) => [kind, [text]]);
  return sampled(Object.fromEntries(examples) as Record<Change['kind'], string[]>, (text) => {
    const change = Change.safeParse(parse(text));
    if (!change.success) return false;
    const request = ScenarioRequest.parse({ line: line.id, question: 'sample', variants: [{ id: 'sample', changes: [parse(text)] }] });
    return understand(request, line).ok;
  });
}

function sampled(offers: Readonly<Record<string, readonly string[]>>, isTaken: (text: string) => boolean): Samples {
  const found = Object.entries(offers).map(([kind, texts]) => ({ kind, text: texts.find(isTaken) }));
  return {
    taken: found.flatMap(({ text }) => (text === undefined ? [] : [text])),
    none: found.flatMap(({ kind, text }) => (text === undefined ? [kind] : [])),
  };
}
