import { InfluxDB, type IPoint } from 'influx';
import mqtt from 'mqtt';

/**
 * The script that people write first: mqtt.js acknowledges by itself, what came goes to InfluxDB, each message at once or all of a
 * second together. `naive.js MQTT_PORT INFLUX_PORT DATABASE each|second`
 */
const [mqttPort, influxPort, database, mode] = process.argv.slice(2) as [string, string, string, 'each' | 'second'];
const influx = new InfluxDB({ host: '127.0.0.1', port: Number(influxPort), database });
const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { clientId: `bench-naive-${mode}`, protocolVersion: 4 });
let points: IPoint[] = [];
let failed = 0;

const write = (batch: IPoint[]) => influx.writePoints(batch, { precision: 'u' }).catch(() => (failed += batch.length));

client.on('message', (topic, payload) => {
  const [, , , , , line, unit, ...tag] = topic.split('/');
  const message = JSON.parse(payload.toString()) as { timestamp_ms: number; value: number | string | boolean };
  const { value } = message;
  const field = typeof value === 'number' ? 'num' : typeof value === 'string' ? 'str' : 'bool';
  const point: IPoint = {
    measurement: 'readings',
    tags: { line: line!, unit: unit!, signal: tag.join('/') },
    fields: { [field]: value },
    timestamp: String(Math.round(message.timestamp_ms * 1000)),
  };
  if (mode === 'each') void write([point]);
  else points.push(point);
});
if (mode === 'second')
  setInterval(() => {
    if (points.length > 0) void write(points);
    points = [];
  }, 1000);
await client.subscribeAsync('umh/v1/#', { qos: 1 });
process.on('disconnect', () => process.exit(0));
process.on('message', () => process.send!({ failed }));
process.send!({ ready: true });
