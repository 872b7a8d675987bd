import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AskedOf } from '../contract/run.js';

/** What was decided of a run. The database itself refuses to change or delete it. */
@Entity('decision')
export class DecisionRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  run!: string;

  @Column('text')
  of!: AskedOf;

  @Column('text')
  line!: string;

  /** Of the run, as it was asked. */
  @Column('text')
  question!: string;

  @Column('text')
  variant!: string;

  @Column('text')
  why!: string;

  @Column('text')
  who!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
