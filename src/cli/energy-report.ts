import { Option, type Command } from 'commander';
import type { EnergyMeters } from '../contract/energy-meters.js';
import { FORMATS, type Format } from './compare-format.js';
import { meterSections, type Section } from './energy-report-tables.js';
import { REPORT_WORDS } from './energy-report-words.js';
import { csv, markdownTable, textTable } from './format.js';
import type { Io } from './io.js';
import { serverOf, withServer, type ServerOptions } from './server.js';
import { speechOf, type Speech } from './speech.js';
import { stretchOf, withStretch, type Stretched } from './stretch.js';

interface Options extends ServerOptions, Stretched {
  format: Format;
  json?: true;
}

/** Where the energy of a site went, as a service has measured it. */
export function addEnergyReport(energy: Command, io: Io): void {
  withStretch(withServer(energy.command('report').description('meters and their balance').argument('<cell>')))
    .addOption(new Option('--format <format>').choices(FORMATS).default('table'))
    .action(async (cell: string, options: Options) => {
      const { http } = serverOf(options, io);
      const meters = await http.energyMeters(cell, stretchOf(options));
      const report = { cell, fromUs: meters.fromUs, toUs: meters.toUs, meters };
      const format = options.json ? 'json' : options.format;
      if (format === 'json') io.out(JSON.stringify(report));
      else io.out(told(report, format, speechOf((await http.cellDefinition(cell)).definition, io.lang)));
    });
}

interface Report {
  cell: string;
  fromUs: number;
  toUs: number;
  meters: EnergyMeters;
}

function told(report: Report, format: Exclude<Format, 'json'>, speech: Speech): string {
  const sections = meterSections(report.meters, speech);
  if (format === 'csv') return sections.map(({ title, rows }) => csv([[title], ...rows])).join('\r\n').trimEnd(); // prettier-ignore
  const head = REPORT_WORDS[speech.lang].head(report.cell, speech.moment(report.fromUs), speech.moment(report.toUs));
  return [format === 'md' ? `# ${head}` : head, ...sections.map((section) => sectionText(section, format))].join('\n\n');
}

function sectionText({ title, rows, notes }: Section, format: 'table' | 'md'): string {
  const table = format === 'md' ? markdownTable(rows) : textTable(rows, [4]);
  return [format === 'md' ? `## ${title}\n` : title, table, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}
