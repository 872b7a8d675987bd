import { Option, type Command } from 'commander';
import { CSV_PRESETS, csvWriter } from '../exchange/csv-writer.js';
import { FORMATS } from './compare-format.js';
import { energyReport, type EnergyReport } from './energy-report-data.js';
import { loadSections } from './energy-load-tables.js';
import { meterSections, type Section } from './energy-report-tables.js';
import { REPORT_COLUMNS, reportRows } from './energy-report-rows.js';
import { REPORT_WORDS } from './energy-report-words.js';
import { batchSection, useSections } from './energy-use-tables.js';
import { markdownTable, textTable } from './format.js';
import type { Io } from './io.js';
import { serverOf, withServer, type ServerOptions } from './server.js';
import { speechOf, type Speech } from './speech.js';
import { datedStretch, withDatedStretch, type Stretched } from './stretch.js';

const REPORT_FORMATS = [...FORMATS, 'csv-en', 'csv-fr'] as const;
type ReportFormat = (typeof REPORT_FORMATS)[number];

interface Options extends ServerOptions, Stretched {
  format: ReportFormat;
  json?: true;
}

/** `twin energy report`: where the energy of a site went, as a service has measured it. */
export function addEnergyReport(energy: Command, io: Io): void {
  const command = energy.command('report').description('meters and their balance, load and bill, energy by state, zone and batch').argument('<cell>');
  withDatedStretch(withServer(command))
    .addOption(
      new Option('--format <format>', 'csv: figures in rows, by --lang; csv-en; csv-fr has ; and decimal commas').choices(REPORT_FORMATS).default('table'),
    )
    .action(async (cell: string, options: Options) => {
      const { http } = serverOf(options, io);
      const { definition } = await http.cellDefinition(cell);
      const report = await energyReport(http, cell, datedStretch(options, definition.timezone));
      const format = options.json ? 'json' : options.format;
      if (format === 'json') io.out(JSON.stringify(report));
      else if (format === 'table' || format === 'md') io.out(told(report, format, speechOf(definition, io.lang)));
      else {
        const preset = format === 'csv' ? (`csv-${io.lang}` as const) : format;
        for await (const bytes of reportCsv(report, preset, speechOf(definition, io.lang), definition.timezone)) await io.outBytes(bytes);
      }
    });
}

/** All figures of a report, a row each. */
export const reportCsv = (report: EnergyReport, preset: keyof typeof CSV_PRESETS, speech: Speech, timezone: string): AsyncGenerator<Uint8Array, void> =>
  csvWriter(CSV_PRESETS[preset])({ columns: REPORT_COLUMNS, timezone, rows: blocksOf(reportRows(report, speech)) });

async function* blocksOf<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield await Promise.resolve(rows);
}

function told({ cell, fromUs, toUs, ...report }: EnergyReport, format: 'table' | 'md', speech: Speech): string {
  const sections = [
    ...meterSections(report.meters, speech),
    ...report.profiles.flatMap((profile) => loadSections(profile, speech)),
    ...useSections(report.states, speech),
    batchSection(report.batches, speech),
  ];
  const head = REPORT_WORDS[speech.lang].head(cell, speech.moment(fromUs), speech.moment(toUs));
  return [format === 'md' ? `# ${head}` : head, ...sections.map((section) => sectionText(section, format))].join('\n\n');
}

function sectionText({ title, rows, left, notes }: Section, format: 'table' | 'md'): string {
  const table = format === 'md' ? markdownTable(rows) : textTable(rows, left);
  const below = format === 'md' && notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : notes.length > 0 ? [notes.join('\n')] : [];
  return [format === 'md' ? `## ${title}` : title, table, ...below].join(format === 'md' ? '\n\n' : '\n');
}
