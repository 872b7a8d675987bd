import { LineDefinition } from '../../src/contract/line.js';
import type { StoppableClock } from '../clock.js';
import { EXIT, type Ending } from '../exit.js';
import { strangeKey, tellableS, wayOutOf } from '../mqtt/dialects.js';
import { Publisher } from '../mqtt/publisher.js';
import { speakingBy, type Reading, type WayOut } from '../mqtt/way-out.js';
import { MACHINES } from '../plant/parameters.js';
import { lastSaid, publish } from '../plant/publish.js';
import { newPlant, type Plant } from '../plant/state.js';
import { step } from '../plant/step.js';
import { loadPlant } from '../plant-file.js';
import { runPlant, type RunningPlant } from './run.js';
import { readState, writeState } from './state-file.js';

export interface RunOptions {
  line: string;
  /** Files of machine types, besides those in its folder. */
  types?: string[];
  broker: string;
  /** Seconds of the plant in a second of the wall; Infinity: as fast as acknowledged. */
  speed: number;
  seed: number;
  historyS: number;
  forS: number;
  state?: string;
  fault: boolean;
  retryForMs: number | null;
}

type Say = (sentence: string) => void;

/** `simulator run`: the plant of a line, until stopped. */
export async function runCommand(options: RunOptions, clock: StoppableClock, tell: Say): Promise<Ending> {
  const loaded = loadPlant(options.line, LineDefinition, options.types);
  if (!loaded.ok) return { code: EXIT.badInput, message: loaded.issues.join('\n') };
  const line = loaded.value;
  const say: Say = (sentence) => tell(`${line.id}: ${sentence}`);
  const problem = unfit(line, options);
  if (problem) return problem;
  const plant = plantOf(line, { ...options, historyS: tellableS(line.mqtt.dialect, options.historyS) }, clock.nowMs(), say);
  const { dialect, prefix } = line.mqtt;
  const way = wayOutOf(dialect, prefix, lastSaid(plant, sourcesOf(line)));
  const publisher: Publisher = new Publisher({
    url: options.broker,
    clientId: `pharmatwin-simulator-${line.id}`,
    retryForMs: options.retryForMs,
    say,
    ...speakingBy(way, (topic, payload) => publisher.tell(topic, payload)),
  });
  const historyS = tellableS(dialect, options.historyS);
  const release = clock.onStop(() => publisher.interrupt());
  const save = (plantJson: string) => options.state && writeState(options.state, line.id, plantJson);
  const live = () => process.send?.({ type: 'live' });
  const { speed, forS } = options;
  await runPlant({ plant: running(plant, line, way), speed, clock: line.clock, historyS, forS, save, say, live }, publisher, clock);
  release();
  await publisher.close();
  if (publisher.ended) return publisher.ended;
  const lost = publisher.inFlight > 0 ? `, ${publisher.inFlight} of them not acknowledged${options.state ? ' and sent again at the next start' : ''}` : '';
  return { code: EXIT.ok, message: `${line.id}: stopped at ${new Date(plant.timeS * 1000).toISOString()}: ${publisher.sent} messages${lost}` };
}

const sourcesOf = ({ stations }: LineDefinition): string[] => stations.map((station) => station.mqtt?.topic ?? station.id);

function running(plant: Plant, line: LineDefinition, way: WayOut): RunningPlant {
  const sources = sourcesOf(line);
  return {
    get timeS() {
      return plant.timeS;
    },
    step: (publisher) => {
      step(plant);
      const said: Reading[] = [];
      publish(plant, sources, (reading) => said.push(reading));
      for (const { topic, payload } of way.encode(said)) publisher.send(topic, payload);
    },
    skipTo: (timeS) => (plant.timeS = timeS),
    json: () => JSON.stringify(plant),
  };
}

function unfit(line: LineDefinition, { line: file, speed }: RunOptions): Ending | null {
  const machines = MACHINES.map((machine) => machine.id).join(', ');
  if (line.stations.map((station) => station.id).join(', ') !== machines)
    return { code: EXIT.badInput, message: `${file}: the simulator has the machines ${machines}; the stations of this line are others` };
  const strange = strangeKey(line.mqtt, ['dialect', 'prefix']) ?? line.stations.map(({ mqtt }) => strangeKey(mqtt)).find((key) => key !== null);
  if (strange) return { code: EXIT.badInput, message: `${file}: the simulator speaks as the dialect itself, for all machines alike: mqtt has ${strange}` };
  if (line.clock === 'wall' && speed !== 1)
    return {
      code: EXIT.usage,
      message: `--speed: ${line.id} keeps the wall clock, and an accelerated plant would run ahead of it; write "clock: source" in ${file}, or leave --speed at 1`,
    };
  return null;
}

/** The plant that an earlier run left, or a new one that began one history ago. */
function plantOf(line: LineDefinition, options: RunOptions, nowMs: number, say: Say): Plant {
  const restored = options.state === undefined ? ({ kind: 'none' } as const) : readState(options.state, line.id);
  if (restored.kind === 'plant') {
    say(`the plant goes on from ${new Date(restored.plant.timeS * 1000).toISOString()}`);
    return restored.plant;
  }
  if (restored.kind === 'unusable') say(`${options.state} is not used: ${restored.why}; a new plant begins`);
  const nowS = Math.floor(nowMs / 1000);
  return newPlant({ seed: options.seed, startS: nowS - options.historyS, liveS: nowS, fault: options.fault });
}
