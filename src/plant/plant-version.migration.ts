import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePlantVersion1764000001000 implements MigrationInterface {
  readonly name = 'CreatePlantVersion1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE plant_version (
        line text NOT NULL,
        version text NOT NULL CHECK (version ~ '^[0-9a-f]{64}$'),
        definition jsonb NOT NULL,
        file text NOT NULL,
        source text NOT NULL,
        loaded_at timestamptz NOT NULL,
        PRIMARY KEY (line, version)
      )`);
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'rows of % are kept as they are: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
      END $$`);
    await runner.query(`CREATE TRIGGER plant_version_keeps BEFORE UPDATE OR DELETE ON plant_version FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await runner.query(`CREATE TRIGGER plant_version_stays BEFORE TRUNCATE ON plant_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE plant_version');
    await runner.query('DROP FUNCTION refuse_change()');
  }
}
