import type { Replication } from '../model/replicate.js';
import { interim } from './interim.js';
import type { Question } from './question.js';
import { resultBytes, toResult, type Inputs } from './result.js';
import { lineJobs } from './run-job.js';
import { runReplications } from './runner.js';
import { endOf, type Simulation } from './simulation.js';
import type { StartState } from './start-states.service.js';

/** The simulation of a question about a line. */
export function lineSimulation(question: Question, inputs: Inputs, start: StartState): Simulation {
  const { definitions, setRates, request } = question;
  return async (queue, { onProgress, ...options }) => {
    const bytesOf = (done: readonly Replication[][]) => resultBytes(toResult(inputs, start.origin, definitions, done));
    let done = (): Replication[][] => [];
    const replications = await runReplications(
      lineJobs(queue),
      { definitions, setRates, start: start.snapshot, horizonS: request.horizon, seed: request.seed, replications: request.replications },
      {
        ...options,
        onProgress: (progress, finished) => {
          done = finished;
          onProgress(progress, () => interim(question, finished()));
        },
      },
    ).catch((error: unknown) => {
      throw endOf(error, options, done(), () => bytesOf(done()));
    });
    return bytesOf(replications);
  };
}
