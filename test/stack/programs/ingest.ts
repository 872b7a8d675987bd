import path from 'node:path';
import { Logger } from '@nestjs/common';
import { DuckDbHistory } from '../../../src/telemetry/history-duckdb.js';
import { openTelemetry } from '../../../src/telemetry/open-telemetry.js';
import { testLine } from '../../telemetry/lines.js';

/** The way in of two lines, alone, until it is killed: data folder, broker (or `embedded:PORT`) and its sessions as arguments. Tells its counters as JSON lines. */
Logger.overrideLogger(false);
const [dataDir, url, mqttSessions] = process.argv.slice(2) as [string, string, 'one' | 'line'];
const port = /^embedded:(\d+)$/.exec(url)?.[1];
const mqtt = {
  url: port ? null : url,
  username: undefined,
  password: undefined,
  caFile: undefined,
  certFile: undefined,
  keyFile: undefined,
  clientId: 'twin',
  embeddedPort: Number(port ?? 0),
};
const history = await DuckDbHistory.open(path.join(dataDir, 'history'));
const telemetry = await openTelemetry({
  config: { dataDir, mqtt, mqttSessions, journalLimitBytes: 1024 ** 3 },
  lines: [testLine('line-1', { clock: 'source' }), testLine('line-2', { clock: 'source' })],
  history,
  clock: { nowUs: () => Date.now() * 1000 },
  onFate: () => undefined,
  onHistoryWrite: () => undefined,
});
await telemetry.onApplicationBootstrap();
setInterval(() => {
  const { counters, history, broker } = telemetry.status();
  process.stdout.write(
    `${JSON.stringify({ ...counters, lagS: history.lagS, connected: broker.ok, cpuS: (process.cpuUsage().user + process.cpuUsage().system) / 1e6 })}\n`,
  );
}, 50);
