import { stringify } from 'yaml';
import type { CellDefinition } from '../contract/cell.js';
import { pointerOf } from '../contract/explain.js';
import type { LineDefinition } from '../contract/line.js';
import { definitionDiff, type ChangedPlace } from '../plant/definition-diff.js';
import { textTable } from './format.js';
import type { Lang } from './io.js';
import { sayKept } from './kept-text.js';
import type { QuestionFile } from './question-file.js';

type Definition = LineDefinition | CellDefinition;

/** A question, and the plant as each of its variants has it, where the plant is known. */
export interface DiffSide {
  name: string;
  question: QuestionFile;
  variants: ReadonlyMap<string, Definition> | null;
}

const WORDS = {
  en: {
    same: 'The questions do not differ.',
    unsaid: 'not said',
    onlyIn: (variant: string, name: string) => `variant ${variant}: only in ${name}`,
    differs: (variant: string) => `variant ${variant}`,
    place: 'place',
    plant: 'plant file',
    origins: { measured: 'measured', sourced: 'sourced', estimated: 'estimated', default: 'default', none: 'origin not said' },
    asPlant: 'as the plant',
    supply: 'of the supply alone, or nothing',
  },
  fr: {
    same: 'Les questions ne diffèrent pas.',
    unsaid: 'non dit',
    onlyIn: (variant: string, name: string) => `variante ${variant} : seulement dans ${name}`,
    differs: (variant: string) => `variante ${variant}`,
    place: 'endroit',
    plant: 'fichier d’installation',
    origins: { measured: 'mesuré', sourced: 'sourcé', estimated: 'estimé', default: 'par défaut', none: 'origine non dite' },
    asPlant: 'comme l’usine',
    supply: 'fourniture seule, ou rien',
  },
} as const;

/** What two questions differ in, in words; with the plant each changed value beside that of the plant file, which says where it comes from. */
export function diffText([a, b]: readonly [DiffSide, DiffSide], plant: Definition | null, lang: Lang): string {
  const words = WORDS[lang];
  const [left, right] = [a, b].map(({ question }) => question.document as Record<string, unknown>) as [Record<string, unknown>, Record<string, unknown>];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((key) => key !== 'variants' && !alike(left[key], right[key]));
  const say = (value: unknown) => (value === undefined ? words.unsaid : inline(value));
  const parts = keys.map((key) => `${key}: ${say(left[key])} -> ${say(right[key])}`);
  const ids = [...new Set([a, b].flatMap(({ question }) => question.asked.request.variants.map(({ id }) => id)))];
  for (const id of ids) parts.push(...variantParts(id, [a, b], plant, lang));
  return parts.length === 0 ? words.same : parts.join('\n');
}

const alike = (x: unknown, y: unknown): boolean => JSON.stringify(x) === JSON.stringify(y);
const inline = (value: unknown): string => (typeof value === 'string' ? value : stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd());

function changesOf({ question }: DiffSide, id: string): unknown[] | null {
  const { variants = [] } = question.document as { variants?: { id: string; changes: unknown[] }[] };
  return variants.find((variant) => variant.id === id)?.changes ?? null;
}

function variantParts(id: string, sides: readonly [DiffSide, DiffSide], plant: Definition | null, lang: Lang): string[] {
  const words = WORDS[lang];
  const [a, b] = sides.map((side) => changesOf(side, id)) as [unknown[] | null, unknown[] | null];
  if (alike(a, b)) return [];
  const only = a === null ? sides[1].name : b === null ? sides[0].name : null;
  const lines = [
    ...(a ?? []).filter((change) => !(b ?? []).some((other) => alike(change, other))).map((change) => `  - ${inline(change)}`),
    ...(b ?? []).filter((change) => !(a ?? []).some((other) => alike(change, other))).map((change) => `  + ${inline(change)}`),
  ];
  const head = only === null ? words.differs(id) : words.onlyIn(id, only);
  const table = plant === null ? '' : `\n${placeTable(id, sides, plant, lang).replace(/^/gm, '    ')}`;
  return [`${head}\n${lines.join('\n')}${table}`];
}

function placeTable(id: string, sides: readonly [DiffSide, DiffSide], plant: Definition, lang: Lang): string {
  const words = WORDS[lang];
  const places = sides.map(({ variants }) => {
    const definition = variants?.get(id);
    return new Map((definition ? definitionDiff(plant, definition) : []).map((place) => [pointerOf(place.steps), place]));
  });
  const shown = [...new Set(places.flatMap((each) => [...each.keys()]))];
  if (shown.length === 0) return words.supply;
  const rows = shown.map((pointer) => {
    const of = places.map((each) => each.get(pointer));
    const known = (of[0] ?? of[1])!;
    return [
      pointer,
      `${sayKept(known.before, known.unit)}${originOf(known, lang)}`,
      ...of.map((place) => (place ? sayKept(place.after, place.unit) : words.asPlant)),
    ];
  });
  return textTable([[words.place, words.plant, ...sides.map(({ name }) => name)], ...rows], [1, 2, 3]);
}

function originOf({ before, origin }: ChangedPlace, lang: Lang): string {
  if (before === undefined || origin === null) return '';
  const { origins } = WORDS[lang];
  return ` (${origins[origin.origin ?? 'none']}${origin.source === null ? '' : `: ${origin.source}`})`;
}
