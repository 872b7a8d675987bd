/** Kinds of message that an edge node sends, and those that it is sent. */
const KINDS = ['NBIRTH', 'NDATA', 'NDEATH', 'DBIRTH', 'DDATA', 'DDEATH', 'NCMD', 'DCMD'] as const;
export type SparkplugKind = (typeof KINDS)[number];

export interface SparkplugMessage {
  /** Group and edge node, joined by a slash. */
  node: string;
  kind: SparkplugKind;
  /** Null of the node itself. */
  device: string | null;
}

/** Topic of a node's messages of a kind: `spBv1.0/<group>/<kind>/<node>`. */
export function sparkplugRoot(node: string, kind: SparkplugKind | '+'): string {
  const [group, name] = node.split('/');
  return `spBv1.0/${group}/${kind}/${name}`;
}

/** Topic on which a host application says whether it is there. */
export const stateTopic = (hostId: string): string => `spBv1.0/STATE/${hostId}`;

/** Whether a topic is one on which some host says so, in this version or the one before: it carries no telemetry. */
export const isStateTopic = (topic: string): boolean => /^(spBv1\.0\/)?STATE\//.test(topic);

/** Takes a topic apart; null where Sparkplug B has none such. A device is named in messages of devices and only there. */
export function sparkplugMessage(topic: string): SparkplugMessage | null {
  const [namespace, group, kind, name, device, ...more] = topic.split('/');
  const known = KINDS.find((one) => one === kind);
  if (namespace !== 'spBv1.0' || !group || !name || !known || more.length > 0) return null;
  if (known.startsWith('D') !== (device !== undefined && device !== '')) return null;
  return { node: `${group}/${name}`, kind: known, device: device ?? null };
}
