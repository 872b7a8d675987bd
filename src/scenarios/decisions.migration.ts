import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addOnly } from '../platform/only-added.js';

export class CreateDecisions1764000010000 implements MigrationInterface {
  readonly name = 'CreateDecisions1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE decision (
        id uuid PRIMARY KEY,
        run uuid NOT NULL REFERENCES run,
        of text NOT NULL CHECK (of IN ('line', 'cell')),
        line text NOT NULL,
        question text NOT NULL,
        variant text NOT NULL,
        why text NOT NULL CHECK (why <> ''),
        who text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX decision_newest ON decision (created_at DESC, id DESC)');
    await runner.query('CREATE INDEX decision_of_run ON decision (run)');
    await addOnly(runner, 'decision', 'decisions are only added to');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE decision');
    await runner.query('DROP FUNCTION decision_is_kept');
  }
}
