import type { LineId } from '../contract/equipment.js';
import type { Micros } from '../contract/units.js';
import { type Mirror, newMirror, restoreMirror, saveMirror, type SavedMirror } from '../model/mirror.js';
import type { PlantLine } from '../plant/plant.service.js';

const KEPT = 16;

/** A mirror that has heard all readings before an instant. */
export interface Heard {
  beforeUs: Micros;
  mirror: Mirror;
}

interface Kept {
  line: LineId;
  version: string;
  beforeUs: Micros;
  text: string;
}

/** Where replays stopped, so that those who go on there need not begin at the shift again. The oldest make room. */
export class ReplayShelf {
  private kept: Kept[] = [];

  put({ definition: { id: line }, version, compiled }: PlantLine, { beforeUs, mirror }: Heard): void {
    const others = this.kept.filter((one) => one.line !== line || one.beforeUs !== beforeUs);
    this.kept = [...others, { line, version, beforeUs, text: JSON.stringify(saveMirror(compiled, mirror)) }].slice(-KEPT);
  }

  /** The one nearest before an instant, where it is not older than `fromUs`; else a new one that has heard nothing before that. */
  find({ definition: { id: line }, version, compiled }: PlantLine, fromUs: Micros, atUs: Micros): Heard {
    const nearest = this.kept
      .filter((one) => one.line === line && one.version === version && one.beforeUs >= fromUs && one.beforeUs <= atUs)
      .sort((a, b) => b.beforeUs - a.beforeUs)[0];
    const restored = nearest && restoreMirror(compiled, JSON.parse(nearest.text) as SavedMirror);
    return restored?.ok ? { beforeUs: nearest!.beforeUs, mirror: restored.mirror } : { beforeUs: fromUs, mirror: newMirror(compiled) };
  }
}
