import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LineDefinition } from '../contract/line.js';

/** A definition of a line that was once in force. Rows are added and never changed: the database refuses. */
@Entity('plant_version')
export class PlantVersion {
  @PrimaryColumn('text')
  line!: string;

  /** SHA-256 of the definition. */
  @PrimaryColumn('text')
  version!: string;

  @Column('jsonb')
  definition!: LineDefinition;

  /** Name of the plant file. */
  @Column('text')
  file!: string;

  /** The file as it was written, comments and all. */
  @Column('text')
  source!: string;

  @Column('timestamptz', { name: 'loaded_at' })
  loadedAt!: Date;
}
