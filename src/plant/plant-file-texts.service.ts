import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { sha256 } from './canonical.js';
import { PlantFileText } from './plant-file-text.entity.js';

export type KeptText = Omit<PlantFileText, 'text'>;

/** The texts that plant files had, in the database, which are only added to. */
@Injectable()
export class PlantFileTexts {
  constructor(@InjectRepository(PlantFileText) private readonly rows: Repository<PlantFileText>) {}

  /** Newest first. */
  list(file: string): Promise<KeptText[]> {
    return this.rows.find({ where: { file }, order: { seq: 'DESC' }, select: { file: true, seq: true, sha256: true, who: true, reason: true, atUs: true } });
  }

  async text(file: string, hash: string): Promise<string | null> {
    return (await this.rows.findOneBy({ file, sha256: hash }))?.text ?? null;
  }

  /**
   * Keeps a text that a person applies, and before it the text that was found where that is not the last one kept. Nothing is kept
   * where `write` fails, and nothing written where it cannot be kept.
   */
  add(file: string, found: string, applied: Pick<PlantFileText, 'text' | 'who' | 'reason' | 'atUs'>, write: () => Promise<void>): Promise<void> {
    return this.rows.manager.transaction(async (manager) => {
      await manager.query("SELECT pg_advisory_xact_lock(hashtext('plant_file_text'), hashtext($1))", [file]);
      const rows = manager.getRepository(PlantFileText);
      const last = await rows.findOne({ where: { file }, order: { seq: 'DESC' } });
      const before = { text: found, who: null, reason: null, atUs: applied.atUs };
      const added = last?.text === found ? [applied] : [before, applied];
      await rows.insert(added.map((row, i) => ({ file, seq: (last?.seq ?? 0) + i + 1, sha256: sha256(row.text), ...row })));
      await write();
    });
  }
}
