import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeptStatement } from '../contract/stop-statement.js';
import { whole } from '../platform/whole-column.js';

/** What a person said of stops. The database itself refuses to change or delete it. */
@Entity('stop_statement')
export class StopStatementRow {
  @PrimaryColumn('text')
  line!: string;

  @PrimaryColumn('bigint', { transformer: whole })
  seq!: number;

  @Column('text')
  what!: KeptStatement['what'];

  @Column('text', { nullable: true })
  unit!: string | null;

  @Column('bigint', { name: 'from_us', nullable: true, transformer: whole })
  fromUs!: number | null;

  @Column('bigint', { name: 'to_us', nullable: true, transformer: whole })
  toUs!: number | null;

  @Column('integer', { nullable: true })
  reason!: number | null;

  @Column('text', { nullable: true })
  comment!: string | null;

  /** number of the statement that is taken back */
  @Column('bigint', { name: 'withdraws', nullable: true, transformer: whole })
  withdraws!: number | null;

  @Column('text')
  who!: string;

  @Column('bigint', { name: 'recorded_at_us', transformer: whole })
  recordedAtUs!: number;
}
