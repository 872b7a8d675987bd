import { packageInfo } from '../platform/package.js';
import { sha256 } from '../plant/canonical.js';

/** What a manifest says of how an answer came to be: the program, its inputs by hash, the time. */
export function aboutThis(command: string, inputs: Record<string, string>, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    command: `twin ${command}`,
    ...packageInfo,
    node: process.version,
    writtenAt: new Date().toISOString(),
    inputs: Object.fromEntries(Object.entries(inputs).map(([file, text]) => [file, { sha256: sha256(text) }])),
    ...more,
  };
}
