import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnyDocument, RunStatus } from '../contract/run.js';
import type { LineSnapshot } from '../model/state.js';
import type { CellBeginning } from '../model/what-if/replicate.js';
import type { CellStartState } from './cell-starts.js';
import type { Origin } from './result.js';

/** A question that is kept. */
@Entity('scenario')
export class ScenarioRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  line!: string;

  @Column('text')
  question!: string;

  /** As it was accepted, quantities with their units. */
  @Column('json')
  request!: AnyDocument;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

/** One asking of a question. */
@Entity('run')
export class RunRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { nullable: true })
  scenario!: string | null;

  @Column('text')
  line!: string;

  @Column('text')
  question!: string;

  @Column('json')
  request!: AnyDocument;

  @Column('text')
  status!: RunStatus;

  /** What the answer depends on, see result.ts. */
  @Column('text', { name: 'input_hash' })
  inputHash!: string;

  @Column('text', { name: 'start_hash' })
  startHash!: string;

  @Column('int')
  done!: number;

  @Column('int')
  total!: number;

  @Column('text', { nullable: true })
  failure!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}

/** An answer, byte for byte. Written once. */
@Entity('result')
export class ResultRow {
  @PrimaryColumn('text', { name: 'input_hash' })
  inputHash!: string;

  @Column('text')
  bytes!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

/** A state that runs started from. Written once. */
@Entity('start_state')
export class StartStateRow {
  /** SHA-256 of the state. */
  @PrimaryColumn('text')
  hash!: string;

  @Column('text')
  line!: string;

  @Column('text', { name: 'model_version' })
  modelVersion!: string;

  /** What the state looks like: it can be used with models of this layout. */
  @Column('text')
  layout!: string;

  @Column('jsonb')
  origin!: Origin | (Pick<Origin, 'atUs' | 'epoch' | 'revision'> & Pick<CellStartState, 'from'>);

  @Column('jsonb')
  snapshot!: LineSnapshot | CellBeginning;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
