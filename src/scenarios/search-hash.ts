import type { SearchRequest } from '../contract/search.js';
import { canonicalJson, sha256 } from '../plant/canonical.js';
import { ENGINE_VERSION } from './engine-version.js';

/** What an answer depends on, and nothing else: of the wording the names of its factors, which it tells; no wall time. */
export interface SearchInputs<Request extends SearchRequest = SearchRequest> {
  request: Request;
  modelVersion: string;
  startHash: string;
}

/** Two searches with equal hash have the same answer. */
export function searchHash({ request, modelVersion, startHash }: SearchInputs): string {
  const { question: _, hypothesis: _why, start: _start, ...rest } = request;
  return sha256(canonicalJson({ engine: ENGINE_VERSION, modelVersion, startHash, ...rest }));
}
