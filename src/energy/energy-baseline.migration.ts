import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateEnergyBaselines1764000007000 implements MigrationInterface {
  readonly name = 'CreateEnergyBaselines1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE energy_baseline (
        id uuid PRIMARY KEY,
        cell text NOT NULL,
        name text NOT NULL,
        carrier text,
        created_at timestamptz NOT NULL,
        created_by text NOT NULL,
        model_version text NOT NULL,
        request jsonb NOT NULL,
        meters jsonb NOT NULL,
        outdoor text,
        periods jsonb NOT NULL,
        notes jsonb NOT NULL
      )`);
    await runner.query('CREATE INDEX energy_baseline_newest ON energy_baseline (cell, created_at DESC, id DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE energy_baseline');
  }
}
