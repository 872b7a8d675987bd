import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { LineReplay } from '../contract/line-replay.js';
import { difference } from '../contract/leaves.js';
import type { LineView } from '../contract/stream.js';
import type { Micros } from '../contract/units.js';
import { hearsFrom, replayTo } from '../model/replay.js';
import type { PlantLine } from '../plant/plant.service.js';
import { HISTORY, type History } from '../telemetry/history.js';
import { observationOf, pagesOf } from '../telemetry/pages.js';
import { Telemetry } from '../telemetry/telemetry.service.js';
import { ReplayShelf } from './replay-shelf.js';

const PAGE = 2000;
/** Newer readings may still be on their way into the history [us]. */
const SETTLED_US = 120e6;

interface Asked {
  fromUs: Micros;
  everyUs: Micros;
  count: number;
  /** now of the line */
  nowUs: Micros;
}

/** Lets the twin of a line go over the readings of the history once more. One replay after the other: it must not hold up what is live. */
@Injectable()
export class ReplayService {
  private readonly shelf = new ReplayShelf();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(HISTORY) private readonly history: History,
    @Inject(Telemetry) private readonly telemetry: Pick<Telemetry, 'heard'>,
  ) {}

  /** Views at `count` instants from `fromUs` on; rejects where the history cannot be read. */
  replay(plant: PlantLine, asked: Asked): Promise<LineReplay> {
    const made = this.last.then(() => this.go(plant, asked));
    this.last = made.catch(() => undefined);
    return made;
  }

  private async go(plant: PlantLine, { fromUs, everyUs, count, nowUs }: Asked): Promise<LineReplay> {
    const { definition, compiled: line, version: modelVersion } = plant;
    const instants = Array.from({ length: count }, (_, i) => fromUs + i * everyUs);
    const endUs = instants.at(-1)! + 1;
    const begun = this.shelf.find(plant, hearsFrom(line, fromUs), fromUs);
    const replay = { line, mirror: begun.mirror, modelVersion, instants };
    const drawn: { atUs: Micros; view: LineView }[] = [];
    const size = PAGE + this.telemetry.heard(definition.id).length; // an instant is never more than a page
    const window = { fromUs: begun.beforeUs, toUs: endUs };
    for await (const page of pagesOf(this.history, definition.id, { units: null, signals: null }, window, size)) {
      drawn.push(...replayTo(replay, page.map(observationOf(definition.id)), page.at(-1)!.atUs));
      await setImmediate();
    }
    drawn.push(...replayTo(replay, [], endUs));
    if (endUs < nowUs - SETTLED_US) this.shelf.put(plant, { beforeUs: endUs, mirror: replay.mirror });
    return { line: definition.id, everyUs, first: drawn[0]!, then: changesOf(drawn) };
  }
}

/** What leads from each view to the next. What was expected and made before is told once: it would be told again every minute. */
function changesOf(drawn: readonly { atUs: Micros; view: LineView }[]): LineReplay['then'] {
  const { expectedPower, rateTrend } = drawn[0]!.view;
  const views = drawn.map(({ atUs, view }) => ({ atUs, view: { ...view, expectedPower, rateTrend } }));
  return views.slice(1).map(({ atUs, view }, i) => ({ atUs, ...difference(views[i]!.view, view) }));
}
