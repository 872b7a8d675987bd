import { existsSync } from 'node:fs';
import path from 'node:path';
import { Option, type Command } from 'commander';
import { formatIssue, type FileIssue } from '../plant/document.js';
import { readPlantFiles, type CellFile } from '../plant/files.js';
import { readLine } from '../plant/read.js';
import { isCell, readCell } from '../plant/read-cell.js';
import { cellSchema, lineSchema } from '../plant/schema.js';
import { versionOf } from '../plant/version.js';
import type { LineDefinition } from '../contract/line.js';
import { CliFault, EXIT, type Io } from './io.js';
import { WORDS } from './words.js';

export function addValidate(program: Command, io: Io): void {
  program
    .command('validate')
    .description('check plant files: every issue as file:line:column /json/pointer what was expected')
    .argument('<file...>', 'plant files or folders of them; - for stdin')
    .option('--json', 'one JSON object a line')
    .action(async (files: string[], { json }: { json?: true }) => {
      const { lines, cells, issues } = await check(files, io);
      for (const issue of issues) io.out(json ? JSON.stringify(issue) : formatIssue(issue));
      if (issues.length > 0) throw new CliFault(EXIT.validation, '');
      for (const { file, definition } of lines) {
        const version = versionOf(definition);
        if (json) io.out(JSON.stringify({ file, line: definition.id, stations: definition.stations.length, version }));
        else io.out(WORDS[io.lang].right(file, definition.id, definition.stations.length, version.slice(0, 12)));
      }
      for (const { file, definition } of cells) {
        const version = versionOf(definition);
        if (json) io.out(JSON.stringify({ file, cell: definition.id, units: definition.units.length, version }));
        else io.out(WORDS[io.lang].cell.right(file, definition.id, definition.units.length, version.slice(0, 12)));
      }
    });

  program
    .command('schema')
    .description('print the JSON Schema (draft 7) of plant files, for editors')
    .addOption(new Option('--kind <kind>', 'of what').choices(['Line', 'Cell']).default('Line'))
    .action(({ kind }: { kind: 'Line' | 'Cell' }) => io.out(JSON.stringify(kind === 'Cell' ? cellSchema() : lineSchema(), null, 2)));
}

interface Checked {
  lines: { file: string; definition: LineDefinition }[];
  cells: CellFile[];
  issues: FileIssue[];
}

async function check(files: string[], io: Io): Promise<Checked> {
  const missing = files.find((file) => file !== '-' && !existsSync(path.resolve(io.cwd, file)));
  if (missing !== undefined) throw new CliFault(EXIT.notFound, `${missing}: there is no such file`);
  const named = files.filter((file) => file !== '-');
  const read = readPlantFiles(named.map((file) => (path.isAbsolute(file) ? file : path.relative(process.cwd(), path.resolve(io.cwd, file)))));
  const checked: Checked = { lines: read.files, cells: read.cells, issues: read.issues };
  if (files.includes('-')) addText(checked, await io.readStdin());
  return checked;
}

function addText({ lines, cells, issues }: Checked, text: string): void {
  const file = 'stdin';
  if (isCell(text)) {
    const cell = readCell(text, file);
    if (cell.ok) cells.push({ file, definition: cell.definition });
    else issues.push(...cell.issues);
    return;
  }
  const line = readLine(text, file);
  if (line.ok) lines.push({ file, definition: line.definition });
  else issues.push(...line.issues);
}
