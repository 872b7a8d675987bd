import { bySourceAndTime, dotted, packTag } from './source.js';
import type { WayOut } from './way-out.js';

/** `_packml_v1/Admin/ProdProcessedCount/0/AccCount` is `Admin.ProdProcessedCount[0].AccCount`. */
const fieldName = (tag: string): string =>
  packTag(tag)
    .replace(/\/(\d+)\//g, '[$1]/')
    .replaceAll('/', '.');

/** OPC UA PubSub in JSON: each source is a DataSetWriter with a topic of its own, and sends what changed. */
export function opcUaJson(prefix: string): WayOut {
  const publisher = prefix.slice(prefix.lastIndexOf('/') + 1);
  const sequences = new Map<string, number>();
  const ids = new Map<string, number>();
  return {
    qos: 1,
    encode: (readings) =>
      bySourceAndTime(readings).map((said) => {
        const { source, timeMs } = said[0]!;
        const writer = dotted(source);
        const sequence = (sequences.get(writer) ?? 0) + 1;
        sequences.set(writer, sequence);
        if (!ids.has(writer)) ids.set(writer, ids.size + 1);
        const message = {
          MessageId: `${publisher}-${writer}-${timeMs}-${sequence}`,
          MessageType: 'ua-data',
          PublisherId: publisher,
          Messages: [
            {
              DataSetWriterId: ids.get(writer),
              DataSetWriterName: writer,
              SequenceNumber: sequence,
              Timestamp: new Date(timeMs).toISOString(),
              MessageType: 'ua-deltaframe',
              Payload: Object.fromEntries(said.map(({ tag, value }) => [fieldName(tag), value])),
            },
          ],
        };
        return { topic: `${prefix}/${writer}`, payload: JSON.stringify(message) };
      }),
  };
}
