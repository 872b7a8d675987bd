import { existsSync } from 'node:fs';
import path from 'node:path';
import { Option, type Command } from 'commander';
import { formatIssue } from '../plant/document.js';
import { addPlant, readPlantFiles, type PlantFiles } from '../plant/files.js';
import { cellSchema, lineSchema } from '../plant/schema.js';
import { versionOf } from '../plant/version.js';
import { CliFault, EXIT, type Io } from './io.js';
import { WORDS } from './words.js';

export function addValidate(program: Command, io: Io): void {
  program
    .command('validate')
    .description('check plant files: every issue as file:line:column /json/pointer what was expected')
    .argument('<file...>', 'plant files or folders of them; - for stdin')
    .option('--json', 'one JSON object a line')
    .action(async (files: string[], { json }: { json?: true }) => {
      const { files: lines, cells, issues } = await check(files, io);
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

async function check(files: string[], io: Io): Promise<PlantFiles> {
  const missing = files.find((file) => file !== '-' && !existsSync(path.resolve(io.cwd, file)));
  if (missing !== undefined) throw new CliFault(EXIT.notFound, `${missing}: there is no such file`);
  const named = files.filter((file) => file !== '-');
  const read = readPlantFiles(named.map((file) => (path.isAbsolute(file) ? file : path.relative(process.cwd(), path.resolve(io.cwd, file)))));
  if (files.includes('-')) addPlant(await io.readStdin(), 'stdin', read);
  return read;
}
