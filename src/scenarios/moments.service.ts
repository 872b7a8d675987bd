import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { CellsService } from '../cells/cells.service.js';
import type { LineId } from '../contract/equipment.js';
import { MOMENT_EVERY_S, MOMENTS_KEPT_D } from '../contract/moment.js';
import type { Micros } from '../contract/units.js';
import { isoTime } from '../platform/iso-time.js';
import type { Situation } from '../model/cell/situation.js';
import type { ProblemError } from '../platform/problem.js';
import { PlantService, type PlantCell } from '../plant/plant.service.js';
import { TwinService } from '../twin/twin.service.js';
import { MomentRow, type LineMoment } from './moment.entity.js';
import { refuseIssues } from './refuse.js';

const EVERY_US = MOMENT_EVERY_S * 1e6;
const KEPT_US = MOMENTS_KEPT_D * 86_400e6;
/** So many are written at once, and more than this do not wait for a database that cannot be reached. */
const WRITTEN_TOGETHER = 50;
const MOST_WAITING = 2000;

/** Keeps where each line and site stood, as its readings pass each quarter of an hour, so that a question can begin there. */
@Injectable()
export class Moments {
  private readonly logger = new Logger('Moments');
  private readonly slots = new Map<LineId, number>();
  private waiting: MomentRow[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly plant: PlantService,
    private readonly twin: TwinService,
    private readonly cells: CellsService,
    @InjectRepository(MomentRow) private readonly rows: Repository<MomentRow>,
  ) {
    const ours = { begin: () => Promise.resolve(), batch: () => undefined, keep: () => this.write() };
    twin.follow({ ...ours, reading: (line, { asOfUs }) => this.pass(line, asOfUs, () => this.ofLine(line)) });
    cells.follow({ ...ours, reading: (cell, { mirror: { asOfUs } }) => this.pass(cell, asOfUs, () => this.ofCell(cell)) });
  }

  /** Where a line stood at the kept moment nearest to an instant. Throws 422 where none is within a quarter of an hour. */
  async ofLineAt(line: LineId, atUs: Micros): Promise<LineMoment & { atUs: Micros }> {
    const { atUs: keptAtUs, state } = await this.nearest(line, atUs);
    if (state.of !== 'line') throw refuseMoment(`${line} was a site then`);
    return { ...state, atUs: keptAtUs };
  }

  /** The same of a site. A file that was changed since may name other units: its moments are of no use. */
  async ofCellAt(cell: PlantCell, atUs: Micros): Promise<Situation> {
    const { id } = cell.definition;
    const { modelVersion, state } = await this.nearest(id, atUs);
    if (state.of !== 'cell') throw refuseMoment(`${id} was a line then`);
    if (modelVersion !== cell.version) throw refuseMoment(`the plant file of ${id} has changed since: begin at a later moment, live or steady`);
    return state.situation;
  }

  /** Instants of those that are kept of a line or cell, oldest first. */
  async instants(line: LineId): Promise<Micros[]> {
    await this.write();
    const rows = await this.rows.find({ where: { line }, select: { atUs: true, line: true }, order: { atUs: 'ASC' } });
    return rows.map(({ atUs }) => atUs);
  }

  private async nearest(line: LineId, atUs: Micros): Promise<MomentRow> {
    await this.write();
    const row = await this.rows
      .createQueryBuilder('moment')
      .where('moment.line = :line AND moment.at_us BETWEEN :from AND :to', { line, from: atUs - EVERY_US, to: atUs + EVERY_US })
      .orderBy('abs(moment.at_us - :atUs)')
      .addOrderBy('moment.at_us')
      .setParameter('atUs', atUs)
      .getOne();
    if (row) return row;
    const instants = await this.instants(line);
    const stretch = instants.length === 0 ? 'none is kept yet' : `they are kept from ${isoTime(instants[0]!)} to ${isoTime(instants.at(-1)!)}`;
    throw refuseMoment(`where ${line} stood at ${isoTime(atUs)} is not kept within ${MOMENT_EVERY_S / 60} min: ${stretch}`);
  }

  private pass(line: LineId, asOfUs: Micros | null, moment: () => MomentRow | null): void {
    if (asOfUs === null) return;
    const slot = Math.floor(asOfUs / EVERY_US);
    if (slot <= (this.slots.get(line) ?? -Infinity)) return;
    this.slots.set(line, slot);
    const row = moment();
    if (row) this.waiting.push(row);
    if (this.waiting.length >= WRITTEN_TOGETHER) void this.write();
  }

  private ofLine(line: LineId): MomentRow | null {
    const fork = this.twin.fork(line);
    if (!fork) return null;
    const { atUs, snapshot, measuredRates } = fork;
    return { line, atUs, modelVersion: this.plant.line(line)!.version, state: { of: 'line', snapshot, measuredRates } };
  }

  private ofCell(cell: LineId): MomentRow | null {
    const situation = this.cells.find(cell)?.situation();
    return situation ? { line: cell, atUs: situation.atUs, modelVersion: this.plant.cell(cell)!.version, state: { of: 'cell', situation } } : null;
  }

  /** Writes what waits, one batch after the other. What could not be written is tried again with the next. */
  private write(): Promise<void> {
    this.writing = this.writing.then(async () => {
      const rows = this.waiting.splice(0);
      if (rows.length === 0) return;
      try {
        await this.rows.createQueryBuilder().insert().values(rows).orIgnore().execute();
        const newest = new Map(rows.map(({ line, atUs }) => [line, atUs]));
        for (const [line, atUs] of newest) await this.rows.delete({ line, atUs: LessThan(atUs - KEPT_US) });
      } catch (error) {
        this.waiting = [...rows, ...this.waiting].slice(-MOST_WAITING);
        this.logger.warn(`where lines and sites stood could not be kept yet: ${String(error)}`);
      }
    });
    return this.writing;
  }
}

const refuseMoment = (detail: string): ProblemError => refuseIssues([{ pointer: '/start/at', detail }]);
