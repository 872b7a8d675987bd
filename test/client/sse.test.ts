import { readEvents, type ServerEvent } from '../../client/sse.js';

/** A body that comes in these pieces. */
function bodyOf(...pieces: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
}

async function all(body: ReadableStream<Uint8Array>): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

describe('server-sent events', () => {
  it('come out whole wherever the body was cut; comments and what did not end are passed over', async () => {
    const text = ': hello\n\nid: 1\nevent: progress\ndata: {"a":\ndata: 1}\n\nevent: status\ndata: "é"\n\nevent: sta';
    const expected = [
      { id: '1', event: 'progress', data: '{"a":\n1}' },
      { id: null, event: 'status', data: '"é"' },
    ];
    for (let cut = 0; cut < text.length; cut++) expect(await all(bodyOf(text.slice(0, cut), text.slice(cut)))).toEqual(expected);
  });
});
