import { LineOee, LineStops, MachineReport } from '../../src/contract/line-oee.js';
import { LostTime } from '../../src/contract/lost-time.js';
import { OeeController } from '../../src/twin/oee.controller.js';
import { newMirror } from '../../src/model/mirror.js';
import { observe } from '../../src/model/assimilate.js';
import { view } from '../../src/model/view.js';
import { MONDAY_06_UTC, smallLine } from '../model/mirror-lines.js';
import { jammedHour, twinApp, type TwinApp } from './small-app.js';

let app: TwinApp;
beforeAll(async () => (app = await twinApp(OeeController, jammedHour())));
beforeEach(() => (app.wall.us = MONDAY_06_UTC + 3600e6));
afterAll(() => app.close());

describe('GET /api/v1/lines/:line/oee', () => {
  it('tells TRS of the present shift with its terms', async () => {
    const { status, body } = await app.get('/lines/small/oee');
    expect(status).toBe(200);
    const oee = LineOee.parse(body);
    expect([oee.fromUs, oee.toUs, oee.measuredAt, oee.unknownShare]).toEqual([MONDAY_06_UTC, MONDAY_06_UTC + 3600e6, ['filler'], 0]);
    expect(oee.kpis.find(({ id }) => id === 'trs')!.value).toBeCloseTo(3000 / 3600, 6);
    expect(oee.bridge.at(-1)).toEqual({ kind: 'level', level: 'tU', s: expect.closeTo(3000, 3) });
  });
});

it('the live twin tells the same OEE of the shift, also of items that lie in buffers at its end', async () => {
  const told = jammedHour().filter(({ unit, measuredAtUs }) => unit !== 'wrapper' || measuredAtUs < MONDAY_06_UTC + 3000e6);
  const [other, line, mirror] = [await twinApp(OeeController, told), smallLine(), newMirror(smallLine())];
  const atUs = MONDAY_06_UTC + 3600e6;
  other.wall.us = atUs;
  for (const observation of told.toSorted((a, b) => a.measuredAtUs - b.measuredAtUs)) observe(line, mirror, observation);
  const { output } = view(line, mirror, { atUs, wallUs: atUs, speed: 1, catchingUp: false, modelVersion: '', forecast: null, start: null });
  const { kpis } = LineOee.parse((await other.get('/lines/small/oee')).body);
  const value = (id: string) => kpis.find((kpi) => kpi.id === id)!.value;
  expect(output.elements.PQ).toBeLessThan(3000 - 400);
  expect([value('oee'), value('availability'), value('quality')]).toEqual([output.kpis.oee, output.kpis.availability, output.kpis.qualityRatio].map((part) => expect.closeTo(part!, 9))); // prettier-ignore
  await other.close();
});

describe('GET /api/v1/lines/:line/stops', () => {
  it('tells the stops with their reason, of all machines or of one, at most as many as asked for', async () => {
    const stops = LineStops.parse((await app.get('/lines/small/stops?unit=filler')).body);
    expect(stops.items).toEqual([
      {
        unit: 'filler',
        fromUs: MONDAY_06_UTC + 1000e6,
        began: true,
        toUs: MONDAY_06_UTC + 1600e6,
        whole: true,
        downS: 600,
        kind: 'breakdown',
        reason: null,
        machineReason: null,
        said: null,
        part: false,
        merged: null,
      },
    ]);
    expect([stops.total, stops.causes]).toEqual([1, [{ reason: null, breakdowns: 1, microStops: 0, downS: 600, share: 1, cumulativeShare: 1 }]]);
    expect((await app.get('/lines/small/stops?unit=wrapper')).body).toMatchObject({ total: 0, items: [], causes: [] });
  });
});

describe('GET /api/v1/lines/:line/lost-time', () => {
  it('tells of one account of the bridge what it is put down to, and stops of a loss are those where the line is measured', async () => {
    const lost = LostTime.parse((await app.get('/lines/small/lost-time?account=down')).body);
    expect([lost.account, lost.total, lost.causes]).toEqual([
      'down',
      1,
      [{ unit: null, outside: false, reason: null, stretches: 1, s: 600, share: 1, cumulativeShare: 1 }],
    ]);
    const totals = ['stops?loss=down', 'stops?loss=minor-stop', 'lost-time?account=starved'].map((path) => app.get(`/lines/small/${path}`));
    expect((await Promise.all(totals)).map(({ body }) => body.total)).toEqual([1, 0, 0]);
    for (const query of ['lost-time', 'lost-time?account=speed', 'stops?loss=starved'])
      expect([query, (await app.get(`/lines/small/${query}`)).status]).toEqual([query, 422]);
  });
});

describe('GET /api/v1/lines/:line/machines/:unit', () => {
  it('tells how reliable a machine was', async () => {
    const report = MachineReport.parse((await app.get('/lines/small/machines/filler')).body);
    expect([report.unit, report.mtbf.n, report.mtbf.mean, report.mttr.mean, report.power, report.rate]).toEqual(['filler', 1, 3000, 600, null, null]);
  });
});

it('what is not there, or cannot be asked, is a problem', async () => {
  for (const path of ['/lines/large/oee', '/lines/large/stops', '/lines/small/machines/mixer', '/lines/small/stops?unit=mixer']) {
    expect([path, await app.get(path)]).toEqual([path, { status: 404, type: expect.stringContaining('problem+json'), body: expect.objectContaining({ type: '/problems/not-found' }) }]); // prettier-ignore
  }
  for (const query of ['oee?from=yesterday', 'oee?unit=filler', 'stops?limit=0', 'stops?from=now-8d', 'machines/filler?to=now-2h&from=now-1h']) {
    expect([query, (await app.get(`/lines/small/${query}`)).status]).toEqual([query, 422]);
  }
});
