import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addOnly } from '../platform/only-added.js';

export class CreateAlarms1764000003000 implements MigrationInterface {
  readonly name = 'CreateAlarms1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alarm_event (
        line text NOT NULL,
        seq bigint NOT NULL CHECK (seq > 0),
        at_us bigint NOT NULL,
        recorded_at_us bigint NOT NULL,
        alarm text NOT NULL,
        unit text,
        event text NOT NULL CHECK (event IN ('raised', 'returned', 'acknowledged', 'shelved', 'unshelved')),
        kind text NOT NULL CHECK (kind IN ('alarm', 'advisory')),
        priority text NOT NULL CHECK (priority IN ('urgent', 'high', 'medium', 'low')),
        value double precision,
        who text,
        why text,
        until_us bigint,
        PRIMARY KEY (line, seq),
        CHECK ((event = 'shelved') = (until_us IS NOT NULL)),
        CHECK (event NOT IN ('acknowledged', 'shelved') OR who IS NOT NULL)
      )`);
    await runner.query('CREATE INDEX alarm_event_of_alarm ON alarm_event (line, alarm, seq DESC)');
    await addOnly(runner, 'alarm_event', 'the history of alarms is only added to');
    await runner.query(`
      CREATE TABLE alarm_book (
        line text PRIMARY KEY,
        "offset" bigint NOT NULL,
        book jsonb NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['alarm_book', 'alarm_event']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION alarm_event_is_kept');
  }
}
