import { Option, type Command } from 'commander';
import type { CommissioningReport } from '../contract/commissioning.js';
import { figure, moment, textTable } from './format.js';
import { COMMISSIONING_WORDS } from './commissioning-words.js';
import type { Io } from './io.js';
import { serverOf, withServer, type ServerOptions } from './server.js';

const SECTIONS = ['unmapped', 'nodes', 'silent', 'sources', 'errors'] as const;
type Section = (typeof SECTIONS)[number];

interface Options extends ServerOptions {
  json?: true;
  only?: Section;
}

export function addCommissioning(program: Command, io: Io): void {
  withServer(program.command('commissioning').description('what a service hears and does not read, with a suggested mapping; what is silent, late or wrong'))
    .addOption(new Option('--only <section>', 'of these alone').choices(SECTIONS))
    .action(async (options: Options) => {
      const report = await serverOf(options, io).http.commissioning();
      if (options.json) return io.out(JSON.stringify(options.only === undefined ? report : report[options.only]));
      for (const section of options.only === undefined ? SECTIONS : [options.only]) io.out(page(section, report, io));
    });
}

function page(section: Section, report: CommissioningReport, io: Io): string {
  const words = COMMISSIONING_WORDS[io.lang];
  const rows = ROWS[section](report, io);
  const title = `${words.sections[section]} (${rows.length})`;
  return [title, ...(rows.length > 0 ? [textTable([[...words.columns[section]], ...rows], [1, 2, 3, 4, 5, 6])] : []), ...below(section, report), ''].join('\n');
}

const place = ({ topic, field }: { topic: string; field: string | null }) => (field === null ? topic : `${topic} ${field}`);

const ROWS: Record<Section, (report: CommissioningReport, io: Io) => string[][]> = {
  unmapped: ({ unmapped }, { lang }) =>
    unmapped.map((row) => [
      place(row),
      figure(row.ratePerMin, 1, lang),
      String(row.messages),
      `${row.sizeBytes}`,
      row.looksLike,
      row.suggestion === null ? '–' : `${row.suggestion.line}/${row.suggestion.unit} ${figure(row.suggestion.confidence, 2, lang)}`,
      shown(row.sample.payloadBase64),
    ]),
  nodes: ({ nodes }, { lang }) =>
    nodes.map(({ node, ratePerMin, messages, devices, line }) => [
      node,
      figure(ratePerMin, 1, lang),
      String(messages),
      devices.map(({ device, metrics }) => `${device ?? '·'} (${metrics.length})`).join(', '),
      line ?? '–',
    ]),
  silent: ({ silent }, { lang }) =>
    silent.map((row) => [place(row), `${row.line}/${row.unit}`, moment(row.lastSeenUs), figure(row.usualGapS, 1, lang), figure(row.silentS, 0, lang)]),
  sources: ({ sources }, { lang }) =>
    sources
      .filter(({ lastSeenUs }) => lastSeenUs !== null)
      .map(({ line, unit, readings, duplicates, outOfOrder, late, clock }) => [
        `${line}/${unit}`,
        ...[readings, duplicates, outOfOrder, late].map(String),
        `${figure(clock.medianS, 2, lang)} (${figure(clock.worstS, 1, lang)})`,
        COMMISSIONING_WORDS[lang].judgements[clock.judgement],
      ]),
  errors: ({ errors }) =>
    errors.map(({ topic, errors: count, reasons, last: [newest] }) => [
      topic,
      String(count),
      Object.keys(reasons).join(', '),
      newest?.detail ?? '',
      shown(newest?.payloadBase64 ?? ''),
    ]),
};

const below = (section: Section, { unmapped, nodes }: CommissioningReport): string[] =>
  section === 'unmapped'
    ? unmapped.flatMap(({ suggestion }) => (suggestion ? ['', suggestion.yaml.trimEnd()] : []))
    : section === 'nodes'
      ? nodes.flatMap(({ yaml }) => (yaml === null ? [] : ['', yaml.trimEnd()]))
      : [];

/** The begin of a payload as text of one line; of bytes that are none as it can be. */
function shown(payloadBase64: string): string {
  const text = Buffer.from(payloadBase64, 'base64')
    .toString('utf8')
    .replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, '·');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
