import type { AnswerNoteCode } from './answer-note-sentences.js';
import type { AnswerNote } from './answer-note.js';
import type { CellNames } from './cell-names.js';
import type { CellRunKpi } from './cell-scenario.js';
import { itemName } from './item-name.js';
import type { RunKpi } from './scenario.js';
import type { Bilingual } from './units.js';
import { UNKNOWN_KPI_WORDS } from './unknown-kpi-words.js';

type Language = keyof Bilingual;

/** An indicator with its name, as a text about it says it. */
interface Named<Kpi> {
  id: Kpi;
  name: string;
}

/** Of a variant by its name: in how many replications an indicator is known; null: the answer does not tell. */
export interface KnownIn {
  /** null: of all variants that stand beside it */
  variant: string | null;
  known: number | null;
}

/** Of which variants an indicator is not known, and in how many of their replications it is. One number for all stands for all. */
export function knownInEach<Kpi extends string>(
  kpi: Kpi,
  variants: readonly { name: string; variant: { kpis: Readonly<Partial<Record<Kpi, unknown>>>; known?: Readonly<Partial<Record<Kpi, number>>> | undefined } }[],
): KnownIn[] {
  const unknown = variants
    .filter(({ variant }) => (variant.kpis[kpi] ?? null) === null)
    .map(({ name, variant }) => ({ variant: name, known: variant.known?.[kpi] ?? null }));
  const isAlike = unknown.length === variants.length && unknown.every(({ known }) => known === unknown[0]!.known);
  return isAlike ? unknown.slice(0, 1).map(({ known }) => ({ variant: null, known })) : unknown;
}

/** What the plant file lacks, or what can be otherwise in each replication. */
type Why = string | ((where: string) => string);

interface Told {
  knownIn: readonly KnownIn[];
  /** of each variant */
  replications: number;
}

/** A sentence: why an indicator is not known, and in how many replications it is where some of them know it. */
function sentence(name: string, why: Why, { knownIn, replications }: Told, language: Language): string {
  const words = UNKNOWN_KPI_WORDS[language];
  if (typeof why === 'string') return words.notKnown(name, why);
  if (knownIn.length > 0 && knownIn.every(({ known }) => known === 0)) return words.notKnown(name, why(words.where.all));
  const counts = knownIn.flatMap(({ variant, known }) => (known === null ? [] : [words.count(known, replications, variant)]));
  return counts.length < knownIn.length || counts.length === 0
    ? words.notKnown(name, why(words.where.untold))
    : words.partly(name, counts.join(', '), why(words.where.others));
}

/** Why an indicator of a site is not known, by the notes of its answer. */
export function unknownOfSite(
  { id, name }: Named<CellRunKpi>,
  notes: readonly AnswerNote[],
  told: Told,
  { lang, names }: { lang: Language; names: Pick<CellNames, 'carrier'> },
): string {
  const words = UNKNOWN_KPI_WORDS[lang];
  const said = (code: AnswerNoteCode, value: string) => notes.flatMap((note) => (note.code === code ? [String(note.values[value])] : []));
  const carriers = (code: AnswerNoteCode) => [...new Set(said(code, 'carrier'))].map(names.carrier).join(', ');
  const items = said('items-differ', 'items').flatMap((list) => list.split(', '));
  const byCarriers = (code: AnswerNoteCode, why: (carriers: string) => string) => (carriers(code) === '' ? words.ofVariant : why(carriers(code)));
  const byItems = (otherwise: Why): Why => (items.length > 0 ? words.itemsDiffer(items.map((item) => itemName(lang, item)).join(', ')) : otherwise);
  const whys: Partial<Record<CellRunKpi, Why>> = {
    goodItems: byItems(words.nothingElse),
    kwhPer1000: byItems(words.nothingGood),
    leadTimeH: words.noneDone,
    kwhPerLot: words.noneDone,
    personH: words.noTeams,
    costEur: byCarriers('no-tariff', words.noPrices),
    co2eKg: byCarriers('no-carbon', words.noFactor),
    peakKw: words.noElectricity,
  };
  return sentence(name, whys[id] ?? words.nothingElse, told, lang);
}

/** The same of a line. */
export function unknownOfLine({ id, name }: Named<RunKpi>, told: Told, lang: Language): string {
  const words = UNKNOWN_KPI_WORDS[lang];
  const whys: Partial<Record<RunKpi, Why>> = {
    costEur: words.noTariff,
    co2eKg: words.noEmissionFactor,
    energyKwhPer1000: words.nothingGood,
    oee: words.noPlannedTime,
  };
  return sentence(name, whys[id] ?? words.nothingElse, told, lang);
}
