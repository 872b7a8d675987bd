import { z } from 'zod';

/** Most characters of a plant file that is written on the screen. */
export const PLANT_TEXT_LIMIT = 512 * 1024;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Names = z.strictObject({ en: z.string(), fr: z.string() });

/** What a plant file says to be; null where it cannot be read. */
export const PlantFileKind = z.enum(['Line', 'Cell', 'MachineTypes']).nullable();
export type PlantFileKind = z.infer<typeof PlantFileKind>;

/** How a file stands to what runs: the same, read at the next start, not there at the last start, or gone since. */
export const PlantFileState = z.enum(['in-force', 'pending', 'new', 'gone']);
export type PlantFileState = z.infer<typeof PlantFileState>;

/** One text that a plant file had. */
export const PlantFileVersion = z.strictObject({
  sha256: Sha256.describe('SHA-256 of the text'),
  atUs: z.int().describe('when it was applied, or first seen'),
  who: z.string().nullable().describe('name of the token; null: the text was found on disk'),
  reason: z.string().nullable().describe('null: the text was found on disk'),
  onDisk: z.boolean(),
  inForce: z.boolean().describe('the service started with this text'),
});
export type PlantFileVersion = z.infer<typeof PlantFileVersion>;

export const PlantFileSummary = z.strictObject({
  file: z.string().describe('name in addresses: that of the file, with the folders above and : where two have the same'),
  kind: PlantFileKind,
  id: z.string().nullable().describe('of the line or process cell'),
  name: Names.nullable(),
  state: PlantFileState,
  version: z.string().nullable().describe('of the line or cell in force: SHA-256 of its definition'),
  inForceAtUs: z.int().nullable().describe('when this version was first in force'),
  mayEdit: z.boolean().describe('whether the caller has the scope edit for all that the file describes'),
  writable: z.boolean().describe('whether the service can write the file where it lies'),
  last: PlantFileVersion.nullable().describe('the last text that was kept; null: none was ever changed here'),
});
export type PlantFileSummary = z.infer<typeof PlantFileSummary>;

/** Answer of GET /api/v1/plant-files. */
export const PlantFileList = z.strictObject({ items: z.array(PlantFileSummary), next: z.null() });
export type PlantFileList = z.infer<typeof PlantFileList>;

/** Answer of GET and PUT /api/v1/plant-files/:file. Its ETag is the sha256 in quotes. */
export const PlantFileDocument = PlantFileSummary.extend({
  text: z.string().describe('as it lies on disk'),
  sha256: Sha256,
  textInForce: z.string().nullable().describe('with which the service started; null: the file was not there'),
});
export type PlantFileDocument = z.infer<typeof PlantFileDocument>;

/** Answer of GET /api/v1/plant-files/:file/versions, newest first. */
export const PlantFileVersions = z.strictObject({ items: z.array(PlantFileVersion), next: z.null() });
export type PlantFileVersions = z.infer<typeof PlantFileVersions>;

/** Answer of GET /api/v1/plant-files/:file/versions/:sha256. */
export const PlantFileVersionText = z.strictObject({ sha256: Sha256, text: z.string() });
export type PlantFileVersionText = z.infer<typeof PlantFileVersionText>;

const Text = z.string().min(1).max(PLANT_TEXT_LIMIT);

/** Body of POST /api/v1/plant-files/:file/check. */
export const PlantTextBody = z.strictObject({ text: Text });
export type PlantTextBody = z.infer<typeof PlantTextBody>;

/** Body of PUT /api/v1/plant-files/:file. */
export const PlantChangeBody = z.strictObject({ text: Text, reason: z.string().trim().min(1).max(500) });
export type PlantChangeBody = z.infer<typeof PlantChangeBody>;

/** One thing wrong with a text, at its place. */
export const PlantTextIssue = z.strictObject({
  file: z.string().describe('name of the file, as in the list'),
  line: z.int().describe('from 1'),
  column: z.int().describe('from 1'),
  pointer: z.string().describe('JSON pointer, RFC 6901; empty for the file itself'),
  message: z.string().describe('what was expected'),
});
export type PlantTextIssue = z.infer<typeof PlantTextIssue>;

/** A place at which the definition that comes into force at the next start differs from the one in force. */
export const PlantPlace = z.strictObject({
  steps: z.array(z.string()).describe('keys, and ids of entries of lists'),
  before: z.json().optional().describe('missing: there is none'),
  after: z.json().optional().describe('missing: there is none'),
  unit: z.string().nullable().describe('of numbers, as they are kept'),
});
export type PlantPlace = z.infer<typeof PlantPlace>;

/** How one line or cell would differ. */
export const PlantChange = z.strictObject({
  id: z.string(),
  kind: z.enum(['Line', 'Cell']),
  name: Names,
  what: z.enum(['changed', 'added', 'removed']),
  places: z.array(PlantPlace),
});
export type PlantChange = z.infer<typeof PlantChange>;

/** Answer of POST /api/v1/plant-files/:file/check: what is wrong, or else what would change. */
export const PlantTextCheck = z.strictObject({
  issues: z.array(PlantTextIssue),
  changes: z.array(PlantChange).describe('against what is in force; empty where there are issues'),
});
export type PlantTextCheck = z.infer<typeof PlantTextCheck>;
