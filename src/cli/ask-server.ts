import { ServerFailure } from '../../client/http.js';
import type { Plant } from './answer-speech.js';
import { CliFault, EXIT, type Io } from './io.js';
import type { AskedFile, OfPlace } from './question-file.js';
import { serverOf, type ServerOptions } from './server.js';
import { WORDS } from './words.js';

/** Asks a service what a file asks, follows the run to its end and gives the bytes of the answer, and which run it was. */
export async function askServer(
  asked: AskedFile<unknown>,
  options: ServerOptions & { fresh?: true },
  io: Io,
): Promise<{ bytes: string; server: string; run: string }> {
  if (options.server === undefined && io.env.PHARMATWIN_SERVER === undefined)
    throw new CliFault(EXIT.usage, 'where to ask? Give --server URL, or --plant FILE to simulate here');
  const { http, url } = serverOf(options, io);
  const run = await http.ask(asked.document, options.fresh === true).catch((error: unknown) => {
    if (error instanceof ServerFailure && error.code === 'validation' && error.issues.length > 0) throw asked.fault(error.issues);
    throw error;
  });
  const end = await http.follow(run.id, ({ done, total, etaS }) => io.progress(WORDS[io.lang].replicationsDone(done, total, etaS)));
  io.progress(null);
  if (end.status !== 'succeeded') throw new CliFault(EXIT.failure, `run ${run.id} was not finished: ${end.failure ?? end.status}`);
  return { bytes: await http.resultText(run.id), server: url, run: run.id };
}

/** The line or site that a question is about, as the service has it now. */
export async function plantInForce(asked: OfPlace<{ line: string }, { cell: string }>, options: ServerOptions, io: Io): Promise<Plant> {
  const { http } = serverOf(options, io);
  const { definition } = await (asked.of === 'cell' ? http.cellDefinition(asked.request.cell) : http.definition(asked.request.line));
  return definition;
}
