import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeptBaseline } from '../contract/energy-baseline.js';
import type { BaselineRequest, EnergyPeriod } from '../contract/enpi.js';

/** A baseline that is kept, with the periods it was fitted to: it is fitted to them again wherever it is used. Written once. */
@Entity('energy_baseline')
export class EnergyBaselineRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  cell!: string;

  @Column('text')
  name!: string;

  /** Null: all carriers together. */
  @Column('text', { nullable: true })
  carrier!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('text', { name: 'created_by' })
  createdBy!: string;

  @Column('text', { name: 'model_version' })
  modelVersion!: string;

  @Column('jsonb')
  request!: BaselineRequest;

  @Column('jsonb')
  meters!: KeptBaseline['meters'];

  @Column('text', { nullable: true })
  outdoor!: string | null;

  @Column('jsonb')
  periods!: EnergyPeriod[];

  @Column('jsonb')
  notes!: KeptBaseline['notes'];
}
