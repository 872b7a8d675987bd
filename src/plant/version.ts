import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import { canonicalJson, sha256 } from './canonical.js';

/** The version of the model of a line or a cell: SHA-256 of its definition in canonical JSON. Comments and layout of the file do not count. */
export const versionOf = (definition: LineDefinition | CellDefinition): string => sha256(canonicalJson(definition));
