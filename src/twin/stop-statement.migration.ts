import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addOnly } from '../platform/only-added.js';

export class CreateStopStatements1764000009000 implements MigrationInterface {
  readonly name = 'CreateStopStatements1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stop_statement (
        line text NOT NULL,
        seq bigint NOT NULL CHECK (seq > 0),
        what text NOT NULL CHECK (what IN ('assign', 'merge', 'withdraw')),
        unit text,
        from_us bigint,
        to_us bigint,
        reason integer,
        comment text,
        withdraws bigint,
        who text NOT NULL,
        recorded_at_us bigint NOT NULL,
        PRIMARY KEY (line, seq),
        UNIQUE (line, withdraws),
        FOREIGN KEY (line, withdraws) REFERENCES stop_statement (line, seq),
        CHECK (to_us > from_us),
        CHECK ((what = 'withdraw') = (withdraws IS NOT NULL)),
        CHECK ((what = 'withdraw') = (unit IS NULL) AND (unit IS NULL) = (from_us IS NULL)),
        CHECK ((what = 'assign') = (reason IS NOT NULL)),
        CHECK (what <> 'merge' OR to_us IS NOT NULL)
      )`);
    await runner.query('CREATE INDEX stop_statement_of_time ON stop_statement (line, from_us)');
    await addOnly(runner, 'stop_statement', 'what was said of stops is only added to');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stop_statement');
    await runner.query('DROP FUNCTION stop_statement_is_kept');
  }
}
