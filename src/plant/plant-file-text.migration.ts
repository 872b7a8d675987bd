import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addOnly } from '../platform/only-added.js';

export class CreatePlantFileTexts1764000011000 implements MigrationInterface {
  readonly name = 'CreatePlantFileTexts1764000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE plant_file_text (
        file text NOT NULL,
        seq bigint NOT NULL CHECK (seq > 0),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        text text NOT NULL,
        who text,
        reason text,
        at_us bigint NOT NULL,
        PRIMARY KEY (file, seq),
        CHECK ((who IS NULL) = (reason IS NULL))
      )`);
    await addOnly(runner, 'plant_file_text', 'texts of plant files are only added to');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE plant_file_text');
    await runner.query('DROP FUNCTION plant_file_text_is_kept');
  }
}
