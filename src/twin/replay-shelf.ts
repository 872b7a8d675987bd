import type { LineId } from '../contract/equipment.js';
import type { Micros } from '../contract/units.js';
import { copyMirror, type Mirror } from '../model/mirror.js';

const KEPT = 16;

/** A mirror that has heard all readings before an instant. */
export interface Heard {
  line: LineId;
  modelVersion: string;
  beforeUs: Micros;
  mirror: Mirror;
}

/** Where replays stopped, so that those who go on there need not begin at the shift again. The oldest make room. */
export class ReplayShelf {
  private kept: Heard[] = [];

  put(heard: Heard): void {
    this.kept = [...this.kept.filter((one) => one.line !== heard.line || one.beforeUs !== heard.beforeUs), heard].slice(-KEPT);
  }

  /** A copy of the one nearest before an instant, where it is not older than `fromUs`; null without one. */
  find(line: LineId, modelVersion: string, fromUs: Micros, atUs: Micros): Heard | null {
    const found = this.kept
      .filter((one) => one.line === line && one.modelVersion === modelVersion && one.beforeUs >= fromUs && one.beforeUs <= atUs)
      .sort((a, b) => b.beforeUs - a.beforeUs)[0];
    return found ? { ...found, mirror: copyMirror(found.mirror) } : null;
  }
}
