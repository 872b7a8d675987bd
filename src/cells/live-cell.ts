import type { CellLookAhead } from '../contract/cell-view.js';
import type { CellLive } from '../contract/cell-live.js';
import type { Observation } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { Situation } from '../model/cell/situation.js';
import { findingsOf } from '../model/cell-mirror/findings/findings.js';
import { watchFact, type Watch } from '../model/cell-mirror/findings/watch.js';
import type { KnownOfCell } from '../model/cell-mirror/alarm-watch.js';
import { type AlarmBooks, drainAlarms, hearAlarm, standingAlarms } from '../model/cell-mirror/alarms.js';
import type { CellMirror } from '../model/cell-mirror/books.js';
import { electricityNow } from '../model/cell-mirror/expected-power.js';
import { observeCell } from '../model/cell-mirror/observe.js';
import { drainOld } from '../model/cell-mirror/save.js';
import { situationOf } from '../model/cell-mirror/situation.js';
import { viewMirror } from '../model/cell-mirror/view.js';
import type { PlantCell } from '../plant/plant.service.js';
import { type ResumedCell, cellText } from './cell-file.js';
import { liveView } from './live-view.js';

/** A cell that takes in readings this old is catching up [us]. */
const BEHIND_US = 60e6;
/** What nothing was heard of is drawn anew after so long [us]. */
const REDRAW_US = 10e6;

export interface DrawnCell {
  rev: number;
  asOfUs: Micros;
  view: CellLive;
}

/** What lies ahead, of both horizons. */
export interface LookAheads {
  shift: CellLookAhead | null;
  week: CellLookAhead | null;
}

/** The one live record of a cell. Everything that goes out is a copy. */
export class LiveCell {
  /** grows with everything that a viewer could see */
  rev = 0;
  private readonly mirror: CellMirror;
  private readonly watch: Watch;
  private readonly alarms: AlarmBooks;
  private ahead: LookAheads;
  private drawn: DrawnCell | null = null;
  private resumeOffset: number;
  private savedOffset: number;
  private receivedAtUs: Micros | null = null;
  /** wall clock at which it last took something in: the journal may hold what arrived long before */
  private takenAtUs: Micros | null = null;
  private heardMore = false;
  private drawnAtUs = -Infinity;
  /** grows whenever a lot goes on */
  private progress = 0;

  constructor(
    readonly plant: PlantCell,
    { mirror, watch, alarms, offset, note }: ResumedCell,
  ) {
    this.mirror = mirror;
    this.watch = watch;
    this.alarms = alarms;
    this.ahead = { shift: null, week: null };
    this.resumeOffset = offset;
    this.savedOffset = note === null ? offset : -1;
  }

  /** journal offset up to which readings are taken in */
  get offset(): number {
    return this.resumeOffset;
  }

  /** newest reading that was taken in */
  get asOfUs(): Micros | null {
    return this.mirror.asOfUs;
  }

  /** grows whenever a lot goes on */
  get lotProgress(): number {
    return this.progress;
  }

  /** the record itself, to be read here and now */
  get record(): Readonly<CellMirror> {
    return this.mirror;
  }

  /** alarms that machines sent, to be read here and now */
  get alarmBooks(): AlarmBooks {
    return this.alarms;
  }

  /** Takes in the readings of a batch that are its own, and tells of each; a batch that it already has is left alone. */
  take(observations: readonly Observation[], nextOffset: number, wallUs: Micros, onReading?: (known: KnownOfCell, observation: Observation) => void): void {
    if (nextOffset <= this.resumeOffset) return;
    const { compiled, definition } = this.plant;
    for (const observation of observations) {
      if (observation.line !== definition.id) continue;
      for (const fact of observeCell(compiled, this.mirror, observation)) {
        watchFact(compiled, this.watch, fact);
        if (fact.kind === 'step' || fact.kind === 'phase') this.progress += 1;
      }
      hearAlarm(this.alarms, observation);
      onReading?.({ mirror: this.mirror, sent: this.alarms }, observation);
      this.receivedAtUs = observation.receivedAtUs;
      this.takenAtUs = wallUs;
      this.heardMore = true;
    }
    this.resumeOffset = nextOffset;
  }

  catchingUp(wallUs: Micros): boolean {
    const { asOfUs } = this.mirror;
    return asOfUs !== null && this.takenAtUs !== null && wallUs - this.takenAtUs < BEHIND_US && this.takenAtUs - asOfUs > BEHIND_US;
  }

  /** The cell's now: of the wall, unless it is catching up; null before the first reading. */
  nowUs(wallUs: Micros): Micros | null {
    const { asOfUs } = this.mirror;
    return asOfUs === null ? null : this.catchingUp(wallUs) ? asOfUs : Math.max(asOfUs, wallUs);
  }

  /** The same where time goes on without readings, else null. */
  wallNowUs(wallUs: Micros): Micros | null {
    return this.catchingUp(wallUs) ? null : this.nowUs(wallUs);
  }

  /** Where a look ahead begins; null before the first reading. */
  situation(): Situation | null {
    const { asOfUs } = this.mirror;
    return asOfUs === null ? null : situationOf(this.plant.compiled, this.mirror, asOfUs);
  }

  lookedAhead(made: LookAheads): void {
    this.ahead = made;
    this.rev += 1;
  }

  /** Time has gone on: a new revision where something was heard, or where what was drawn has grown old. True where there is one. */
  tick(wallUs: Micros): boolean {
    if (this.mirror.asOfUs === null || (!this.heardMore && wallUs - this.drawnAtUs < REDRAW_US)) return false;
    this.heardMore = false;
    this.drawnAtUs = wallUs;
    this.rev += 1;
    return true;
  }

  /** The view at this revision, drawn once. */
  view(wallUs: Micros): DrawnCell {
    if (this.drawn?.rev !== this.rev) this.drawn = this.draw(wallUs);
    return this.drawn;
  }

  /** The text to keep, where it is not kept already. What is older than is kept goes. */
  unsaved(): { text: string; offset: number } | null {
    if (this.savedOffset === this.resumeOffset) return null;
    drainAlarms(this.alarms, this.mirror);
    drainOld(this.mirror);
    const { definition, version } = this.plant;
    const { mirror, watch, alarms, resumeOffset: offset } = this;
    return { text: cellText({ cell: definition.id, version, offset, mirror, watch, alarms }), offset };
  }

  saved(offset: number): void {
    this.savedOffset = offset;
  }

  private draw(wallUs: Micros): DrawnCell {
    const { compiled, definition } = this.plant;
    const atUs = this.nowUs(wallUs) ?? wallUs;
    const findings = findingsOf(compiled, this.watch, atUs);
    const measured = viewMirror(compiled, this.mirror, atUs);
    const view = liveView(measured, {
      definition,
      modelVersion: this.plant.version,
      wallUs,
      heardAtUs: this.receivedAtUs,
      catchingUp: this.catchingUp(wallUs),
      electricity: electricityNow(compiled, this.mirror, measured),
      findings,
      alarms: standingAlarms(this.alarms, this.mirror),
      ...this.ahead,
    });
    return { rev: this.rev, asOfUs: atUs, view };
  }
}
