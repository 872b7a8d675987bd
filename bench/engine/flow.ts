import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LineDefinition } from '../../src/contract/line.js';
import { moments } from '../../src/engine/statistics.js';
import { compile, type CompiledLine } from '../../src/model/compile.js';
import { expected } from '../../src/model/expected.js';
import { settle } from '../../src/model/flow.js';
import { compileParts } from '../../src/model/parts/compile.js';
import { replicateParts } from '../../src/model/parts/replicate.js';
import type { Station } from '../../src/model/parts/spec.js';
import { replicate } from '../../src/model/replicate.js';
import { run } from '../../src/model/run.js';
import { applyChanges } from '../../src/model/scenario.js';
import { fork, restore, snapshot, start } from '../../src/model/state.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { packageRoot } from '../../src/platform/package.js';
import { PiscinaQueue, workerFile } from '../../src/scenarios/piscina-queue.js';
import { lineJobs } from '../../src/scenarios/run-job.js';
import { runReplications } from '../../src/scenarios/runner.js';
import { belowLimit, interleave, median, rounded, timed, type Figure } from '../figure.js';

const HOUR_S = 3600;
const WEEK_S = 168 * HOUR_S;
const YEAR_S = 365 * 24 * HOUR_S;
/** Monday 2026-01-05, 06:00 in Paris. */
const MONDAY_US = Date.UTC(2026, 0, 5, 5) * 1000;
const US = 1e6;
const both = (text: string) => ({ en: text, fr: text });

function compiled(definition: LineDefinition): CompiledLine {
  const result = compile(definition);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.line;
}

/** The demonstration line: press to palletizer, with energy, tariff and shifts. */
function solidDose(): LineDefinition {
  const { files, issues } = readPlantFiles([path.join(packageRoot, 'plants/osd-1.yaml')]);
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  return files[0]!.definition;
}

const MACHINES = 10;
const RATE_S = 5;
const BUFFER = 300;
const MTTF_S = 1200;
const MTTR_S = 120;

/** The fast packaging line of engine.md: ten machines, 5 parts/s, MTTF 20 min, MTTR 2 min, buffers of 300. */
function fastLine(): LineDefinition {
  return LineDefinition.parse({
    apiVersion: 'twin/v1',
    kind: 'Line',
    id: 'fast',
    name: both('fast'),
    equipment: { enterprise: 'demo', site: 'demo', area: 'demo' },
    timezone: 'UTC',
    product: { name: both('part'), item: 'part' },
    stations: Array.from({ length: MACHINES }, (_, i) => ({
      id: `m${i}`,
      type: 'machine',
      name: both(`m${i}`),
      item: 'part',
      rate: `${RATE_S} /s`,
      power: { standby: '1 kW', idle: '2 kW', execute: '10 kW' },
      ...(i + 1 < MACHINES ? { buffer: { capacity: BUFFER } } : {}),
      stops: [
        {
          id: 'failure',
          name: both('failure'),
          class: 'failure',
          every: { dist: 'exponential', mean: `${MTTF_S} s` },
          lasts: { dist: 'exponential', mean: `${MTTR_S} s` },
        },
      ],
    })),
    shifts: [{ id: 'always', name: both('always'), days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }],
    mqtt: { dialect: 'uns-json', prefix: 'bench' },
  });
}

function fastParts() {
  const stations = Array.from({ length: MACHINES }, (_, i): Station => ({
    id: `m${i}`,
    service: { every: { dist: 'fixed', value: 1 / RATE_S } },
    failures: [{ clock: 'operation', after: { dist: 'exponential', mean: MTTF_S }, lasts: { dist: 'exponential', mean: MTTR_S } }],
    ...(i === 0 ? { supply: {} } : { inputs: [{ waiting: BUFFER }] }),
    ...(i + 1 < MACHINES ? { next: { every: [{ probability: 1, to: { station: `m${i + 1}` } }] } } : {}),
  }));
  const result = compileParts({ stations });
  if (!result.ok) throw new Error('the parts line does not compile');
  return result.model;
}

const emptyLine = (line: CompiledLine, replication = 0) => start(line, { seed: 1, replication, atUs: MONDAY_US });

/** Every figure of the flow, one after the other. */
export async function* flowFigures(rounds: number): AsyncGenerator<Figure> {
  const definition = solidDose();
  const line = compiled(definition);
  yield horizons(line, rounds, WEEK_S, 30, 'a week of the solid-dose line with energy, one replication');
  const packaging = compiled({ ...definition, stations: definition.stations.slice(1) });
  yield horizons(packaging, Math.max(3, rounds), YEAR_S, 1000, 'a year of its packaging line, one replication');
  yield await pool(definition);
  yield* liveStates(line, rounds);
  yield* againstParts(rounds);
  yield commonNumbers();
  yield memory(packaging);
}

function horizons(line: CompiledLine, rounds: number, horizonS: number, limitMs: number, name: string): Figure {
  const values = Array.from({ length: 3 * rounds + 3 }, (_, replication) =>
    timed(() => replicate(line, emptyLine(line), { seed: 1, replication, horizonS })),
  ).slice(3);
  return belowLimit(name, values, limitMs, 'ms', 'limit of the issue');
}

async function pool(definition: LineDefinition): Promise<Figure> {
  const queue = new PiscinaQueue({ threads: 2, worker: workerFile() });
  const line = compiled(definition);
  const question = { definitions: [definition], start: snapshot(line, emptyLine(line)), seed: 1, horizonS: WEEK_S };
  const ask = (replications: number) =>
    runReplications(lineJobs(queue), { ...question, replications }, { signal: new AbortController().signal, nowMs: () => performance.now() });
  try {
    await ask(8);
    const begin = performance.now();
    await ask(1000);
    return belowLimit('1,000 replications of a week, worker pool on two threads', [(performance.now() - begin) / 1000], 20, 's', 'limit of the issue');
  } finally {
    await queue.close();
  }
}

const TURNS = 200;

function* liveStates(line: CompiledLine, rounds: number): Generator<Figure> {
  const live = emptyLine(line);
  run(line, live, MONDAY_US + 30 * HOUR_S * US);
  const each = (work: (turn: number) => void) =>
    (timed(() => {
      for (let turn = 0; turn < TURNS; turn++) work(turn);
    }) *
      1000) /
    TURNS;
  const forks = Array.from({ length: 5 * rounds + 5 }, () => each((replication) => fork(line, live, { seed: 1, replication }))).slice(5);
  yield belowLimit('fork of a live line, futures drawn afresh', forks, 50, 'us', 'limit of the issue');
  const saved = snapshot(line, live);
  const save = interleave(
    rounds,
    () => each(() => snapshot(line, live)),
    () => each(() => structuredClone(saved)),
  );
  yield {
    name: 'snapshot of a live line',
    ours: rounded(save.ours),
    rival: rounded(save.rival),
    ratio: rounded(save.ratio),
    unit: 'us',
    note: 'against structuredClone of the snapshot',
  };
  const load = interleave(
    rounds,
    () => each(() => restore(line, saved)),
    () => each(() => JSON.parse(JSON.stringify(saved))),
  );
  yield {
    name: 'restore of a live line',
    ours: rounded(load.ours),
    rival: rounded(load.rival),
    ratio: rounded(load.ratio),
    unit: 'us',
    note: 'against a JSON round trip of the snapshot',
  };
}

const WARM_UP_S = 10 * HOUR_S;
const LENGTH_S = 200 * HOUR_S;

/** Time of the same hours, and throughput over all rounds. */
function* againstParts(rounds: number): Generator<Figure> {
  const flowLine = compiled(fastLine());
  const partLine = fastParts();
  // The same luck: the n-th stop of a machine comes after the same time and lasts as long in both.
  flowLine.laws.forEach((law, i) => {
    law.everyKey = partLine.streamKeys[partLine.afterStream[i]!]!;
    law.lastsKey = partLine.streamKeys[partLine.lastsStream[i]!]!;
  });
  const flow: number[] = [];
  const parts: number[] = [];
  const flowOnce = () => timed(() => flow.push(flowThroughput(flowLine, flow.length)));
  const partsOnce = () => timed(() => parts.push(replicateParts(partLine, { seed: 1, warmup: WARM_UP_S, length: LENGTH_S }, parts.length).throughput));
  const time = interleave(rounds, flowOnce, partsOnce);
  yield {
    name: 'flow against part by part, 5 parts/s packaging line',
    ours: rounded(time.ours),
    rival: rounded(time.rival),
    ratio: rounded(time.ratio),
    unit: 'ms',
    note: `${(WARM_UP_S + LENGTH_S) / HOUR_S} h of ten machines; at least 50 times`,
  };
  const [a, b] = [moments(flow).mean, moments(parts).mean];
  const off = Math.abs(a / b - 1);
  yield {
    name: 'throughput of flow off that of parts',
    ours: rounded(100 * off),
    limit: 0.2,
    ratio: rounded(0.2 / (100 * off)),
    unit: '%',
    note: `${a.toFixed(4)} and ${b.toFixed(4)} parts/s with the same luck`,
  };
}

function flowThroughput(line: CompiledLine, replication: number): number {
  const state = emptyLine(line, replication);
  const at = (s: number) => {
    run(line, state, MONDAY_US + s * US);
    settle(line, state, MONDAY_US + s * US);
    return expected(line, state).lineGood;
  };
  const before = at(WARM_UP_S);
  return (at(WARM_UP_S + LENGTH_S) - before) / LENGTH_S;
}

/** A fifth machine 5 % faster over 480 mean cycles of failure and repair, from one live state: paired luck against luck of its own. */
function commonNumbers(): Figure {
  const definition = fastLine();
  const changed = applyChanges(definition, [{ kind: 'rate', unit: 'm4', factor: 1.05 }]);
  if (!changed.ok) throw new Error(JSON.stringify(changed.issues));
  const lines = [compiled(definition), compiled(changed.definition)] as const;
  const live = emptyLine(lines[0]);
  run(lines[0], live, MONDAY_US + WARM_UP_S * US);
  const good = (line: CompiledLine, seed: number) =>
    Array.from({ length: 400 }, (_, replication) => replicate(line, live, { seed, replication, horizonS: 8 * HOUR_S }).kpis.goodUnits!);
  const base = good(lines[0], 1);
  const less = (values: number[]) => moments(values.map((value, i) => value - base[i]!)).variance;
  const ratio = less(good(lines[1], 2)) / less(good(lines[1], 1));
  return {
    name: 'variance of a one-machine change cut by common random numbers',
    ours: rounded(ratio),
    limit: 20,
    ratio: rounded(ratio / 20),
    unit: 'times',
    note: '400 pairs of 8 h from one live state; at least 20',
  };
}

/** What is held after each quarter of a simulated year, less what was held after the first. */
function memory(line: CompiledLine): Figure {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const state = emptyLine(line);
  const held = [1, 2, 3, 4].map((quarter) => {
    run(line, state, MONDAY_US + (quarter / 4) * YEAR_S * US);
    collect();
    return process.memoryUsage().heapUsed / 1e6;
  });
  const grown = Math.max(...held.slice(1)) - held[0]!;
  return {
    name: 'memory grown over a simulated year',
    ours: rounded(grown),
    ratio: null,
    unit: 'MB',
    note: `heap ${median(held).toFixed(1)} MB; the state has ${state.bytes.length} bytes throughout`,
  };
}
