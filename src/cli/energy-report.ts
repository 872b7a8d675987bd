import { Option, type Command } from 'commander';
import type { TwinHttp } from '../../client/http.js';
import type { EnergyBatches } from '../contract/energy-batches.js';
import type { EnergyMeters } from '../contract/energy-meters.js';
import type { EnergyProfile } from '../contract/energy-profile.js';
import type { EnergyUse } from '../contract/energy-use.js';
import { FORMATS, type Format } from './compare-format.js';
import { loadSections } from './energy-load-tables.js';
import { meterSections, type Section } from './energy-report-tables.js';
import { REPORT_WORDS } from './energy-report-words.js';
import { batchSection, useSections } from './energy-use-tables.js';
import { csv, markdownTable, textTable } from './format.js';
import type { Io } from './io.js';
import { serverOf, withServer, type ServerOptions } from './server.js';
import { speechOf, type Speech } from './speech.js';
import { stretchOf, withStretch, type Stretched } from './stretch.js';

interface Options extends ServerOptions, Stretched {
  format: Format;
  json?: true;
}

/** `twin energy report`: where the energy of a site went, as a service has measured it. */
export function addEnergyReport(energy: Command, io: Io): void {
  const command = energy.command('report').description('meters and their balance, load and bill, energy by state, zone and batch').argument('<cell>');
  withStretch(withServer(command))
    .addOption(new Option('--format <format>').choices(FORMATS).default('table'))
    .action(async (cell: string, options: Options) => {
      const { http } = serverOf(options, io);
      const report = await reportOf(http, cell, stretchOf(options));
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
  profiles: EnergyProfile[];
  states: EnergyUse;
  batches: EnergyBatches;
}

/** Everything of one and the same window: what the first answer says it is. */
async function reportOf(http: TwinHttp, cell: string, stretch: Stretched): Promise<Report> {
  const meters = await http.energyMeters(cell, stretch);
  const { fromUs, toUs } = meters;
  const same = { from: String(fromUs / 1000), to: String(toUs / 1000) };
  const [profiles, states, batches] = await Promise.all([
    Promise.all(meters.carriers.map(({ carrier }) => http.energyProfile(cell, carrier, same))),
    http.energyStates(cell, same),
    http.energyBatches(cell, same),
  ]);
  return { cell, fromUs, toUs, meters, profiles, states, batches };
}

function told({ cell, fromUs, toUs, ...report }: Report, format: Exclude<Format, 'json'>, speech: Speech): string {
  const sections = [
    ...meterSections(report.meters, speech),
    ...report.profiles.flatMap((profile) => loadSections(profile, speech)),
    ...useSections(report.states, speech),
    batchSection(report.batches, speech),
  ];
  if (format === 'csv') return sections.map(({ title, rows }) => csv([[title], ...rows]).trimEnd()).join('\r\n\r\n');
  const head = REPORT_WORDS[speech.lang].head(cell, speech.moment(fromUs), speech.moment(toUs));
  return [format === 'md' ? `# ${head}` : head, ...sections.map((section) => sectionText(section, format))].join('\n\n');
}

function sectionText({ title, rows, left, notes }: Section, format: 'table' | 'md'): string {
  const table = format === 'md' ? markdownTable(rows) : textTable(rows, left);
  const below = format === 'md' && notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : notes.length > 0 ? [notes.join('\n')] : [];
  return [format === 'md' ? `## ${title}` : title, table, ...below].join(format === 'md' ? '\n\n' : '\n');
}
