import path from 'node:path';
import { CellScenarioRequest } from '../../src/contract/cell-scenario.js';
import type { LineDefinition } from '../../src/contract/line.js';
import { ScenarioRequest } from '../../src/contract/scenario.js';
import { situationOf } from '../../src/model/cell-mirror/situation.js';
import type { Situation } from '../../src/model/cell/situation.js';
import { compile, type CompiledLine } from '../../src/model/compile.js';
import type { LineState } from '../../src/model/layout.js';
import { run } from '../../src/model/run.js';
import { snapshot, start } from '../../src/model/state.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { packageRoot } from '../../src/platform/package.js';
import { understandCell } from '../../src/scenarios/cell-question.js';
import { cellSimulation } from '../../src/scenarios/cell-simulation.js';
import { firstUs, startFromSituation } from '../../src/scenarios/cell-starts.js';
import { lineSimulation } from '../../src/scenarios/line-simulation.js';
import { understand } from '../../src/scenarios/question.js';
import { hashOfState } from '../../src/scenarios/result.js';
import type { Simulation } from '../../src/scenarios/simulation.js';
import { secretsOf } from '../look-ahead/plants.js';
import { SiteChain, type Site } from '../sites/chain.js';
import { BEGIN_S } from '../sites/prove.js';
import { loadSite } from '../sites/site-files.js';

export const REPLICATIONS = 200;
export const SHIFT_S = 8 * 3600;
const DAY_S = 86_400;
/** Monday 2026-01-05, 06:00 in Paris. */
const MONDAY_US = Date.UTC(2026, 0, 5, 5) * 1000;
/** Working days before the site is asked about: batches are everywhere. */
const SITE_DAYS = 4;
const SITE = 'kerlanoux';

/** A what-if from live: the site or line as it is and one variant, a shift, 200 replications. Asking does what the service does between request and run, without the database. */
export interface LiveQuestion {
  name: string;
  ask: () => Simulation;
}

export interface LiveLine {
  definition: LineDefinition;
  line: CompiledLine;
  live: LineState;
}

/** osd-1, in its second morning. */
export function liveLine(): LiveLine {
  const { files } = readPlantFiles([path.join(packageRoot, 'plants/osd-1.yaml')], [path.join(packageRoot, 'plants/types.yaml')]);
  const { definition } = files[0]!;
  const compiled = compile(definition);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  const live = start(compiled.line, { seed: 1, replication: 0, atUs: MONDAY_US });
  run(compiled.line, live, MONDAY_US + 26.3 * 3600e6);
  return { definition, line: compiled.line, live };
}

export interface LiveSite {
  site: Site;
  situation: Situation;
}

/** Kerlanoux, told by its simulator for four days: what the mirror then knows. */
export function liveSite(): LiveSite {
  const site = loadSite(path.join(packageRoot, 'plants'), SITE);
  const chain = new SiteChain({ ...site, secrets: secretsOf('told', site.secrets) }, { seed: 1, startS: BEGIN_S });
  const nowS = BEGIN_S + SITE_DAYS * DAY_S + 10.4 * 3600;
  chain.sayLittle(300, nowS - DAY_S);
  chain.runTo(nowS);
  return { site, situation: situationOf(site.compiled, chain.mirror, chain.nowUs) };
}

export function lineQuestion({ definition, line, live }: LiveLine): LiveQuestion {
  const unit = definition.stations.at(-1)!.id;
  const request = ScenarioRequest.parse({
    line: definition.id,
    question: 'Is a faster last machine worth it?',
    start: { from: 'live' },
    horizon: '8 h',
    replications: REPLICATIONS,
    seed: 1,
    variants: [{ id: 'faster', changes: [{ kind: 'rate', unit, factor: 1.1 }] }],
  });
  const ask = () => {
    const understood = understand(request, definition);
    if (!understood.ok) throw new Error(JSON.stringify(understood.issues));
    const saved = snapshot(line, live);
    const hash = hashOfState(definition.id, saved);
    const origin = { from: 'live' as const, atUs: MONDAY_US, epoch: null, revision: null };
    return lineSimulation(understood.question, { request, modelVersion: 'v', startHash: hash }, { hash, snapshot: saved, origin });
  };
  return { name: `line ${definition.id}`, ask };
}

export function siteQuestion({ site, situation }: LiveSite): LiveQuestion {
  const request = CellScenarioRequest.parse({
    cell: site.name,
    question: 'Is a third freeze-dryer worth it?',
    start: { from: 'live' },
    horizon: '8 h',
    replications: REPLICATIONS,
    seed: 1,
    variants: [{ id: 'third', changes: [{ kind: 'add-unit', like: 'freeze-dryer-1', id: 'freeze-dryer-3' }] }],
  });
  const ask = () => {
    const begin = startFromSituation(site.compiled, situation, 'live', request);
    const understood = understandCell(request, site.definition, firstUs(begin));
    if (!understood.ok) throw new Error(JSON.stringify(understood.issues));
    return cellSimulation(understood.question, { request, modelVersion: 'v', startHash: begin.hash }, begin);
  };
  return { name: `site ${site.name}`, ask };
}
