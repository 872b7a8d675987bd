import { Aedes } from 'aedes';
import { boundMemory } from '../../../src/telemetry/security/aedes-memory.js';

describe('what the embedded broker retains', () => {
  it('has a bound in messages and in bytes, and gives room back', async () => {
    const aedes = await Aedes.createBroker();
    let refused = 0;
    boundMemory(aedes, () => (refused += 1), { messages: 2, bytes: 100 });
    const retain = (topic: string, payload: string) =>
      new Promise<void>((resolve) =>
        aedes.publish({ cmd: 'publish', topic, payload: Buffer.from(payload), qos: 0, retain: true, dup: false }, () => resolve()),
      );
    await retain('a', 'x'.repeat(60));
    await retain('b', 'x'.repeat(60)); // too many bytes
    expect(refused).toBe(1);
    await retain('a', 'x');
    await retain('b', 'x');
    await retain('c', 'x'); // too many messages
    expect(refused).toBe(2);
    await retain('a', '');
    await retain('c', 'x');
    expect(refused).toBe(2);
    await new Promise<void>((resolve) => aedes.close(() => resolve()));
  });
});
