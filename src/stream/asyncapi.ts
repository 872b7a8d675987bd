import { z } from 'zod';
import { ClientMessage, ServerMessage, SUBPROTOCOL } from '../contract/stream.js';
import { packageInfo } from '../platform/package.js';

type Option = (typeof ClientMessage.options)[number] | (typeof ServerMessage.options)[number];

const nameOf = (option: Option): string => [...option.shape.type.values][0]!;

/** The messages of one direction by name, and references to them. */
function messages(prefix: string, options: readonly Option[]) {
  const byName = Object.fromEntries(
    options.map((option) => [
      prefix + nameOf(option),
      { name: nameOf(option), contentType: 'application/json', payload: z.toJSONSchema(option, { io: 'output' }) },
    ]),
  );
  return { byName, references: Object.keys(byName).map((name) => ({ $ref: `#/channels/stream/messages/${name}` })) };
}

/** AsyncAPI 3 description of the stream, made from the schemas that the gateway itself reads and writes by. */
export function asyncApi() {
  const fromClient = messages('client.', ClientMessage.options);
  const fromServer = messages('server.', ServerMessage.options);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Pharmatwin live stream', version: packageInfo.version, description: 'State of the lines as it changes. How it is meant: docs/stream.md.' },
    defaultContentType: 'application/json',
    channels: {
      stream: {
        address: '/ws',
        messages: { ...fromClient.byName, ...fromServer.byName },
        bindings: { ws: { method: 'GET', headers: { type: 'object', properties: { 'Sec-WebSocket-Protocol': { const: SUBPROTOCOL } } } } },
      },
    },
    operations: {
      ask: { action: 'receive', channel: { $ref: '#/channels/stream' }, messages: fromClient.references },
      tell: { action: 'send', channel: { $ref: '#/channels/stream' }, messages: fromServer.references },
    },
  };
}
