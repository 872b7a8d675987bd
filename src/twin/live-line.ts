import type { LineView, TwinEvent } from '../contract/stream.js';
import type { Observation } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { observe } from '../model/assimilate.js';
import type { Books } from '../model/books.js';
import { beginning, type MeasuredRate, measuredRates } from '../model/deviation.js';
import { type Mirror, saveMirror } from '../model/mirror.js';
import { type LineSnapshot, snapshot, timeOf } from '../model/state.js';
import { view } from '../model/view.js';
import type { PlantLine } from '../plant/plant.service.js';
import { type Resumed, type ShiftForecasts, textOf } from './snapshot.js';
import { SourceSpeed } from './source-speed.js';

const KEPT_EVENTS = 1000;
/** A line that takes in readings this old is catching up [us]. */
const BEHIND_US = 30e6;
/** It is taking in while the last batch is not older than this [us]. */
const TAKING_US = 5e6;

export interface Drawn {
  rev: number;
  asOfUs: Micros;
  view: LineView;
}

/** A state to ask "what if" of. */
export interface LineFork {
  revision: number;
  atUs: Micros;
  snapshot: LineSnapshot;
  /** machines that the state has at the rate that was measured */
  measuredRates: MeasuredRate[];
}

/** The one live twin of a line. Everything that goes out is a copy. */
export class LiveLine {
  /** grows with everything that a viewer could see */
  rev = 0;
  forecasts: ShiftForecasts | null;
  /** newest last */
  events: TwinEvent[] = [];
  private readonly mirror: Mirror;
  private readonly speed = new SourceSpeed();
  private takenAtUs: Micros | null = null;
  private drawn: Drawn | null = null;
  private eventSeq = 0;
  private savedOffset: number;
  private resumeOffset: number;

  constructor(
    readonly plant: PlantLine,
    resumed: Resumed,
  ) {
    this.mirror = resumed.mirror;
    this.forecasts = resumed.forecasts;
    this.resumeOffset = resumed.offset;
    this.savedOffset = resumed.note === null ? resumed.offset : -1;
  }

  /** journal offset up to which readings are taken in */
  get offset(): number {
    return this.resumeOffset;
  }

  get books() {
    return this.mirror.books;
  }

  /**
   * Takes in the readings of a batch that are its own; a batch that it already has is left alone. Returns what happened.
   * `heard` is told after each reading, with the books as they stand then.
   */
  take(observations: readonly Observation[], nextOffset: number, wallUs: Micros, heard: (books: Readonly<Books>) => void = () => undefined): TwinEvent[] {
    if (nextOffset <= this.resumeOffset) return [];
    const before = this.books.revision;
    const happened: TwinEvent[] = [];
    for (const observation of observations) {
      if (observation.line !== this.plant.definition.id) continue;
      const { revision } = this.books;
      for (const fact of observe(this.plant.compiled, this.mirror, observation)) happened.push({ seq: ++this.eventSeq, ...fact });
      if (this.books.revision !== revision) heard(this.books);
    }
    this.resumeOffset = nextOffset;
    if (this.books.revision === before) return happened;
    this.rev += 1;
    this.takenAtUs = wallUs;
    if (this.plant.definition.clock === 'source') this.speed.record(wallUs, this.books.asOfUs!);
    if (happened.length > 0) this.events = [...this.events, ...happened].slice(-KEPT_EVENTS);
    return happened;
  }

  catchingUp(wallUs: Micros): boolean {
    if (this.takenAtUs === null || wallUs - this.takenAtUs > TAKING_US) return false;
    const newestUs = this.plant.definition.clock === 'wall' ? this.books.asOfUs! : this.books.receivedAtUs!;
    return wallUs - newestUs > BEHIND_US;
  }

  /** The line's now where its time goes on without readings: on a wall clock, once it has caught up. Null otherwise. */
  wallNowUs(wallUs: Micros): Micros | null {
    const { asOfUs } = this.books;
    if (asOfUs === null || this.plant.definition.clock !== 'wall' || this.catchingUp(wallUs)) return null;
    return this.nowUs(asOfUs, wallUs, false);
  }

  /** The view at this revision, drawn once. */
  view(wallUs: Micros): Drawn {
    if (this.drawn?.rev !== this.rev) this.drawn = this.draw(wallUs);
    return this.drawn;
  }

  /** Time has gone on: a new revision where that can be seen, and somebody has looked at the present one. */
  tick(wallUs: Micros): boolean {
    if (this.drawn?.rev !== this.rev) return false;
    const now = this.draw(wallUs);
    if (JSON.stringify(now.view) === JSON.stringify(this.drawn.view)) return false;
    this.rev += 1;
    this.drawn = { ...now, rev: this.rev };
    return true;
  }

  /** The state that a look ahead starts from; null before the first reading. */
  fork(): LineFork | null {
    const { compiled } = this.plant;
    const state = beginning(compiled, this.mirror);
    return state && { revision: this.rev, atUs: timeOf(state), snapshot: snapshot(compiled, state), measuredRates: measuredRates(compiled, this.books) };
  }

  /** The same as a state of its own, for a forecast. */
  begin() {
    return beginning(this.plant.compiled, this.mirror);
  }

  /** The text to keep, where it is not kept already. */
  unsaved(): { text: string; offset: number } | null {
    if (this.savedOffset === this.resumeOffset) return null;
    const { definition, version, compiled } = this.plant;
    const text = textOf({ modelVersion: version, definition, offset: this.resumeOffset, mirror: saveMirror(compiled, this.mirror), forecasts: this.forecasts });
    return { text, offset: this.resumeOffset };
  }

  saved(offset: number): void {
    this.savedOffset = offset;
  }

  /** The line's now: of the wall, or of its source at the speed of that. */
  private nowUs(asOfUs: Micros, wallUs: Micros, catchingUp: boolean): Micros {
    if (this.plant.definition.clock === 'source') return asOfUs + this.speed.ahead(wallUs);
    return catchingUp ? asOfUs : Math.max(asOfUs, wallUs);
  }

  private draw(wallUs: Micros): Drawn {
    const { asOfUs, window } = this.books;
    const catchingUp = this.catchingUp(wallUs);
    const wall = this.plant.definition.clock === 'wall';
    const atUs = asOfUs === null ? wallUs : this.nowUs(asOfUs, wallUs, catchingUp);
    const current = window !== null && this.forecasts?.ofUs === window.fromUs && atUs < window.toUs ? this.forecasts : null;
    const drawn = view(this.plant.compiled, this.mirror, {
      atUs,
      wallUs,
      speed: wall ? 1 : this.speed.value(),
      catchingUp,
      modelVersion: this.plant.version,
      forecast: current?.latest ?? null,
      start: current?.start ?? null,
    });
    return { rev: this.rev, asOfUs: atUs, view: drawn };
  }
}
