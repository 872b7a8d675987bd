import { CellDefinition } from '../../src/contract/cell.js';
import { cellAddress } from '../../src/contract/cell-mqtt.js';
import type { Dialect } from '../../src/contract/dialect.js';
import type { StoppableClock } from '../clock.js';
import { EXIT, type Ending } from '../exit.js';
import { strangeKey, tellableS } from '../mqtt/dialects.js';
import { Publisher } from '../mqtt/publisher.js';
import { runPlant } from '../run/run.js';
import { readState, writeState } from '../run/state-file.js';
import { loadPlant } from '../plant-file.js';
import { loadYaml } from '../yaml-file.js';
import { incidentTopic } from './incident.js';
import { LogFile } from './log-file.js';
import { RunningCell } from './running.js';
import { noSecrets, Secrets } from './secrets.js';
import { newCellPlant, type CellPlant } from './state.js';
import { strangers } from './strangers.js';
import { layOut, unfitFor } from './truth.js';
import { speakingBy } from '../mqtt/way-out.js';
import { wayOut } from './way-out.js';

export interface CellOptions {
  cell: string;
  /** Files of machine types, besides those in its folder. */
  types?: string[];
  secrets?: string;
  broker: string;
  /** Null: that of the cell file. */
  dialect: Dialect | null;
  /** Seconds of the plant in a second of the wall; Infinity: as fast as acknowledged. Null: it keeps the wall clock. */
  speed: number | null;
  seed: number;
  historyS: number;
  /** Of what lies before the start of the program it tells counts, speeds, meters and powers only so often; 0: as always. */
  historyEveryS?: number;
  forS: number;
  /** When a new plant begins, instead of one history ago; it keeps its own clock then. */
  startMs: number | null;
  state?: string;
  log?: string;
  retryForMs: number | null;
}

type Say = (sentence: string) => void;

/** Raised whenever the shape of CellPlant changes: a state of another format is not continued. */
const STATE_FORMAT = 'cell-1';

/** `simulator cell`: the plant of a process cell, until stopped. */
export async function cellCommand(options: CellOptions, clock: StoppableClock, tell: Say): Promise<Ending> {
  const loaded = loadPlant(options.cell, CellDefinition, options.types);
  if (!loaded.ok) return { code: EXIT.badInput, message: loaded.issues.join('\n') };
  const definition = loaded.value;
  const say: Say = (sentence) => tell(`${definition.id}: ${sentence}`);
  const hidden = options.secrets === undefined ? ({ ok: true, value: noSecrets(definition.id) } as const) : loadYaml(options.secrets, Secrets);
  if (!hidden.ok) return { code: EXIT.badInput, message: hidden.issues.join('\n') };
  const problems = unfitFor(definition).map((problem) => `${options.cell}: ${problem}`);
  problems.push(...mappingProblems(definition).map((problem) => `${options.cell}: ${problem}`));
  problems.push(...strangers(definition, hidden.value).map((problem) => `${options.secrets}: ${problem}`));
  if (problems.length > 0) return { code: EXIT.badInput, message: problems.join('\n') };

  const address = cellAddress(definition, options.dialect ?? undefined);
  const historyS = options.startMs === null ? tellableS(address.dialect, options.historyS) : options.historyS;
  const plant = plantOf(definition, hidden.value, { ...options, historyS }, clock.nowMs(), say);
  const log = options.log === undefined ? null : new LogFile(options.log, plant.logged);
  const running = new RunningCell(definition, hidden.value, plant, (text) => log?.write(text), say);
  const way = wayOut(address, running);
  running.speak(way);
  if (options.historyEveryS) running.sayLittle(options.historyEveryS, Math.floor(clock.nowMs() / 1000));
  const { qos, session, listen } = speakingBy(way, (topic, payload) => publisher.tell(topic, payload));
  const publisher: Publisher = new Publisher({
    url: options.broker,
    clientId: `pharmatwin-simulator-${definition.id}`,
    retryForMs: options.retryForMs,
    say,
    qos,
    session,
    listen: {
      topics: [incidentTopic(definition.id, '+'), ...listen.topics],
      heard: (topic, payload) => {
        if (listen.topics.includes(topic)) listen.heard(topic, payload);
        else running.ask(topic.slice(topic.lastIndexOf('/') + 1), payload.toString('utf8'));
      },
    },
  });
  const release = clock.onStop(() => publisher.interrupt());
  const save = (plantJson: string) => options.state && writeState(options.state, definition.id, plantJson, STATE_FORMAT);
  const ownClock = options.speed !== null || options.startMs !== null;
  const plan = {
    plant: running,
    speed: options.speed ?? 1,
    clock: ownClock ? 'source' : 'wall',
    historyS,
    forS: options.forS,
    save,
    say,
    live: () => process.send?.({ type: 'live' }),
  } as const;
  await runPlant(plan, publisher, clock);
  release();
  await publisher.close();
  log?.close();
  if (publisher.ended) return publisher.ended;
  const lost = publisher.inFlight > 0 ? `, ${publisher.inFlight} of them not acknowledged${options.state ? ' and sent again at the next start' : ''}` : '';
  return { code: EXIT.ok, message: `${definition.id}: stopped at ${new Date(plant.timeS * 1000).toISOString()}: ${publisher.sent} messages${lost}` };
}

function mappingProblems({ mqtt, units }: CellDefinition): string[] {
  const own = [...units.flatMap(({ flow }) => flow?.stations ?? []).map((station) => station.mqtt), ...Object.values(mqtt?.sources ?? {})];
  const strange = strangeKey(mqtt, ['dialect', 'prefix']) ?? own.map((each) => strangeKey(each)).find((key) => key !== null);
  return strange ? [`the simulator speaks as the dialect itself, for all sources alike: mqtt has ${strange}`] : [];
}

/** The plant that an earlier run left, or a new one. */
function plantOf(definition: CellDefinition, secrets: Secrets, options: CellOptions, nowMs: number, say: Say): CellPlant {
  const restored = options.state === undefined ? ({ kind: 'none' } as const) : readState<CellPlant>(options.state, definition.id, STATE_FORMAT);
  if (restored.kind === 'plant') {
    say(`the plant goes on from ${new Date(restored.plant.timeS * 1000).toISOString()}`);
    return restored.plant;
  }
  if (restored.kind === 'unusable') say(`${options.state} is not used: ${restored.why}; a new plant begins`);
  const startS = Math.floor((options.startMs ?? nowMs) / 1000) - (options.startMs === null ? options.historyS : 0);
  return newCellPlant(layOut(definition, secrets, startS), { seed: options.seed, startS });
}
