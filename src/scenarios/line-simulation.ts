import type { Replication } from '../model/replicate.js';
import { interim } from './interim.js';
import type { Question } from './question.js';
import { resultBytes, toResult, type Inputs } from './result.js';
import { lineJobs } from './run-job.js';
import { runReplications } from './runner.js';
import { answerOf, type Simulation } from './simulation.js';
import type { StartState } from './line-starts.js';

/** The simulation of a question about a line. */
export function lineSimulation(question: Question, inputs: Inputs, start: StartState): Simulation {
  const { definitions, setRates, request } = question;
  const asked = { definitions, setRates, start: start.snapshot, horizonS: request.horizon, seed: request.seed, replications: request.replications };
  return (queue, options) =>
    answerOf<Replication>(options, (given) => runReplications(lineJobs(queue), asked, given), {
      interim: (done) => interim(question, done),
      bytes: (done) => resultBytes(toResult(inputs, start.origin, definitions, done)),
    });
}
