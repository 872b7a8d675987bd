import { z } from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal');
/** Below the folder of the backup, with forward slashes, and never out of it. */
const InnerPath = z.string().regex(/^(?!.*(?:^|\/)\.{0,2}(?:\/|$))[^\\\0]+$/, 'expected a path below the backup');
const Identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, 'expected the name of a table');

/** What the relational store held: its tables as rows of JSON in `database/<table>.jsonl`. */
export const DatabaseDump = z.strictObject({
  migrations: z.array(z.string()).describe('those that had run, oldest first'),
  tables: z.array(z.strictObject({ name: Identifier, rows: z.int().min(0) })),
  sequences: z.array(z.strictObject({ name: Identifier, last: z.int() })),
});
export type DatabaseDump = z.infer<typeof DatabaseDump>;

export const BackupFile = z.strictObject({ path: InnerPath, bytes: z.int().min(0), sha256: Sha256 });
export type BackupFile = z.infer<typeof BackupFile>;

/** `manifest.json` of a backup: all that it holds, and what it does not. */
export const BackupManifest = z.strictObject({
  format: z.literal(1),
  product: z.strictObject({ name: z.string(), version: z.string() }),
  createdAt: z.iso.datetime(),
  files: z.array(BackupFile),
  database: DatabaseDump.nullable().describe('null where there was no private database'),
  elsewhere: z.array(z.string()).describe('stores of the user, which are backed up by their own means'),
});
export type BackupManifest = z.infer<typeof BackupManifest>;
