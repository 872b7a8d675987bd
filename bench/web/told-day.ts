import type { Page, WebSocketRoute } from 'playwright-core';
import type { LineView, ServerMessage } from '../../src/contract/stream.js';

const STOP_EVERY_S = 1800;
const STOP_LASTS_S = 300;
/** The station that stops now and then. */
const STOPS = 2;

const SIGNALS = [
  ['ratePerMin', 100],
  ['powerKw', 6],
] as const;

export type Snapshot = Extract<ServerMessage, { type: 'snapshot' }> & { state: LineView };

/** Lets the page connect to the service, and keeps everything after the first state of the line from it. */
export function takeOver(page: Page): Promise<{ socket: WebSocketRoute; snapshot: Snapshot }> {
  return new Promise((resolve) => {
    void page.routeWebSocket(/\/ws$/, (socket) => {
      const service = socket.connectToServer();
      let told = false;
      service.onMessage((text) => {
        if (told) return;
        socket.send(text);
        const message = JSON.parse(String(text)) as ServerMessage;
        if (message.type !== 'snapshot' || !('units' in message.state)) return;
        told = true;
        resolve({ socket, snapshot: message as Snapshot });
      });
    });
  });
}

/** The nth change after the first state, `s` seconds after it: rates, powers and counts of all machines, and now and then a stop. */
export function changeAt({ line, rev, asOfUs, state }: Snapshot, n: number, s: number): ServerMessage {
  const nowUs = asOfUs + s * 1e6;
  const set: Record<string, string | number> = { '/lineTimeUs': nowUs, '/output/good': state.output.good + n };
  const inTurnS = s % STOP_EVERY_S;
  const stands = inTurnS < STOP_LASTS_S;
  const stateSinceUs = nowUs - (stands ? inTurnS : inTurnS - STOP_LASTS_S) * 1e6;
  for (const [i, unit] of state.order.entries()) {
    const at = `/units/${unit}`;
    const held = stands && i === STOPS;
    set[`${at}/shift/good`] = state.units[unit]!.shift.good + n;
    set[`${at}/lastSeenUs`] = nowUs;
    for (const [signal, value] of SIGNALS) {
      if (state.units[unit]![signal] === null) continue;
      set[`${at}/${signal}/value`] = held ? 0 : value + Math.sin(s / 300 + i);
      set[`${at}/${signal}/measuredAtUs`] = nowUs;
    }
    if (i !== STOPS) continue;
    set[`${at}/state`] = held ? 'Held' : 'Execute';
    set[`${at}/family`] = held ? 'held' : 'producing';
    set[`${at}/stateSinceUs`] = stateSinceUs;
  }
  return { type: 'delta', line, from: rev + n, to: rev + n + 1, asOfUs: nowUs, set, gone: [] };
}
