import { Option, type Command } from 'commander';
import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import { formatIssue, type FileIssue, type SourceDocument } from '../plant/document.js';
import { reportOrigins, type OriginReport } from '../plant/origin-report.js';
import { cellSchema, lineSchema, machineTypesSchema } from '../plant/schema.js';
import { versionOf } from '../plant/version.js';
import { readPlants } from './files.js';
import { CliFault, EXIT, type Io } from './io.js';
import { WORDS } from './words.js';

interface Options {
  types: string[];
  strictOrigins?: true;
  json?: true;
}

const SCHEMAS = { Line: lineSchema, Cell: cellSchema, MachineTypes: machineTypesSchema };

export function addValidate(program: Command, io: Io): void {
  program
    .command('validate')
    .description('check plant files: every issue as file:line:column /json/pointer what was expected')
    .argument('<file...>', 'plant files or folders of them; - for stdin')
    .option('--types <file...>', 'files of machine types, besides those in the folders of the plant files', [])
    .option('--strict-origins', 'a number that does not say where it comes from is an issue')
    .option('--json', 'one JSON object a line')
    .action(async (files: string[], { types, strictOrigins, json }: Options) => {
      const { files: lines, cells, issues } = await readPlants(files, types, io);
      const read = [...lines, ...cells].map((plant) => ({ ...plant, report: reportOrigins(plant.definition) }));
      const unsaid = read.flatMap(({ source, report }) => originIssues(source, report));
      if (strictOrigins) issues.push(...unsaid);
      for (const issue of issues) io.out(json ? JSON.stringify(issue) : formatIssue(issue));
      if (issues.length > 0) throw new CliFault(EXIT.validation, '');
      for (const issue of unsaid) io.err(json ? JSON.stringify(issue) : formatIssue(issue));
      for (const { file, definition, report } of read) {
        io.out(
          json
            ? JSON.stringify({ file, ...whatItIs(definition), version: versionOf(definition), origins: report.counts, parameters: report.parameters })
            : right(file, definition, io),
        );
        if (!json) io.out(`  ${WORDS[io.lang].origins(report.parameters, report.counts)}`);
      }
      if (read.length === 0) io.out(json ? JSON.stringify({ plants: 0 }) : WORDS[io.lang].noPlants);
    });

  program
    .command('schema')
    .description('print the JSON Schema (draft 7) of plant files, for editors')
    .addOption(new Option('--kind <kind>', 'of what').choices(Object.keys(SCHEMAS)).default('Line'))
    .action(({ kind }: { kind: keyof typeof SCHEMAS }) => io.out(JSON.stringify(SCHEMAS[kind](), null, 2)));
}

const whatItIs = (definition: LineDefinition | CellDefinition) =>
  definition.kind === 'Line' ? { line: definition.id, stations: definition.stations.length } : { cell: definition.id, units: definition.units.length };

function right(file: string, definition: LineDefinition | CellDefinition, io: Io): string {
  const version = versionOf(definition).slice(0, 12);
  const words = WORDS[io.lang];
  return definition.kind === 'Line'
    ? words.right(file, definition.id, definition.stations.length, version)
    : words.cell.right(file, definition.id, definition.units.length, version);
}

/** What does not say where it comes from, and what is said of nothing. */
const originIssues = (source: SourceDocument, { unsaid, idle }: OriginReport): FileIssue[] => [
  ...unsaid.map(({ pointer, parameters }) =>
    source.issueAt(
      pointer,
      parameters === 1 ? 'does not say where it comes from (origins)' : `${parameters} numbers do not say where they come from (origins)`,
    ),
  ),
  ...idle.map((pointer) => source.issueAt(pointer, 'there is no number at this place')),
];
