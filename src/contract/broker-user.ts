import { z } from 'zod';
import { TopicFilter } from './dead-letter-replay.js';
import { LineId } from './equipment.js';

const UserName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, { error: 'expected letters, digits and . _ @ -, at most 64' });
const SourceName = z.string().regex(/^[^/+#\s]+\/[^/+#\s]+$/, { error: 'expected a line or cell and its source, such as osd-1/press' });
const NodeName = z.string().regex(/^[^/+#]+\/[^/+#]+$/, { error: 'expected group and edge node, such as plant/press-7' });

/** A user of the embedded broker, and for whom it speaks. Who is bound to nothing may publish nowhere. */
export const BrokerUser = z.strictObject({
  name: UserName,
  password: z
    .string()
    .regex(/^scrypt:\d+:\d+:\d+:[A-Za-z0-9+/]+=*:[A-Za-z0-9+/]+=*$/)
    .nullable()
    .describe('scrypt:N:r:p:salt:hash; null of a user that is known by a client certificate alone, whose common name is the name'),
  lines: z.array(LineId).describe('lines and process cells for all of whose sources it may speak'),
  sources: z.array(SourceName).describe('sources for which it may speak: line or cell, slash, source'),
  nodes: z.array(NodeName).describe('edge nodes of Sparkplug B for which it may speak: group, slash, edge node'),
  topics: z.array(TopicFilter).describe('topic filters in which it may publish besides'),
  subscribe: z.array(TopicFilter).describe('topic filters to which it may subscribe, besides the commands to its nodes'),
});
export type BrokerUser = z.infer<typeof BrokerUser>;

/** The file of the users of the embedded broker. */
export const BrokerUsersFile = z.strictObject({ users: z.array(BrokerUser).max(10_000) });
export type BrokerUsersFile = z.infer<typeof BrokerUsersFile>;
