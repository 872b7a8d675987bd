import { lazyRouteComponent } from '@tanstack/react-router';
import { ServerFailure } from '../data/failure.js';
import { request } from '../data/http.js';

const PATIENCE_MS = 4000;

/** A page could not be fetched, since the server does not answer. */
export class PageMissing extends ServerFailure {
  constructor() {
    super('unreachable', '');
  }
}

/** A page that is fetched when it is asked for, or ahead of that. One that a server which answers does not have is of another version: then all is loaded anew. */
export function page<Exports extends Record<string, unknown>, Name extends keyof Exports & string>(importer: () => Promise<Exports>, name: Name) {
  return lazyRouteComponent(
    () =>
      importer().catch(async (fault: unknown) => {
        await request('GET', '/healthz', undefined, AbortSignal.timeout(PATIENCE_MS)).catch(() => {
          throw new PageMissing();
        });
        throw fault;
      }),
    name,
  );
}
