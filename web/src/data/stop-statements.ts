import type { KeptStatements, StopStatementsDocument } from '../../../src/contract/stop-statement.js';
import { request } from './http.js';

/** Keeps what a person says of the stops of a line, under the name of his token. */
export const sayOfStops = (line: string, asked: StopStatementsDocument): Promise<KeptStatements> =>
  request('POST', `/api/v1/lines/${encodeURIComponent(line)}/stop-statements`, asked);
