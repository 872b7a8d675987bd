import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Situation } from '../model/cell/situation.js';
import type { LineFork } from '../twin/live-line.js';

/** Where a line stood. */
export interface LineMoment extends Pick<LineFork, 'snapshot' | 'measuredRates'> {
  of: 'line';
}
/** Where a site stood. */
export interface CellMoment {
  of: 'cell';
  situation: Situation;
}

/** Where a line or site stood at an instant. Written once. */
@Entity('moment')
export class MomentRow {
  @PrimaryColumn('text')
  line!: string;

  /** Of the newest reading that it knows. A double, as every instant of ours. */
  @PrimaryColumn('double precision', { name: 'at_us' })
  atUs!: number;

  @Column('text', { name: 'model_version' })
  modelVersion!: string;

  @Column('jsonb')
  state!: LineMoment | CellMoment;
}
