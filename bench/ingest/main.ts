import type { Figure } from '../figure.js';
import { embeddedFigures } from './embedded.js';
import { costFigure, throughputFigures } from './figures.js';
import { findNodeRed, installNodeRed } from './node-red.js';
import { latencyFigures, soakFigures } from './pace.js';
import type { Stage } from './round.js';
import { findProgram, startInfluxd } from './servers.js';
import { streamFigures } from './stream.js';
import { BARE, EACH, nodeRed, OURS, SECOND } from './subjects.js';

export interface IngestBench {
  rounds: number;
  /** Sizes of the plant, in signals. */
  signals: number[];
  /** Of the memory at a steady rate; 0 leaves it out. */
  soakS: number;
  install: boolean;
  /** The embedded broker alone. */
  only?: 'embedded' | undefined;
  say: (sentence: string) => void;
}

const STEADY_SIGNALS = 1_000;

/** The way in against others, through a real broker into a real InfluxDB. Throws a sentence where one of those is not installed. */
export async function* ingestFigures({ rounds, signals, soakS, install, only, say }: IngestBench): AsyncGenerator<Figure> {
  const mosquitto = needed('mosquitto');
  const influxdBinary = needed('influxd');
  if (install) await installNodeRed();
  const found = findNodeRed();
  if (found === null) say('Node-RED is not there and is left out: --install fetches it with npm, and the Node 22 that it needs, into a cache folder');
  if (findProgram('telegraf') === null) say('Telegraf is not found on PATH and is left out');
  else say('Telegraf is on PATH; the bench does not run it yet');
  const others = [BARE, SECOND, EACH, ...(found ? [nodeRed(found)] : [])];
  const stage: Stage = { mosquitto, influxd: await startInfluxd(influxdBinary) };
  try {
    if (only === 'embedded') return yield* embeddedFigures(stage, rounds, STEADY_SIGNALS);
    for (const count of signals) yield* throughputFigures(stage, [OURS, ...others], { rounds, signals: count });
    if (signals.length > 1) yield await costFigure(stage, rounds, signals[0]!, signals.at(-1)!);
    yield* embeddedFigures(stage, rounds, STEADY_SIGNALS);
    yield* latencyFigures(stage, [OURS, ...others.filter((subject) => subject !== BARE)], STEADY_SIGNALS);
    yield* streamFigures(stage, STEADY_SIGNALS);
    if (soakS > 0) yield* soakFigures(stage, STEADY_SIGNALS, soakS);
  } finally {
    await stage.influxd.remove();
  }
}

function needed(program: string): string {
  const found = findProgram(program);
  if (found === null) throw new Error(`${program} is not found: on Debian, apt-get install mosquitto influxdb`);
  return found;
}
