import { Inject, Injectable } from '@nestjs/common';
import { windowOfCell, type WindowQuery } from '../cells/asked-window.js';
import { CellsService } from '../cells/cells.service.js';
import type { LiveCell } from '../cells/live-cell.js';
import type { LineId } from '../contract/equipment.js';
import { refusal } from '../contract/refusal.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import type { Window } from '../telemetry/history.js';

const DAY_US = 86_400e6;

/** Sites and times that are asked for, or problems. */
@Injectable()
export class EnergySites {
  constructor(
    private readonly cells: CellsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  find(cell: LineId): LiveCell {
    const live = this.cells.find(cell);
    if (live === null) throw new ProblemError('not-found', refusal('noCell', { id: cell }));
    return live;
  }

  /** A stretch up to now. */
  stretch(live: LiveCell, query: WindowQuery): Window {
    return windowOfCell(live, query, this.clock.nowUs());
  }

  /** The same, of so many days at most. */
  window(live: LiveCell, query: WindowQuery, mostDays: number): Window {
    const window = this.stretch(live, query);
    if (window.toUs - window.fromUs <= mostDays * DAY_US) return window;
    const detail = refusal('withinDays', { days: mostDays });
    throw new ProblemError('validation', refusal('atMostDays', { days: mostDays }), [{ pointer: '/from', detail }]);
  }

  /** A carrier of the cell file; electricity is always one. */
  carrier(live: LiveCell, carrier: string): string {
    const known = carriersOf(live);
    if (known.includes(carrier)) return carrier;
    throw new ProblemError('validation', `carrier: there is no carrier ${carrier}`, [{ pointer: '/carrier', detail: `expected one of ${known.join(', ')}` }]);
  }
}

/** Carriers in the order of the file, electricity among them. */
export function carriersOf({ plant }: LiveCell): string[] {
  const named = plant.definition.carriers.map(({ id }) => id);
  return named.includes('electricity') ? named : ['electricity', ...named];
}
