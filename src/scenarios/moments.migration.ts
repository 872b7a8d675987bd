import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMoments1764000006000 implements MigrationInterface {
  readonly name = 'CreateMoments1764000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE moment (
        line text NOT NULL,
        at_us double precision NOT NULL,
        model_version text NOT NULL,
        state jsonb NOT NULL,
        PRIMARY KEY (line, at_us)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE moment');
  }
}
