import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageRoot } from '../../src/platform/package.js';
import { Child } from '../ingest/child.js';

export const LINE = 'osd-1';
const HISTORY = '8h';

export interface Plant {
  url: string;
  stop(): Promise<void>;
}

/** The service as a user runs it, with the demonstration line and eight hours of its history. */
export async function startPlant(): Promise<Plant> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-web-'));
  const children: Child[] = [];
  const stop = async () => {
    for (const child of children.reverse()) await child.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const env = { TWIN_DATA: folder, TWIN_PORT: '0', TWIN_MQTT_EMBEDDED_PORT: '0', TWIN_LOG_LEVEL: 'error' };
    const service = await Child.start<{ type: string; url: string; mqttUrl: string }>(
      path.join(packageRoot, 'dist/src/main.js'),
      [],
      ({ type }) => type === 'ready',
      { env },
    );
    children.push(service.child);
    const { url, mqttUrl } = service.ready;
    const script = path.join(packageRoot, 'dist/simulator/main.js');
    const args = ['run', '--line', path.join(packageRoot, `plants/${LINE}.yaml`), '--broker', mqttUrl, '--history', HISTORY];
    children.push((await Child.start<{ type: string }>(script, args, ({ type }) => type === 'live')).child);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
