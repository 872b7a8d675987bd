import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import type { LineId } from '../contract/equipment.js';
import type { LineDefinition } from '../contract/line.js';
import { compile, type CompiledLine } from '../model/compile.js';
import { readPlantFiles, type PlantFile } from './files.js';
import { formatIssues } from './read.js';
import { versionOf } from './version.js';

export interface PlantLine {
  definition: LineDefinition;
  compiled: CompiledLine;
  /** SHA-256 of the definition in canonical JSON. */
  version: string;
  /** Name of the plant file. */
  file: string;
  /** The file as it was written. */
  source: string;
}

const CELL = 'a process cell can be simulated (twin simulate), not mirrored yet: keep its file out of TWIN_PLANTS';

/** The lines of this installation, read once from the plant files. A wrong file stops the start with all its issues. */
@Injectable()
export class PlantService {
  private readonly byId: ReadonlyMap<LineId, PlantLine>;

  constructor(@Inject(CONFIG) config: Pick<Config, 'plants'>) {
    const { files, cells, issues: wrong } = readPlantFiles(config.plants);
    const issues = [...wrong, ...cells.map(({ file }) => ({ file, line: 1, column: 1, pointer: '/kind', message: CELL }))];
    if (issues.length > 0) throw new Error(`the plant files (TWIN_PLANTS) are not right:\n${formatIssues(issues)}`);
    this.byId = new Map(files.map((file) => [file.definition.id, toLine(file)]));
  }

  /** In the order of the files. */
  lines(): readonly PlantLine[] {
    return [...this.byId.values()];
  }

  line(id: LineId): PlantLine | null {
    return this.byId.get(id) ?? null;
  }
}

function toLine({ file, text, definition }: PlantFile): PlantLine {
  const compiled = compile(definition);
  if (!compiled.ok) throw new Error(`${file} was read as right and cannot be compiled`);
  return { definition, compiled: compiled.line, version: versionOf(definition), file: path.basename(file), source: text };
}
