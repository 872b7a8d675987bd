import type { CellDefinition } from '../../../../src/contract/cell.js';
import type { CellRunKpi, CellScenarioDocument } from '../../../../src/contract/cell-scenario.js';
import { parseNumber } from '../../format/parse.js';
import { fieldsOf, type ChangeDocument, type ChangeFields, type ChangeKind } from './change-document.js';
import { fieldsOfKind } from './change-fields.js';
import { filledOf, quantityOf, valueOf, type FieldValue } from './change-text.js';

export type StartFrom = 'live' | 'past' | 'snapshot' | 'steady' | 'empty';

export interface DraftChange {
  kind: ChangeKind;
  fields: Readonly<Record<string, FieldValue>>;
}

export interface DraftVariant {
  id: string;
  name: string;
  changes: readonly DraftChange[];
}

/** A question about a site as it stands in the form: everything as it was typed. */
export interface SiteDraft {
  question: string;
  hypothesis: string;
  start: { from: StartFrom; at: string; warmUp: string; /** where an earlier run began */ hash: string | null };
  horizon: string;
  replications: string;
  precision: { kpi: CellRunKpi; within: string } | null;
  seed: string;
  matters: string;
  /** none: all are judged */
  kpis: readonly CellRunKpi[];
  /** prices, emissions and sun by hour that the question brings with it */
  series: CellScenarioDocument['series'];
  variants: readonly DraftVariant[];
}

export const MOST_VARIANTS = 6;
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** An id that no variant has. */
export const freeId = (variants: readonly DraftVariant[]): string =>
  IDS.find((id) => !variants.some((variant) => variant.id === id)) ?? `v${variants.length + 1}`;

export const newSiteDraft = (from: StartFrom): SiteDraft => ({
  question: '',
  hypothesis: '',
  start: { from, at: '', warmUp: '', hash: null },
  horizon: from === 'live' ? '7 d' : '28 d',
  replications: '30',
  precision: null,
  seed: '1',
  matters: '1 %',
  kpis: [],
  series: undefined,
  variants: [{ id: 'a', name: '', changes: [] }],
});

/** Idle time after which a unit is asked to go to standby, where nobody has said another. */
export const STANDBY_AFTER = '10 min';

/** The question what standby of a unit, or of a machine of its line (packaging.cartoner), would save. */
export function standbyDraft(draft: SiteDraft, question: string, source: string, { units }: Pick<CellDefinition, 'units'>): SiteDraft {
  const [id = source, part] = source.split('.');
  const isMachine = units.some((unit) => unit.id === id && unit.flow?.stations.some((station) => station.id === part));
  const change: DraftChange = { kind: 'standby', fields: { unit: id, ...(isMachine && part !== undefined && { machine: part }), after: STANDBY_AFTER } };
  return { ...draft, question, variants: draft.variants.map((variant, i) => (i === 0 ? { ...variant, changes: [change] } : variant)) };
}

/** A number as it was typed; a text that is none stays as it is, so that the contract says what is wrong with it. */
const numberIn = (text: string): number | string => {
  const parsed = parseNumber(text);
  return parsed.ok ? parsed.value : text;
};
/** Only what says something. */
const given = (key: string, value: unknown) => (value === undefined || value === '' ? {} : { [key]: value });

function startOf({ from, at, warmUp, hash }: SiteDraft['start']): Record<string, unknown> {
  if (from === 'snapshot') return { from, hash };
  return { from, ...(from === 'live' ? {} : given('at', at.trim())), ...(from === 'steady' ? given('warmUp', quantityOf(warmUp)) : {}) };
}

/** A change as the document has it. */
export const changeOf = ({ kind, fields }: DraftChange): Record<string, unknown> => ({
  kind,
  ...Object.fromEntries(fieldsOfKind(kind).flatMap((field) => Object.entries(given(field.name, valueOf(field, fields[field.name]))))),
});

/** The document that the form means. Nothing is sure to be right about it: the contract, and then the server, say so. */
export const toDocument = (draft: SiteDraft, cell: string): Record<string, unknown> => ({
  cell,
  question: draft.question.trim(),
  ...given('hypothesis', draft.hypothesis.trim()),
  start: startOf(draft.start),
  horizon: quantityOf(draft.horizon),
  replications: numberIn(draft.replications),
  ...given('precision', draft.precision ? { kpi: draft.precision.kpi, within: draft.precision.within.trim() } : undefined),
  seed: numberIn(draft.seed),
  matters: draft.matters.trim(),
  ...given('kpis', draft.kpis.length > 0 ? [...draft.kpis] : undefined),
  ...given('series', draft.series),
  variants: draft.variants.map(({ id, name, changes }) => ({ id, ...given('name', name.trim()), changes: changes.map(changeOf) })),
});

const shareText = (share: string | number): string => (typeof share === 'number' ? `${Number((share * 100).toPrecision(12))} %` : share);

/** The form filled in with a change. `none`: the word for null. */
export const draftChange = (change: ChangeDocument, none: string): DraftChange => draftOf(change.kind, fieldsOf(change), none);

/** The same of what a change of a kind says. */
export function draftOf(kind: ChangeKind, said: ChangeFields, none: string): DraftChange {
  const fields = fieldsOfKind(kind).flatMap((field) => {
    const filled = filledOf(field, said[field.name], none);
    return filled === undefined ? [] : [[field.name, filled] as const];
  });
  return { kind, fields: Object.fromEntries(fields) };
}

/** The form filled in with a question that the contract accepts. */
export function fromDocument(document: CellScenarioDocument, none: string): SiteDraft {
  const { start = { from: 'live' }, variants = [] } = document;
  const fresh = newSiteDraft(start.from);
  return {
    question: document.question,
    hypothesis: document.hypothesis ?? '',
    start: {
      from: start.from,
      at: ('at' in start && start.at) || '',
      warmUp: ('warmUp' in start && start.warmUp) || '',
      hash: start.from === 'snapshot' ? start.hash : null,
    },
    horizon: document.horizon ?? '7 d',
    replications: String(document.replications ?? fresh.replications),
    precision: document.precision ? { kpi: document.precision.kpi, within: shareText(document.precision.within) } : null,
    seed: String(document.seed ?? fresh.seed),
    matters: document.matters === undefined ? fresh.matters : shareText(document.matters),
    kpis: document.kpis ?? [],
    series: document.series,
    variants: variants.map(({ id, name = '', changes }) => ({ id, name, changes: changes.map((change) => draftChange(change, none)) })),
  };
}
