import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AlarmChange, AlarmKind, AlarmPriority } from '../contract/alarm.js';
import type { AlarmBook } from '../model/alarm-book.js';
import { whole } from '../platform/whole-column.js';

/** A line of the history. The database itself refuses to change or delete it. */
@Entity('alarm_event')
export class AlarmEventRow {
  @PrimaryColumn('text')
  line!: string;

  @PrimaryColumn('bigint', { transformer: whole })
  seq!: number;

  @Column('bigint', { name: 'at_us', transformer: whole })
  atUs!: number;

  @Column('bigint', { name: 'recorded_at_us', transformer: whole })
  recordedAtUs!: number;

  @Column('text')
  alarm!: string;

  @Column('text', { nullable: true })
  unit!: string | null;

  @Column('text')
  event!: AlarmChange;

  @Column('text')
  kind!: AlarmKind;

  @Column('text')
  priority!: AlarmPriority;

  @Column('double precision', { nullable: true })
  value!: number | null;

  @Column('text', { nullable: true })
  who!: string | null;

  @Column('text', { nullable: true })
  why!: string | null;

  @Column('bigint', { name: 'until_us', nullable: true, transformer: whole })
  untilUs!: number | null;
}

/** Where the alarms of a line stand, written together with the events that led there. */
@Entity('alarm_book')
export class AlarmBookRow {
  @PrimaryColumn('text')
  line!: string;

  /** Offset of the journal up to which readings are in it. */
  @Column('bigint', { transformer: whole })
  offset!: number;

  @Column('jsonb')
  book!: AlarmBook;
}
