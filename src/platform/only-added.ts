import type { QueryRunner } from 'typeorm';

/** From here on the database refuses to change or delete rows of a table, with this sentence. */
export async function addOnly(runner: QueryRunner, table: string, sentence: string): Promise<void> {
  await runner.query(`
    CREATE FUNCTION ${table}_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '${sentence}';
    END $$`);
  await runner.query(`
    CREATE TRIGGER ${table}_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION ${table}_is_kept()`);
}
