import type { Principal } from '../../src/auth/principal.js';
import type { LineView } from '../../src/contract/stream.js';
import { LineSummary } from '../../src/contract/summary.js';
import { newMirror } from '../../src/model/mirror.js';
import { start } from '../../src/model/state.js';
import { view } from '../../src/model/view.js';
import { ProblemError } from '../../src/platform/problem.js';
import type { PlantService } from '../../src/plant/plant.service.js';
import { forecast } from '../../src/twin/forecast.js';
import { ForecastPlan, type Moment } from '../../src/twin/forecast-plan.js';
import { SourceSpeed } from '../../src/twin/source-speed.js';
import { medianAt } from '../../src/twin/summary.js';
import { TwinController } from '../../src/twin/twin.controller.js';
import type { TwinService } from '../../src/twin/twin.service.js';
import { MONDAY_06_UTC, smallLine } from '../model/mirror-lines.js';

const line = smallLine();
const at = (atS: number) => MONDAY_06_UTC + atS * 1e6;

describe('the speed of a source', () => {
  it('is line time per second over the last ten seconds in which it moved', () => {
    const speed = new SourceSpeed();
    expect(speed.value()).toBe(1);
    for (let s = 0; s <= 60; s++) speed.record(at(s), at(s < 30 ? s : 30 + (s - 30) * 60));
    expect(speed.value()).toBe(60);
    speed.record(at(90), at(30 + 30 * 60));
    expect(speed.value()).toBe(60);
  });

  it('carries the time of the line on between readings, but not further than they lie apart', () => {
    const speed = new SourceSpeed();
    expect(speed.ahead(at(0))).toBe(0);
    for (const s of [0, 2, 4]) speed.record(at(s), at(5 * s)); // a row every 10 s of the line, 5 s of the line in a second
    expect([speed.ahead(at(4)), speed.ahead(at(5)), speed.ahead(at(6)), speed.ahead(at(600))]).toEqual([0, 5e6, 10e6, 10e6]);
  });
});

describe('a forecast', () => {
  const request = { line, begin: start(line, { seed: 1, replication: 0, atUs: at(0) }), good: 10, untilUs: at(28800), revision: 3, seed: 7 };

  it('is the same for the same state and seed', async () => {
    const made = await forecast(request, () => false);
    expect(made).toMatchObject({ madeAtUs: at(0), revision: 3, planUnits: 20000, chanceOfPlan: 1 });
    expect(made!.p50[0]).toBe(10);
    expect(await forecast(request, () => false)).toStrictEqual(made);
  });

  it('ends when it is cancelled', async () => {
    expect(await forecast(request, () => true)).toBeNull();
  });

  it('has a median between its points, and none outside of them', () => {
    const curve = { atUs: [100, 200], p50: [0, 50] } as never;
    expect([99, 100, 150, 200, 201].map((us) => medianAt(curve, us))).toEqual([null, 0, 25, 50, null]);
  });
});

describe('the plan of forecasts', () => {
  const window = { shift: 'day', fromUs: at(0), toUs: at(28800) };
  const moment = (s: number, more: Partial<Moment> = {}): Moment => ({ lineUs: at(s), wallUs: at(s), window, catchingUp: false, happened: [], ...more });
  const stopped = ['filler', 'packer', 'wrapper'].map((unit, i) => ({
    seq: i + 1,
    atUs: at(0),
    kind: 'state' as const,
    unit,
    from: 'Execute',
    to: 'Held',
    why: 'measured',
  }));

  it('begins with the shift, goes on every five minutes, and after a minute where the bottleneck changes state', () => {
    const plan = new ForecastPlan(line, null);
    const due = [0, 10, 290, 300, 310].map((s) => plan.due(moment(s)));
    expect(due).toEqual(['start', null, null, 'now', null]);
    expect(plan.due(moment(320, { happened: stopped }))).toBeNull();
    expect(plan.due(moment(360))).toBe('now');
    expect(plan.due(moment(420))).toBeNull();
  });

  it('makes only the opening one while catching up, and none outside the shifts', () => {
    const plan = new ForecastPlan(line, null);
    expect(plan.due(moment(5000, { catchingUp: true }))).toBe('start');
    expect(plan.due(moment(9000, { catchingUp: true }))).toBeNull();
    expect(plan.due(moment(9001))).toBe('now');
    expect(plan.due(moment(30000, { window: { shift: null, fromUs: at(28800), toUs: at(86400) } }))).toBeNull();
  });
});

describe('the twin over HTTP', () => {
  const seen: LineView = view(line, newMirror(line), {
    atUs: at(0),
    wallUs: at(0),
    speed: 1,
    catchingUp: false,
    modelVersion: 'v',
    forecast: null,
    start: null,
  });
  const twin = { lines: () => ['small', 'other'], has: (id: string) => id === 'small', view: () => ({ epoch: 'e', rev: 1, asOfUs: at(0), view: seen }) };
  const controller = new TwinController(twin as unknown as TwinService, { line: () => ({ definition: line.definition }) } as unknown as PlantService);
  const caller: Principal = { name: 'anna', scopes: [{ scope: 'read', line: 'small' }] };

  it('lists the lines that the caller may see', () => {
    const { items } = controller.list(caller);
    expect(items).toHaveLength(1);
    expect(LineSummary.parse(items[0])).toMatchObject({ id: 'small', freshness: 'none', planUnits: 20000, expectedGood: null });
  });

  it('knows no line that is not there', () => {
    expect(controller.one({ line: 'small' })).toMatchObject({ epoch: 'e', rev: 1 });
    expect(() => controller.one({ line: 'nowhere' })).toThrow(ProblemError);
  });
});
