import type { CellDefinition } from '../../src/contract/cell.js';
import type { Reading, WayOut } from '../mqtt/way-out.js';
import type { RunningPlant } from '../run/run.js';
import { advance } from './advance.js';
import { IncidentRequest, answerTopic, incidentTopic, nameOf, refusal } from './incident.js';
import { metersLine } from './meters-line.js';
import type { Secrets } from './secrets.js';
import type { CellPlant, Value, World } from './state.js';
import { tell } from './tell.js';
import { takeUp } from './trouble.js';
import { layOut } from './truth.js';

type Send = Parameters<RunningPlant['step']>[0];

/** How often the log tells every meter [s]. */
const METERS_S = 3600;
const MINUTE_S = 60;

/** A plant of a cell under way: what it does in a second, and what it says of it. */
export class RunningCell implements RunningPlant {
  private readonly world: World;
  /** Requests that came since the last second. */
  private readonly asked: { id: string; text: string }[] = [];
  private way: WayOut | null = null;
  /** Until an instant [s since the epoch] it says little: what wanders only every so often [s]. */
  private sparse = { everyS: 0, untilS: -Infinity };

  constructor(
    definition: CellDefinition,
    secrets: Secrets,
    readonly plant: CellPlant,
    private readonly writeLog: (text: string) => void,
    private readonly say: (sentence: string) => void,
  ) {
    const log = (line: Record<string, unknown>) => {
      const text = `${JSON.stringify(line)}\n`;
      plant.logged += Buffer.byteLength(text);
      this.writeLog(text);
    };
    this.world = { cell: layOut(definition, secrets, plant.beganS), plant, changed: false, events: [], log };
  }

  get timeS(): number {
    return this.plant.timeS;
  }

  /** The dialect that it speaks. */
  speak(way: WayOut): void {
    this.way = way;
  }

  /** Until `untilS` [s since the epoch] counts, speeds, meters, draws and powers are told every `everyS` [s] only, in whole minutes. */
  sayLittle(everyS: number, untilS: number): void {
    this.sparse = { everyS: Math.ceil(everyS / MINUTE_S) * MINUTE_S, untilS };
  }

  step(publisher: Send): void {
    for (const { topic, payload, retain } of this.second()) publisher.send(topic, payload, retain);
  }

  /** One second, and its messages. */
  private second(): { topic: string; payload: string | (() => Buffer); retain?: boolean }[] {
    const { world } = this;
    const answers = this.asked.splice(0).flatMap(({ id, text }) => this.answer(id, text));
    const over = this.advance();
    const messages = this.way!.encode(tell(world, this.timeS < this.sparse.untilS ? this.sparse.everyS : 0));
    const cleared = over.map((id) => ({ topic: incidentTopic(world.cell.definition.id, id), payload: '', retain: true }));
    return [...answers, ...messages, ...cleared];
  }

  private advance(): string[] {
    const { world } = this;
    world.events = [];
    const over = advance(world);
    if (this.plant.timeS % METERS_S === 0) world.log(metersLine(world));
    return over;
  }

  skipTo(timeS: number): void {
    while (this.plant.timeS < timeS) {
      this.advance();
      tell(this.world);
    }
  }

  json(): string {
    return JSON.stringify(this.plant);
  }

  /** What the plant said last at each of its tags, for dialects that begin with it. */
  lastSaid(): Reading[] {
    const { cell, plant } = this.world;
    const of = (source: string, published: Record<string, Value>) =>
      Object.entries(published).map(([tag, value]): Reading => ({ source, tag, value, timeMs: plant.timeS * 1000 }));
    return [
      ...cell.places.flatMap(({ id, segment }, i) => {
        const { published, machines } = plant.places[i]!;
        return [...of(id, published), ...machines.flatMap((machine, k) => of(`${id}/${segment!.machines[k]!.station.id}`, machine.published))];
      }),
      ...cell.definition.utilities.flatMap(({ id }, u) => of(`utilities/${id}`, plant.utilities[u]!.published)),
      ...cell.definition.zones.flatMap(({ id }, z) => of(`zones/${id}`, plant.zones[z]!.published)),
      ...of('weather', plant.weather.published),
      ...Object.entries(plant.meters ?? {}).flatMap(([id, published]) => of(`meters/${id}`, published)),
    ];
  }

  /** Somebody asks for an incident. An empty text is one that is over. */
  ask(id: string, text: string): void {
    if (text !== '') this.asked.push({ id, text });
  }

  private answer(id: string, text: string): { topic: string; payload: string; retain?: boolean }[] {
    const { definition } = this.world.cell;
    const reply = (accepted: boolean, message: string) => ({ topic: answerTopic(definition.id, id), payload: JSON.stringify({ accepted, message }) });
    const refuse = (why: string) => {
      this.say(`incident ${id} is refused: ${why}`);
      return [reply(false, why), { topic: incidentTopic(definition.id, id), payload: '', retain: true }];
    };
    const parsed = IncidentRequest.safeParse(parse(text));
    if (!parsed.success) return refuse(parsed.error.issues.map(({ path, message }) => `/${path.join('/')} ${message}`).join('; '));
    const why = refusal(definition, parsed.data);
    if (why !== null) return refuse(why);
    if (parsed.data.id !== id) return refuse(`its id is ${parsed.data.id}`);
    if (!takeUp(this.world, parsed.data)) return [];
    const atS = this.plant.timeS + parsed.data.afterS;
    const told = `${nameOf(parsed.data)} from ${new Date(atS * 1000).toISOString()}`;
    this.say(`incident ${id}: ${told} for ${parsed.data.lastsS} s`);
    return [reply(true, told)];
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
