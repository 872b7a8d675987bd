import { randomUUID } from 'node:crypto';
import { connect, connectAsync, type IClientOptions } from 'mqtt';

/** More than the 1,000 that mosquitto keeps by default. */
const SENT = 1_500;
const QUIET_MS = 1_000;

/**
 * Leaves a persistent session of its own, sends it messages at QoS 1, comes back, and counts those that were kept. Afterwards the session
 * and its messages are gone. Rejects where the broker lets us do none of it.
 */
export async function probeQueue(url: string, options: IClientOptions): Promise<{ sent: number; kept: number }> {
  const topic = `pharmatwin/doctor/${randomUUID()}`;
  const session: IClientOptions = { ...options, clientId: `${options.clientId}-queue`, clean: false };
  const away = await connectAsync(url, session);
  try {
    const [granted] = await away.subscribeAsync(topic, { qos: 1 });
    if (granted?.qos !== 1) throw new Error('the broker refuses the subscription');
    await away.endAsync();
    const sender = await connectAsync(url, options);
    await Promise.all(Array.from({ length: SENT }, (_, n) => sender.publishAsync(topic, String(n), { qos: 1 })));
    await sender.endAsync();
    return { sent: SENT, kept: await countKept(url, session) };
  } finally {
    away.end(true);
    const cleaner = await connectAsync(url, { ...session, clean: true });
    await cleaner.endAsync();
  }
}

/** Messages that come until none comes for a second. */
async function countKept(url: string, session: IClientOptions): Promise<number> {
  let kept = 0;
  const client = connect(url, session);
  client.on('message', () => (kept += 1)); // those that were kept come with the answer to CONNECT
  for (let before = -1; before < kept;) {
    before = kept;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
  await client.endAsync();
  return kept;
}
