import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { And, LessThan, MoreThanOrEqual, Repository } from 'typeorm';
import type { AlarmEvent, AlarmHistory } from '../contract/alarm.js';
import type { LineId } from '../contract/equipment.js';
import type { Micros } from '../contract/units.js';
import type { AlarmBook } from '../model/alarm-book.js';
import { AlarmBookRow, AlarmEventRow } from './entities.js';

/** So many rows of 13 values stay below what PostgreSQL takes in one statement. */
const ROWS = 1000;

export interface HistoryQuery {
  limit: number;
  /** only events numbered below */
  before?: number | undefined;
  alarm?: string | undefined;
  unit?: string | undefined;
}

/** Alarms in the database: where they stand, and the history that is only added to. */
@Injectable()
export class AlarmStore {
  constructor(
    @InjectRepository(AlarmEventRow) private readonly events: Repository<AlarmEventRow>,
    @InjectRepository(AlarmBookRow) private readonly books: Repository<AlarmBookRow>,
  ) {}

  book(line: LineId): Promise<AlarmBookRow | null> {
    return this.books.findOneBy({ line });
  }

  /** Adds events and replaces the book that they led to: both or none. */
  async write(line: LineId, events: readonly AlarmEvent[], { book, offset }: { book: AlarmBook; offset: number }): Promise<void> {
    await this.books.manager.transaction(async (manager) => {
      for (let from = 0; from < events.length; from += ROWS)
        await manager.insert(
          AlarmEventRow,
          events.slice(from, from + ROWS).map((event) => ({ line, ...event })),
        );
      await manager.upsert(AlarmBookRow, { line, offset, book: book as never }, ['line']);
    });
  }

  /** Events of a window, oldest first, and of each alarm the last before it that was raised or returned. */
  async window(line: LineId, { fromUs, toUs }: { fromUs: Micros; toUs: Micros }): Promise<{ events: AlarmEvent[]; before: AlarmEvent[] }> {
    const events = await this.events.find({ where: { line, atUs: And(MoreThanOrEqual(fromUs), LessThan(toUs)) }, order: { seq: 'ASC' } });
    const before = await this.events
      .createQueryBuilder('event')
      .distinctOn(['event.alarm'])
      .where('event.line = :line AND event.atUs < :fromUs', { line, fromUs })
      .andWhere("event.event IN ('raised', 'returned')")
      .orderBy('event.alarm')
      .addOrderBy('event.seq', 'DESC')
      .getMany();
    return { events: events.map(eventOf), before: before.map(eventOf) };
  }

  /** Newest first. */
  async page(line: LineId, { limit, before, alarm, unit }: HistoryQuery): Promise<AlarmHistory> {
    const rows = await this.events.find({
      where: {
        line,
        ...(before === undefined ? {} : { seq: LessThan(before) }),
        ...(alarm === undefined ? {} : { alarm }),
        ...(unit === undefined ? {} : { unit }),
      },
      order: { seq: 'DESC' },
      take: limit + 1,
    });
    const items = rows.slice(0, limit).map(eventOf);
    return { items, next: rows.length > limit ? String(items.at(-1)!.seq) : null };
  }
}

const eventOf = ({ line: _, ...event }: AlarmEventRow): AlarmEvent => event;
