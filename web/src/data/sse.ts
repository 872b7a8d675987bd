export interface TextEvent {
  event: string;
  data: string;
}

/** Server-sent events out of a text: those that are whole, and the rest that is not yet. */
export function splitEvents(text: string): { events: TextEvent[]; rest: string } {
  const blocks = text.replace(/\r\n?/g, '\n').split('\n\n');
  const rest = blocks.pop() ?? '';
  return { events: blocks.flatMap(parseEvent), rest };
}

function parseEvent(block: string): TextEvent[] {
  const data: string[] = [];
  let event = 'message';
  for (const line of block.split('\n')) {
    if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
    if (line.startsWith('event:')) event = line.slice(6).trim();
  }
  return data.length > 0 ? [{ event, data: data.join('\n') }] : [];
}

/** Server-sent events as they come. EventSource cannot send a token, so they are read from a fetch. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<TextEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const { events, rest } = splitEvents(text + value);
    text = rest;
    yield* events;
  }
}
