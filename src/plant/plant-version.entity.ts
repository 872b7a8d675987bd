import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';

/** A definition of a line or a process cell that was once in force. Rows are added and never changed: the database refuses. */
@Entity('plant_version')
export class PlantVersion {
  /** Id of the line or cell. */
  @PrimaryColumn('text')
  line!: string;

  /** SHA-256 of the definition. */
  @PrimaryColumn('text')
  version!: string;

  @Column('jsonb')
  definition!: LineDefinition | CellDefinition;

  /** Name of the plant file. */
  @Column('text')
  file!: string;

  /** The file as it was written, comments and all. */
  @Column('text')
  source!: string;

  @Column('timestamptz', { name: 'loaded_at' })
  loadedAt!: Date;
}
