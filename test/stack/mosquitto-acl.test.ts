import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mqtt from 'mqtt';
import { mosquittoAcl } from '../../src/plant/mosquitto-acl.js';
import { sourcesOf } from '../../src/plant/sources.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testCell } from '../telemetry/cells.js';
import { testLine } from '../telemetry/lines.js';
import { findMosquitto, startMosquitto } from './mosquitto.js';

const binary = findMosquitto();
const passwd = ['/usr/bin/mosquitto_passwd', '/usr/local/bin/mosquitto_passwd'].find(existsSync);
const suite = binary === null || !passwd ? describe['skip'] : describe;

suite(binary === null || !passwd ? 'an acl file of ours (skipped: mosquitto or mosquitto_passwd not found)' : 'an acl file of ours', () => {
  it('lets nobody speak for another, and the service hear everybody', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'acl-'));
    const lines = [testLine('line-1'), testLine('line-2')];
    const cells = [testCell('cell-1', { mqtt: { dialect: 'sparkplug-b', prefix: 'plant/node-1' } })];
    const [acl, passwords] = [path.join(folder, 'acl'), path.join(folder, 'passwords')];
    const sources = [...lines, ...cells].flatMap(sourcesOf);
    writeFileSync(acl, mosquittoAcl(sources, { twin: 'twin', by: 'line', hostId: 'host' }), { mode: 0o600 });
    writeFileSync(passwords, ['twin', 'line-1', 'line-2', 'plant.node-1'].map((user) => `${user}:secret\n`).join(''), { mode: 0o600 });
    execFileSync(passwd!, ['-U', passwords]);
    const broker = await startMosquitto(binary!, ['allow_anonymous false', `acl_file ${acl}`, `password_file ${passwords}`]);
    const clients = await Promise.all(
      ['twin', 'line-1', 'line-2', 'plant.node-1'].map((username) => mqtt.connectAsync(broker.url, { username, password: 'secret' })),
    );
    try {
      const [twin, one, two, node] = clients as [mqtt.MqttClient, mqtt.MqttClient, mqtt.MqttClient, mqtt.MqttClient];
      const heard: string[] = [];
      twin.on('message', (_topic, payload) => heard.push(payload.toString()));
      const table = new TopicTable(lines, cells);
      await twin.subscribeAsync([...table.filters(), ...table.sparkplugFilters()], { qos: 1 });
      const ofLine = (line: string) => `umh/v1/e/s/a/${line}/filler/_energy_v1/AcActivePowerTotal`;
      await one.publishAsync(ofLine('line-2'), 'one for two', { qos: 1 });
      await one.publishAsync('spBv1.0/plant/NDATA/node-1', 'one for the node', { qos: 1 });
      await node.publishAsync('spBv1.0/plant/NDATA/node-2', 'the node for another', { qos: 1 });
      await one.publishAsync(ofLine('line-1'), 'one', { qos: 1 });
      await two.publishAsync(ofLine('line-2'), 'two', { qos: 1 });
      await node.publishAsync('spBv1.0/plant/DDATA/node-1/mixer', 'node', { qos: 1 });
      while (heard.length < 3) await new Promise((resolve) => twin.once('message', resolve));
      expect(heard).toStrictEqual(['one', 'two', 'node']);
      const commands: string[] = [];
      node.on('message', (topic) => commands.push(topic));
      await node.subscribeAsync('spBv1.0/plant/NCMD/node-1', { qos: 0 });
      await twin.publishAsync('spBv1.0/plant/NCMD/node-1', 'births', { qos: 1 });
      while (commands.length === 0) await new Promise((resolve) => node.once('message', resolve));
      heard.length = 0;
      await twin.subscribeAsync('$SYS/broker/version', { qos: 0 });
      while (heard.length === 0) await new Promise((resolve) => twin.once('message', resolve));
      expect(heard[0]).toMatch(/^mosquitto version/);
    } finally {
      for (const client of clients) client.end(true);
      await broker.remove();
      rmSync(folder, { recursive: true });
    }
  }, 20_000);
});
