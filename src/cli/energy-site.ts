import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BaselineSavings, KeptBaseline, NewBaselineDocument } from '../contract/energy-baseline.js';
import type { CellNames } from '../contract/cell-names.js';
import { LineId } from '../contract/equipment.js';
import { supplyNoteText } from '../contract/supply-note-text.js';
import { SITE_WORDS } from './energy-site-words.js';
import { baselineText, savingsAnswerText } from './energy-answers-text.js';
import type { Format } from './compare-format.js';
import { CliFault, EXIT, type Io, type Lang } from './io.js';
import { serverOf, type ServerOptions } from './server.js';
import { speechOf, type Speech } from './speech.js';
import { datedStretch, datedTime, type Stretched } from './stretch.js';

/** How a baseline of a site is asked for. */
export interface SiteBaselineOptions extends ServerOptions, Stretched {
  name?: string;
  carrier?: string;
  each?: NewBaselineDocument['each'];
  calendar?: NewBaselineDocument['calendar'];
  production: boolean;
  heating?: string;
  cooling?: string;
}

export interface SiteSavingsOptions extends ServerOptions, Stretched {
  baseline?: string;
  run?: string;
  variant?: string;
  carriedOut?: string;
}

/** Whether a name is that of a site of a service, and not of a file. */
export const isSite = (name: string, { cwd }: Pick<Io, 'cwd'>): boolean => LineId.safeParse(name).success && !existsSync(path.resolve(cwd, name));

/** Lets a service fit a baseline to the history of a site, and keep it. */
export async function keepBaseline(cell: string, options: SiteBaselineOptions, io: Io): Promise<KeptBaseline> {
  const { from, to, carrier, each, calendar, production } = options;
  if (from === undefined || to === undefined) throw new CliFault(EXIT.usage, SITE_WORDS[io.lang].needsDays);
  return serverOf(options, io).http.keepEnergyBaseline(cell, {
    name: options.name ?? `${from} – ${to}`,
    days: { from, to },
    production,
    ...(carrier !== undefined && { carrier: carrier === 'all' ? null : carrier }),
    ...(each !== undefined && { each }),
    ...(calendar !== undefined && { calendar }),
    ...(options.heating !== undefined && { heating: degreeDays('--heating', options.heating, io.lang) }),
    ...(options.cooling !== undefined && { cooling: degreeDays('--cooling', options.cooling, io.lang) }),
  });
}

/** `none`, `find`, or the base [degC]. */
function degreeDays(option: string, text: string, lang: Lang): { baseC?: number } | null {
  if (text === 'none') return null;
  if (text === 'find') return {};
  const baseC = Number(text);
  if (text.trim() === '' || !Number.isFinite(baseC)) throw new CliFault(EXIT.usage, SITE_WORDS[lang].noBase(option, text));
  return { baseC };
}

/** What was saved against a baseline of a site; the newest one where none is named. */
export async function siteSavings(cell: string, options: SiteSavingsOptions, io: Io): Promise<BaselineSavings> {
  const { http } = serverOf(options, io);
  const { run, variant, carriedOut } = options;
  const kept = options.baseline === undefined ? (await http.energyBaselines(cell))[0] : await http.energyBaseline(cell, options.baseline);
  if (kept === undefined) throw new CliFault(EXIT.notFound, SITE_WORDS[io.lang].noBaseline(cell));
  const { timezone } = kept.baseline.request;
  return http.energySavings(cell, kept.id, {
    ...datedStretch(options, timezone),
    ...(run && { run }),
    ...(variant && { variant }),
    ...(carriedOut && { carriedOut: datedTime(carriedOut, 'T00:00', timezone) }),
  });
}

/** A kept baseline in the form asked for. */
export function keptBaselineText(kept: KeptBaseline, format: Format, speech: Speech): string {
  const { lang } = speech;
  if (format === 'json') return JSON.stringify(kept);
  const told = baselineText(kept.baseline, format, lang);
  return format === 'csv' ? told : [aboutText(kept, speech), told, ...kept.notes.map((note) => supplyNoteText(note, lang))].join('\n\n');
}

function aboutText({ id, cell, name, carrier, meters, outdoor }: KeptBaseline, { lang, names }: Speech): string {
  const words = SITE_WORDS[lang];
  const of = carrier === null ? words.allCarriers : names.carrier(carrier);
  const sources = [...new Set(meters.map(({ source }) => meterName(source, names)))];
  return [words.about(cell, name, of, id), words.meters(sources.join(', ')), ...(outdoor === null ? [] : [words.outdoor(outdoor)])].join('\n');
}

/** A meter of the plant file, or a unit, machine, utility or zone. */
const meterName = (source: string, names: CellNames): string =>
  source.startsWith('meters.') ? names.meter(source.slice('meters.'.length)) : names.place(source);

/** Savings of a site in the form asked for. */
export function siteSavingsText(answer: BaselineSavings, format: Format, speech: Speech): string {
  const { lang, moment } = speech;
  if (format === 'json') return JSON.stringify(answer);
  const { baseline, savings, cusum, carriedOut, notes } = answer;
  if (savings === null) return [SITE_WORDS[lang].noPeriod, ...notes.map((note) => supplyNoteText(note, lang))].join('\n');
  const told = savingsAnswerText({ baseline: baseline.baseline, savings, cusum, proof: carriedOut?.proof ?? null }, format, lang);
  if (format === 'csv') return told;
  const proof =
    carriedOut === null ? [] : [SITE_WORDS[lang].carriedOut(carriedOut.question, carriedOut.variant, carriedOut.run, moment(carriedOut.carriedOutUs))];
  return [aboutText(baseline, speech), ...proof, told, ...notes.map((note) => supplyNoteText(note, lang))].join('\n\n');
}

/** How a site is spoken of, by its plant file on the service. */
export const siteSpeech = async (cell: string, options: ServerOptions, io: Io): Promise<Speech> =>
  speechOf((await serverOf(options, io).http.cellDefinition(cell)).definition, io.lang);
