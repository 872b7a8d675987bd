import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Questions are kept as they were written: jsonb would sort their keys. */
export class RequestsInOrder1764000008000 implements MigrationInterface {
  readonly name = 'RequestsInOrder1764000008000';

  up = (runner: QueryRunner): Promise<void> => retype(runner, 'json');
  down = (runner: QueryRunner): Promise<void> => retype(runner, 'jsonb');
}

async function retype(runner: QueryRunner, type: 'json' | 'jsonb'): Promise<void> {
  for (const table of ['scenario', 'run']) await runner.query(`ALTER TABLE ${table} ALTER COLUMN request TYPE ${type}`);
}
