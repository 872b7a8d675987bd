import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateScenarios1764000002000 implements MigrationInterface {
  readonly name = 'CreateScenarios1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE scenario (
        id uuid PRIMARY KEY,
        line text NOT NULL,
        question text NOT NULL,
        request jsonb NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX scenario_newest ON scenario (created_at DESC, id DESC)');
    await runner.query(`
      CREATE TABLE start_state (
        hash text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
        line text NOT NULL,
        model_version text NOT NULL,
        layout text NOT NULL,
        origin jsonb NOT NULL,
        snapshot jsonb NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE result (
        input_hash text PRIMARY KEY CHECK (input_hash ~ '^[0-9a-f]{64}$'),
        bytes text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE run (
        id uuid PRIMARY KEY,
        scenario uuid REFERENCES scenario,
        line text NOT NULL,
        question text NOT NULL,
        request jsonb NOT NULL,
        status text NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
        input_hash text NOT NULL,
        start_hash text NOT NULL REFERENCES start_state,
        done int NOT NULL CHECK (done BETWEEN 0 AND total),
        total int NOT NULL,
        failure text,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        finished_at timestamptz,
        CHECK ((status = 'failed') = (failure IS NOT NULL)),
        CHECK ((status IN ('succeeded', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
      )`);
    await runner.query('CREATE INDEX run_newest ON run (created_at DESC, id DESC)');
    await runner.query('CREATE INDEX run_inputs ON run (input_hash)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['run', 'result', 'start_state', 'scenario']) await runner.query(`DROP TABLE ${table}`);
  }
}
