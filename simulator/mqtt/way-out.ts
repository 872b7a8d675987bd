/** A value of a tag at a source below the cell ('' is the cell itself). */
export interface Reading {
  source: string;
  tag: string;
  value: number | string | boolean;
  timeMs: number;
  /** It tells what happened, not how things are. */
  event?: true;
}

/** A message for the broker. A payload that depends on what was sent before it is made when it is sent. */
export interface Outgoing {
  topic: string;
  payload: string | (() => Buffer);
}

/** What a connection begins with: the broker sends the will when it breaks, and the greetings go before anything else. */
export interface Session {
  will: { topic: string; payload: Buffer };
  greetings: () => { topic: string; payload: Buffer }[];
}

/** A dialect: how readings of one second become messages. */
export interface WayOut {
  qos: 0 | 1;
  encode(readings: readonly Reading[]): Outgoing[];
  /** Of dialects that greet: what the next connection begins with. */
  session?: () => Session;
  /** Of dialects that can be asked: the topic, and what to send for an answer. */
  asked?: { topic: string; answer: (payload: Buffer) => { topic: string; payload: Buffer }[] };
}

/** What a connection needs to know of a dialect. `tell` sends at once, or not at all where there is no connection. */
export function speakingBy({ qos, session, asked }: WayOut, tell: (topic: string, payload: Buffer) => void) {
  const answer = (payload: Buffer) => {
    for (const message of asked?.answer(payload) ?? []) tell(message.topic, message.payload);
  };
  return { qos, session, listen: { topics: asked ? [asked.topic] : [], heard: (_topic: string, payload: Buffer) => answer(payload) } };
}
