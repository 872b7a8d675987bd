import type { LineDefinition } from '../contract/line.js';
import { canonicalJson, sha256 } from './canonical.js';

/** The version of a line's model: SHA-256 of its definition in canonical JSON. Comments and layout of the file do not count. */
export const versionOf = (definition: LineDefinition): string => sha256(canonicalJson(definition));
