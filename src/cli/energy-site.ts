import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BaselineSavings, KeptBaseline, NewBaselineDocument } from '../contract/energy-baseline.js';
import { LineId } from '../contract/equipment.js';
import { SITE_WORDS } from './energy-site-words.js';
import { baselineText, savingsAnswerText } from './energy-answers-text.js';
import type { Format } from './compare-format.js';
import { CliFault, EXIT, type Io, type Lang } from './io.js';
import { serverOf, type ServerOptions } from './server.js';
import { stretchOf, type Stretched } from './stretch.js';

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
  const id = options.baseline ?? (await http.energyBaselines(cell))[0]?.id;
  if (id === undefined) throw new CliFault(EXIT.notFound, SITE_WORDS[io.lang].noBaseline(cell));
  return http.energySavings(cell, id, { ...stretchOf(options), ...(run && { run }), ...(variant && { variant }), ...(carriedOut && { carriedOut }) });
}

/** A kept baseline in the form asked for. */
export function keptBaselineText(kept: KeptBaseline, format: Format, lang: Lang): string {
  if (format === 'json') return JSON.stringify(kept);
  const told = baselineText(kept.baseline, format, lang);
  return format === 'csv' ? told : [aboutText(kept, lang), told, ...kept.notes.map(({ detail }) => detail)].join('\n\n');
}

function aboutText({ id, cell, name, carrier, meters, outdoor }: KeptBaseline, lang: Lang): string {
  const words = SITE_WORDS[lang];
  const of = carrier ?? words.allCarriers;
  return [
    words.about(cell, name, of, id),
    words.meters(meters.map((meter) => meter.source).join(', ')),
    ...(outdoor === null ? [] : [words.outdoor(outdoor)]),
  ].join('\n');
}

/** Savings of a site in the form asked for. */
export function siteSavingsText(answer: BaselineSavings, format: Format, lang: Lang): string {
  if (format === 'json') return JSON.stringify(answer);
  const { baseline, savings, cusum, carriedOut, notes } = answer;
  if (savings === null) return [SITE_WORDS[lang].noPeriod, ...notes.map(({ detail }) => detail)].join('\n');
  const told = savingsAnswerText({ baseline: baseline.baseline, savings, cusum, proof: carriedOut?.proof ?? null }, format, lang);
  if (format === 'csv') return told;
  const proof =
    carriedOut === null
      ? []
      : [SITE_WORDS[lang].carriedOut(carriedOut.question, carriedOut.variant, carriedOut.run, new Date(carriedOut.carriedOutUs / 1000).toISOString())];
  return [aboutText(baseline, lang), ...proof, told, ...notes.map(({ detail }) => detail)].join('\n\n');
}
