import { Column, Entity, PrimaryColumn } from 'typeorm';
import { whole } from '../platform/whole-column.js';

/** A text that a plant file had: applied by a person, or found on disk before he did. Rows are added and never changed: the database refuses. */
@Entity('plant_file_text')
export class PlantFileText {
  /** Name of the file in addresses. */
  @PrimaryColumn('text')
  file!: string;

  /** From 1, in the order in which they were kept. */
  @PrimaryColumn('bigint', { transformer: whole })
  seq!: number;

  @Column('text')
  sha256!: string;

  @Column('text')
  text!: string;

  /** Name of the token; null: the text was found on disk. */
  @Column('text', { nullable: true })
  who!: string | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('bigint', { name: 'at_us', transformer: whole })
  atUs!: number;
}
