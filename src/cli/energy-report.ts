import { Option, type Command } from 'commander';
import { ServerFailure, type TwinHttp } from '../../client/http.js';
import type { LineDefinition } from '../contract/line.js';
import { CSV_PRESETS, csvWriter } from '../exchange/csv-writer.js';
import type { TableRow } from '../exchange/table.js';
import { FORMATS } from './compare-format.js';
import { energyReport } from './energy-report-data.js';
import { loadSections } from './energy-load-tables.js';
import { meterSections, type Section } from './energy-report-tables.js';
import { REPORT_COLUMNS, reportRows } from './energy-report-rows.js';
import { REPORT_WORDS } from './energy-report-words.js';
import { batchSection, useSections } from './energy-use-tables.js';
import { markdownTable, textTable } from './format.js';
import type { Io } from './io.js';
import { lineEnergyRows } from './line-energy-rows.js';
import { lineEnergySections } from './line-energy-tables.js';
import { LINE_ENERGY_WORDS } from './line-energy-words.js';
import { serverOf, withServer, type ServerOptions } from './server.js';
import { lineEnergySpeech, speechOf } from './speech.js';
import { datedStretch, withDatedStretch, type Stretched } from './stretch.js';

const REPORT_FORMATS = [...FORMATS, 'csv-en', 'csv-fr'] as const;
type ReportFormat = (typeof REPORT_FORMATS)[number];

interface Options extends ServerOptions, Stretched {
  format: ReportFormat;
  json?: true;
}

/** `twin energy report`: where the energy of a site or line went, as a service has measured it. */
export function addEnergyReport(energy: Command, io: Io): void {
  const command = energy
    .command('report')
    .description('meters and their balance, load and bill, energy by state, zone and batch')
    .argument('<of>', 'a site, or a line of --server');
  withDatedStretch(withServer(command), 'now-7d; of a line the begin of its shift')
    .addOption(
      new Option('--format <format>', 'csv: figures in rows, by --lang; csv-en; csv-fr has ; and decimal commas').choices(REPORT_FORMATS).default('table'),
    )
    .action(async (of: string, options: Options) => {
      const { answer, head, sections, rows, timezone } = await askedReport(of, options, io);
      const format = options.json ? 'json' : options.format;
      if (format === 'json') io.out(JSON.stringify(answer));
      else if (format === 'table' || format === 'md') io.out(told(head(), sections(), format));
      else {
        const preset = format === 'csv' ? (`csv-${io.lang}` as const) : format;
        for await (const bytes of tableCsv(rows(), preset, timezone)) await io.outBytes(bytes);
      }
    });
}

/** A report in each of its forms. */
interface Report {
  answer: object;
  timezone: string;
  head: () => string;
  sections: () => Section[];
  rows: () => readonly TableRow[];
}

/** Of the line of that name, where the service has one; else of the site. */
async function askedReport(id: string, options: Options, io: Io): Promise<Report> {
  const { http } = serverOf(options, io);
  const line = await http.definition(id).catch(unlessNotFound);
  return line === null ? siteReport(http, id, options, io) : lineReport(http, line.definition, options, io);
}

function unlessNotFound(error: unknown): null {
  if (error instanceof ServerFailure && error.code === 'not-found') return null;
  throw error;
}

async function siteReport(http: TwinHttp, cell: string, options: Options, io: Io): Promise<Report> {
  const { definition } = await http.cellDefinition(cell);
  const { timezone } = definition;
  const answer = await energyReport(http, cell, datedStretch(options, timezone));
  const speech = speechOf(definition, io.lang);
  const sections = () => [
    ...meterSections(answer.meters, speech),
    ...answer.profiles.flatMap((profile) => loadSections(profile, speech)),
    ...useSections(answer.states, speech),
    batchSection(answer.batches, speech),
  ];
  const head = () => REPORT_WORDS[io.lang].head(cell, speech.moment(answer.fromUs), speech.moment(answer.toUs));
  return { answer, timezone, head, sections, rows: () => reportRows(answer, speech) };
}

async function lineReport(http: TwinHttp, definition: LineDefinition, options: Options, io: Io): Promise<Report> {
  const { id, timezone } = definition;
  const answer = await http.lineEnergy(id, datedStretch(options, timezone));
  const speech = lineEnergySpeech(definition, io.lang);
  const head = () => LINE_ENERGY_WORDS[io.lang].head(id, speech.moment(answer.figures.fromUs), speech.moment(answer.figures.toUs));
  return { answer, timezone, head, sections: () => lineEnergySections(answer, speech), rows: () => lineEnergyRows(answer, speech) };
}

/** Figures, a row each. */
const tableCsv = (rows: readonly TableRow[], preset: keyof typeof CSV_PRESETS, timezone: string): AsyncGenerator<Uint8Array, void> =>
  csvWriter(CSV_PRESETS[preset])({ columns: REPORT_COLUMNS, timezone, rows: blocksOf(rows) });

async function* blocksOf<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield await Promise.resolve(rows);
}

function told(head: string, sections: readonly Section[], format: 'table' | 'md'): string {
  return [format === 'md' ? `# ${head}` : head, ...sections.map((section) => sectionText(section, format))].join('\n\n');
}

function sectionText({ title, rows, left, notes }: Section, format: 'table' | 'md'): string {
  const table = format === 'md' ? markdownTable(rows) : textTable(rows, left);
  const below = format === 'md' && notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : notes.length > 0 ? [notes.join('\n')] : [];
  return [format === 'md' ? `## ${title}` : title, table, ...below].join(format === 'md' ? '\n\n' : '\n');
}
