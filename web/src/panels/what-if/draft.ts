import type { LineDefinition } from '../../../../src/contract/line.js';
import type { Run } from '../../../../src/contract/run.js';
import type { ScenarioDocument } from '../../../../src/contract/scenario.js';
import { parseQuantity, parseWhole, within, type Parsed } from '../../format/parse.js';
import { parametersOf, readCell, shown, tidy, type MeasuredRate, type Parameter } from './parameters.js';

export type DraftStart = 'live' | 'empty' | 'snapshot' | 'past';

export interface DraftVariant {
  name: string;
  /** what is typed, by parameter; absent: nothing */
  cells: Record<string, string>;
  /** wake-up time from standby as typed, by parameter */
  wakeUps: Record<string, string>;
  /** changes of an earlier question that this page cannot show; they are kept as they are */
  others: ChangeDocument[];
}

/** A question as it stands in the form. */
export interface Draft {
  /** as typed; null: made from the changes */
  question: string | null;
  start: DraftStart;
  /** state of an earlier run, for start: snapshot */
  hash: string | null;
  /** instant in ISO 8601, for start: past */
  at: string | null;
  horizon: string;
  replications: string;
  seed: string;
  rows: string[];
  variants: DraftVariant[];
}

/** With a question. */
export type Asking = Draft & { question: string };

export type ChangeDocument = NonNullable<ScenarioDocument['variants']>[number]['changes'][number];
export type FaultReason = Exclude<Parsed, { ok: true }>['reason'] | 'missing';

/** What is only not there yet is told once running was tried, all else at once. */
export const isMissing = (reason: FaultReason): boolean => reason === 'missing' || reason === 'empty';

export const MOST_VARIANTS = 6;
export const LONGEST_HORIZON_S = 31 * 86400;
export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const WAKE_UP = '60 s';

export const emptyVariant = (): DraftVariant => ({ name: '', cells: {}, wakeUps: {}, others: [] });

/** Empty; it begins at a past instant where one is given. */
export const newDraft = (live: boolean, at: string | null = null): Draft => ({
  question: null,
  start: at !== null ? 'past' : live ? 'live' : 'empty',
  hash: null,
  at,
  horizon: '8 h',
  replications: '100',
  seed: '1',
  rows: [],
  variants: [emptyVariant()],
});

/** So long a machine waits before the standby that a page of energy asks about. */
export const STANDBY_AFTER = '10 min';

/** The question what standby of a machine would save. */
export function standbyDraft(draft: Draft, unit: string): Draft {
  const row = `standby|${unit}`;
  return { ...draft, rows: [row], variants: [{ ...emptyVariant(), cells: { [row]: STANDBY_AFTER } }] };
}

export const cellKey = (variant: number, parameter: string) => `${variant}|${parameter}`;

export type Asked =
  | {
      ok: true;
      document: ScenarioDocument;
      /** the field of the form at which an issue of the server belongs, by JSON pointer */ fields: Record<string, string>;
    }
  | { ok: false; faults: Record<string, FaultReason> };

/** The request that the form means, or what is wrong with it, by field. A factor multiplies a measured rate. */
export function toRequest(draft: Asking, definition: LineDefinition, measured: Record<string, MeasuredRate> = {}): Asked {
  const faults: Record<string, FaultReason> = {};
  const fields: Record<string, string> = {
    '/question': 'question',
    '/start': 'start',
    '/horizon': 'horizon',
    '/replications': 'replications',
    '/seed': 'seed',
  };
  const parameters = new Map(parametersOf(definition, measured).map((parameter) => [parameter.id, parameter]));
  const horizon = within(parseQuantity(draft.horizon, 'duration', 'h'), 1, LONGEST_HORIZON_S);
  const replications = parseWhole(draft.replications, 2, 2000);
  const seed = parseWhole(draft.seed, 0, 0xffffffff);
  if (draft.question.trim() === '') faults['question'] = 'missing';
  for (const [field, parsed] of Object.entries({ horizon, replications, seed })) if (!parsed.ok) faults[field] = parsed.reason;

  const variants: NonNullable<ScenarioDocument['variants']> = [];
  draft.variants.forEach((variant, index) => {
    const changes: ChangeDocument[] = [];
    const at = `/variants/${variants.length}`;
    for (const id of draft.rows) {
      const change = changeOf(variant, parameters.get(id)!, changes);
      if (change === null) continue;
      if ('fault' in change) faults[cellKey(index, id)] = change.fault;
      else fields[`${at}/changes/${change.index}`] ??= cellKey(index, id);
    }
    changes.push(...variant.others);
    if (changes.length > 0) variants.push({ id: LETTERS[index]!.toLowerCase(), ...(variant.name.trim() ? { name: variant.name.trim() } : {}), changes });
  });
  if (Object.keys(faults).length > 0 || !horizon.ok || !replications.ok || !seed.ok) return { ok: false, faults };
  return {
    ok: true,
    fields,
    document: {
      line: definition.id,
      question: draft.question.trim(),
      start: startOf(draft),
      horizon: `${horizon.value} s`,
      replications: replications.value,
      seed: seed.value,
      variants,
    },
  };
}

function startOf({ start, hash, at }: Draft): NonNullable<ScenarioDocument['start']> {
  if (start === 'snapshot' && hash !== null) return { from: 'snapshot', hash };
  if (start === 'past' && at !== null) return { from: 'past', at };
  return { from: start === 'live' ? 'live' : 'empty' };
}

/** Adds the change of a cell. The times of one stop law go into one change. */
function changeOf(variant: DraftVariant, parameter: Parameter, changes: ChangeDocument[]): { index: number } | { fault: FaultReason } | null {
  const cell = readCell(parameter, variant.cells[parameter.id] ?? '');
  if (cell.kind === 'unchanged') return null;
  if (cell.kind === 'fault') return { fault: cell.reason };
  const { kind, unit, stop } = parameter;
  const add = (change: ChangeDocument) => ({ index: changes.push(change) - 1 });
  if (kind === 'standby') {
    if (cell.kind === 'never') return add({ kind, unit, after: null });
    const wakeUp = parameter.now === null ? parseQuantity(variant.wakeUps[parameter.id] ?? WAKE_UP, 'duration', 's') : null;
    if (wakeUp && !wakeUp.ok) return { fault: wakeUp.reason };
    return add({ kind, unit, after: `${tidy(cell.value)} s`, ...(wakeUp ? { wakeUp: `${wakeUp.value} s` } : {}) });
  }
  if (cell.kind === 'never') return { fault: 'not-a-number' };
  if (kind === 'rate') return add(cell.factor !== null ? { kind, unit, factor: cell.factor } : { kind, unit, to: `${tidy(cell.value)} /min` });
  if (kind === 'buffer') return add({ kind, after: unit, capacity: tidy(cell.value) });
  const factor = { [`${kind}Factor`]: tidy(cell.value / parameter.now!) };
  const same = changes.findIndex((change) => change.kind === 'stops' && change.unit === unit && change.stop === stop);
  if (same < 0) return add({ kind: 'stops', unit, stop: stop!, ...factor });
  changes[same] = { ...changes[same], ...factor } as ChangeDocument;
  return { index: same };
}

/** The form filled in from an earlier run. It starts where that run started, so that the answers can be compared. */
export function fromRun(run: Pick<Run, 'request' | 'question' | 'result'>, definition: LineDefinition): Asking {
  const asked = run.request as ScenarioDocument;
  const parameters = parametersOf(definition);
  const rows: string[] = [];
  const variants = (asked.variants ?? []).map((variant): DraftVariant => {
    const filled: DraftVariant = { ...emptyVariant(), name: variant.name ?? '' };
    for (const change of variant.changes) {
      const cells = cellsOf(change, parameters);
      if (cells === null) filled.others.push(change);
      for (const { id, text, wakeUp } of cells ?? []) {
        filled.cells[id] = text;
        if (wakeUp !== undefined) filled.wakeUps[id] = wakeUp;
        if (!rows.includes(id)) rows.push(id);
      }
    }
    return filled;
  });
  const hash = run.result?.start.hash ?? null;
  return {
    question: run.question,
    start: hash ? 'snapshot' : asked.start?.from === 'empty' ? 'empty' : 'live',
    hash,
    at: null,
    horizon: tidyDuration(asked.horizon ?? '8 h'),
    replications: String(asked.replications ?? 100),
    seed: String(asked.seed ?? 1),
    rows,
    variants: variants.length > 0 ? variants : [emptyVariant()],
  };
}

/** 28800 s as 8 h, where it comes out even. */
export function tidyDuration(text: string): string {
  const parsed = parseQuantity(text, 'duration', 's');
  if (!parsed.ok || !/s$/.test(text)) return text;
  const [unit, size] =
    (
      [
        ['d', 86400],
        ['h', 3600],
        ['min', 60],
        ['s', 1],
      ] as const
    ).find(([, seconds]) => parsed.value % seconds === 0) ?? (['s', 1] as const);
  return `${parsed.value / size} ${unit}`;
}

/** What would have been typed for a change. Null for what the form has no cell for. */
function cellsOf(change: ChangeDocument, parameters: Parameter[]): { id: string; text: string; wakeUp?: string }[] | null {
  const known = (id: string, text: string, wakeUp?: string) =>
    parameters.some((parameter) => parameter.id === id) ? [{ id, text, ...(wakeUp === undefined ? {} : { wakeUp }) }] : null;
  switch (change.kind) {
    case 'rate':
      return known(`rate|${change.unit}`, change.to ?? `×${change.factor}`);
    case 'buffer':
      return known(`buffer|${change.after}`, String(change.capacity));
    case 'standby':
      return known(`standby|${change.unit}`, change.after === null ? NEVER_TEXT : tidyDuration(change.after), change.wakeUp);
    case 'stops': {
      if (change.every !== undefined || change.lasts !== undefined) return null;
      const factors = [
        ['every', change.everyFactor],
        ['lasts', change.lastsFactor],
      ] as const;
      const cells = factors.flatMap(([kind, factor]) => {
        const id = `${kind}|${change.unit}|${change.stop}`;
        const parameter = parameters.find((candidate) => candidate.id === id);
        return factor === undefined || !parameter ? [] : [{ id, text: factorText(parameter, factor) }];
      });
      return cells.length > 0 ? cells : null;
    }
  }
}

/** ×0.5 where the factor is a short number, else the value that it gives. */
function factorText(parameter: Parameter, factor: number): string {
  if (Number(factor.toPrecision(4)) === factor) return `×${factor}`;
  return `${Number(shown(parameter, parameter.now! * factor).toPrecision(6))} ${parameter.shownIn}`;
}

const NEVER_TEXT = 'never';
