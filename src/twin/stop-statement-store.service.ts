import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Brackets, In, LessThan, Repository } from 'typeorm';
import type { LineId } from '../contract/equipment.js';
import type { KeptStatement, KeptStatements, StopStatement } from '../contract/stop-statement.js';
import type { Micros } from '../contract/units.js';
import { StopStatementRow } from './stop-statement.entity.js';

/** Statements about stops in the database, which are only added to. */
@Injectable()
export class StopStatementStore {
  constructor(@InjectRepository(StopStatementRow) private readonly rows: Repository<StopStatementRow>) {}

  /** Keeps all of them in their order, or none: then the places of those that take back what is not there, or no longer holds. */
  add(line: LineId, statements: readonly StopStatement[], by: { who: string; recordedAtUs: Micros }): Promise<{ kept: KeptStatement[] } | { void: number[] }> {
    return this.rows.manager.transaction(async (manager) => {
      await manager.query("SELECT pg_advisory_xact_lock(hashtext('stop_statement'), hashtext($1))", [line]);
      const rows = manager.getRepository(StopStatementRow);
      const asked = statements.flatMap((statement) => (statement.what === 'withdraw' ? [statement.of] : []));
      const known = await rows.findBy({ line, seq: In(asked) });
      const withdrawn = new Set((await rows.findBy({ line, withdraws: In(asked) })).map(({ withdraws }) => withdraws));
      const holds = (seq: number) => known.some((row) => row.seq === seq && row.what !== 'withdraw') && !withdrawn.has(seq);
      const nothing = statements.flatMap((statement, i) => {
        if (statement.what !== 'withdraw') return [];
        const able = holds(statement.of);
        withdrawn.add(statement.of);
        return able ? [] : [i];
      });
      if (nothing.length > 0) return { void: nothing };
      const last = await rows.findOne({ where: { line }, order: { seq: 'DESC' } });
      const added = statements.map((statement, i) => rowOf(line, statement, { seq: (last?.seq ?? 0) + i + 1, ...by }));
      await rows.insert(added);
      return { kept: added.map(statementOf) };
    });
  }

  /** Those that hold and tell of a time within [fromUs, toUs), or of one without an end that began before. In the order in which they were kept. */
  async about(line: LineId, { fromUs, toUs }: { fromUs: Micros; toUs: Micros }): Promise<Exclude<KeptStatement, { what: 'withdraw' }>[]> {
    const found = await this.rows
      .createQueryBuilder('told')
      .where('told.line = :line AND told.fromUs < :toUs', { line, toUs })
      .andWhere(new Brackets((end) => end.where('told.toUs > :fromUs', { fromUs }).orWhere('told.toUs IS NULL')))
      .andWhere((query) => {
        const back = query.subQuery().select('1').from(StopStatementRow, 'back').where('back.line = told.line AND back.withdraws = told.seq');
        return `NOT EXISTS ${back.getQuery()}`;
      })
      .orderBy('told.seq')
      .getMany();
    return found.map(statementOf).filter((statement) => statement.what !== 'withdraw');
  }

  /** Newest first. `before`: only those numbered below. */
  async page(line: LineId, { limit, before }: { limit: number; before: number | undefined }): Promise<Pick<KeptStatements, 'items' | 'next'>> {
    const where = before === undefined ? { line } : { line, seq: LessThan(before) };
    const found = await this.rows.find({ where, order: { seq: 'DESC' }, take: limit + 1 });
    const items = found.slice(0, limit).map(statementOf);
    return { items, next: found.length > limit ? String(items.at(-1)!.seq) : null };
  }
}

function rowOf(line: LineId, statement: StopStatement, kept: { seq: number; who: string; recordedAtUs: Micros }): StopStatementRow {
  const empty = { unit: null, fromUs: null, toUs: null, reason: null, comment: null, withdraws: null };
  const { of: withdraws = null, ...rest } = { of: undefined, ...statement };
  return { line, ...empty, ...rest, withdraws, ...kept };
}

function statementOf({ what, unit, fromUs, toUs, reason, comment, withdraws, seq, who, recordedAtUs }: StopStatementRow): KeptStatement {
  const kept = { seq, who, recordedAtUs };
  if (what === 'withdraw') return { what, of: withdraws!, ...kept };
  const stretch = { unit: unit!, fromUs: fromUs! };
  return what === 'merge' ? { what, ...stretch, toUs: toUs!, ...kept } : { what, ...stretch, toUs, reason: reason!, comment, ...kept };
}
