import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import type { CellDefinition } from '../contract/cell.js';
import type { LineId } from '../contract/equipment.js';
import type { LineDefinition } from '../contract/line.js';
import type { CompiledCell } from '../model/cell/compile.js';
import { compile, type CompiledLine } from '../model/compile.js';
import { readPlantFiles, type CellFile, type PlantFile } from './files.js';
import { formatIssues } from './read.js';
import { versionOf } from './version.js';

export interface PlantLine {
  definition: LineDefinition;
  compiled: CompiledLine;
  /** SHA-256 of the definition in canonical JSON. */
  version: string;
  /** Name of the plant file. */
  file: string;
  /** Path of the plant file as it was found. */
  path: string;
  /** The file as it was written. */
  source: string;
}

export interface PlantCell extends Omit<PlantLine, 'definition' | 'compiled'> {
  definition: CellDefinition;
  compiled: CompiledCell;
}

/** The lines and process cells of this installation, read once from the plant files. A wrong file stops the start with all its issues. */
@Injectable()
export class PlantService {
  private readonly byId: ReadonlyMap<LineId, PlantLine>;
  private readonly cellsById: ReadonlyMap<LineId, PlantCell>;

  constructor(@Inject(CONFIG) config: Pick<Config, 'plants'>) {
    const { files, cells, issues } = readPlantFiles(config.plants);
    if (issues.length > 0) throw new Error(`the plant files (TWIN_PLANTS) are not right:\n${formatIssues(issues)}`);
    this.byId = new Map(files.map((file) => [file.definition.id, toLine(file)]));
    this.cellsById = new Map(cells.map((file) => [file.definition.id, toCell(file)]));
  }

  /** In the order of the files. */
  lines(): readonly PlantLine[] {
    return [...this.byId.values()];
  }

  line(id: LineId): PlantLine | null {
    return this.byId.get(id) ?? null;
  }

  /** In the order of the files. */
  cells(): readonly PlantCell[] {
    return [...this.cellsById.values()];
  }

  cell(id: LineId): PlantCell | null {
    return this.cellsById.get(id) ?? null;
  }
}

function toLine({ file, text, definition }: PlantFile): PlantLine {
  const compiled = compile(definition);
  if (!compiled.ok) throw new Error(`${file} was read as right and cannot be compiled`);
  return { definition, compiled: compiled.line, version: versionOf(definition), file: path.basename(file), path: file, source: text };
}

const toCell = ({ file, text, definition, compiled }: CellFile): PlantCell => ({
  definition,
  compiled,
  version: versionOf(definition),
  file: path.basename(file),
  path: file,
  source: text,
});
