import { once } from 'node:events';
import { connect } from 'node:net';
import mqttPacket from 'mqtt-packet';
import { benchSignals, type BenchSignal } from './plant-signals.js';

/**
 * Publishes readings at QoS 1 over one connection: `publisher.js PORT SIGNALS`. Told `{ count, ratePerS }` it sends so many
 * messages, at the rate or as fast as the broker acknowledges, and answers `{ sent, beginUs, endUs }` when all are acknowledged.
 * Packets are made beforehand; only packet id, time stamp and moving digits are written into them. Time stamps are those of the
 * moment of sending, and never the same twice.
 */
interface Order {
  count: number;
  ratePerS: number | null;
}

interface Prepared {
  packet: Buffer;
  idAt: number;
  timeAt: number;
  valueAt: number;
  value: string;
  moves: BenchSignal['moves'];
}

const WINDOW = 1000; // messages sent and not acknowledged
const CHUNK = 100; // messages a write
const ACK_BYTES = 4;
const STRIDE = 617; // prime: machines speak by turns
const TIME = '0000000000000.000'; // milliseconds, with microseconds behind the point

const [port, signals] = process.argv.slice(2).map(Number) as [number, number];
const prepared = benchSignals(signals).map(prepare);
const socket = connect(port, '127.0.0.1').setNoDelay(true);
await once(socket, 'connect');
socket.write(mqttPacket.generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId: 'bench-publisher', clean: true, keepalive: 0 }));
await once(socket, 'data');

const beganUs = nowUs();
let next = 0;
let lastUs = 0;
let ackBytes = 0;
let onAcks: () => void = () => undefined;
socket.on('data', (bytes) => {
  ackBytes += bytes.length;
  onAcks();
});
process.on('message', (order: Order) => {
  void publish(order).then((told) => process.send!(told));
});
process.on('disconnect', () => process.exit(0));
process.send!({ ready: true });

function prepare({ topic, value, moves }: BenchSignal): Prepared {
  const packet = Buffer.from(
    mqttPacket.generate({ cmd: 'publish', topic, payload: `{"timestamp_ms":${TIME},"value":${value}}`, qos: 1, messageId: 1, dup: false, retain: false }),
  );
  return { packet, idAt: packet.indexOf(topic) + topic.length, timeAt: packet.indexOf(TIME), valueAt: packet.lastIndexOf(value), value, moves };
}

function nowUs(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000);
}

async function publish({ count, ratePerS }: Order): Promise<{ sent: number; beginUs: number; endUs: number }> {
  const beginUs = nowUs();
  const acksBefore = ackBytes / ACK_BYTES;
  let sent = 0;
  await new Promise<void>((resolve) => {
    const acked = () => ackBytes / ACK_BYTES - acksBefore;
    const send = () => {
      const due = ratePerS === null ? count : Math.min(count, Math.floor(((nowUs() - beginUs) * ratePerS) / 1e6));
      while (sent < due && sent - acked() < WINDOW) sent += write(Math.min(CHUNK, due - sent, WINDOW - (sent - acked())));
      if (acked() < count) return;
      clearInterval(timer);
      onAcks = () => undefined;
      resolve();
    };
    const timer = setInterval(send, ratePerS === null ? 1000 : 5);
    onAcks = send;
    send();
  });
  return { sent, beginUs, endUs: nowUs() };
}

function write(messages: number): number {
  const now = nowUs();
  const items = String(1_000_000 + Math.floor((now - beganUs) / 1e6));
  const parts: Buffer[] = [];
  for (let i = 0; i < messages; i++, next++) {
    const { packet, idAt, timeAt, valueAt, value, moves } = prepared[(next * STRIDE) % prepared.length]!;
    const copy = Buffer.from(packet);
    copy.writeUInt16BE((next % 65_535) + 1, idAt);
    lastUs = Math.max(lastUs + 1, now);
    const digits = String(lastUs);
    copy.write(digits.slice(0, 13), timeAt, 'latin1');
    copy.write(digits.slice(13), timeAt + 14, 'latin1');
    if (moves === 'counter') copy.write(items, valueAt, 'latin1');
    else if (moves === 'digit') copy[valueAt + value.length - 1] = 48 + (next % 10);
    parts.push(copy);
  }
  socket.write(Buffer.concat(parts));
  return messages;
}
