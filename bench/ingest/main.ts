import type { Figure } from '../figure.js';
import { throughputFigures } from './figures.js';
import { findNodeRed, installNodeRed } from './node-red.js';
import { findProgram, startInfluxd } from './servers.js';

export interface IngestBench {
  rounds: number;
  signals: number[];
  install: boolean;
  say: (sentence: string) => void;
}

/** The way in against others, through a real broker into a real InfluxDB. Throws a sentence where one of them is not installed. */
export async function* ingestFigures({ rounds, signals, install, say }: IngestBench): AsyncGenerator<Figure> {
  const mosquitto = findProgram('mosquitto');
  const influxdBinary = findProgram('influxd');
  if (mosquitto === null || influxdBinary === null)
    throw new Error(`${mosquitto === null ? 'mosquitto' : 'influxd'} is not found: on Debian, apt-get install mosquitto influxdb`);
  if (install) await installNodeRed();
  const nodeRed = findNodeRed();
  if (nodeRed === null) say('Node-RED is not there and is left out: --install fetches it with npm, and the Node 22 that it needs, into a cache folder');
  if (findProgram('telegraf') === null) say('Telegraf is not found on PATH and is left out');
  const influxd = await startInfluxd(influxdBinary);
  try {
    for (const count of signals) yield* throughputFigures({ mosquitto, influxd }, nodeRed, { rounds, signals: count });
  } finally {
    await influxd.remove();
  }
}
