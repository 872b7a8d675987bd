import { LineLosses } from '../../src/contract/losses.js';
import { LossesController } from '../../src/twin/losses.controller.js';
import { MONDAY_06_UTC } from '../model/mirror-lines.js';
import { jammedHour, twinApp, type TwinApp } from './small-app.js';

const at = (s: number) => MONDAY_06_UTC + s * 1e6;

let app: TwinApp;
const get = (query = '', line = 'small') => app.get(`/lines/${line}/losses${query}`);
beforeAll(async () => (app = await twinApp(LossesController, jammedHour())));
beforeEach(() => (app.wall.us = at(3600)));
afterAll(() => app.close());

describe('GET /api/v1/lines/:line/losses', () => {
  it('tells of the present shift who held the line and where its units went', async () => {
    const { status, body } = await get();
    expect(status).toBe(200);
    const losses = LineLosses.parse(body);
    expect(losses).toMatchObject({ line: 'small', from: '2026-01-05T06:00:00.000Z', to: '2026-01-05T07:00:00.000Z', unknownShare: 0, notes: [] });
    expect(losses.waterfall).toEqual({
      measuredAt: ['filler'],
      theoreticalUnits: expect.closeTo(3600, 6),
      losses: [{ loss: 'breakdown', unit: 'filler', lostUnits: expect.closeTo(600, 6) }],
      goodUnits: expect.closeTo(3000, 6),
    });
    expect(losses.bottleneck!.now).toEqual({ unit: 'filler', since: '2026-01-05T06:00:00.000Z' });
    expect(losses.bottleneck!.activePeriod.map(({ unit, momentary }) => [unit, momentary])).toEqual([
      ['filler', 1],
      ['packer', 0],
      ['wrapper', 0],
    ]);
    expect(losses.bottleneck!.turningPoint.units[1]!.starved!.mean).toBeCloseTo(600 / 3600, 9);
  });

  it('takes from and to as the series do, and what was not heard for unknown', async () => {
    app.wall.us = at(8 * 3600);
    const { body } = await get('?from=2026-01-05T06:30:00Z&to=2026-01-05T07:30:00Z');
    expect(body).toMatchObject({ from: '2026-01-05T06:30:00.000Z', to: '2026-01-05T07:30:00.000Z' });
    expect(body.unknownShare).toBeCloseTo(0.5, 2);
    const unknown = body.waterfall.losses.find(({ loss }: { loss: string }) => loss === 'unknown');
    expect(unknown).toEqual({ loss: 'unknown', unit: 'filler', lostUnits: expect.closeTo(1800, 0) });
    const half = await get('?from=now-7h&to=now-6.5h');
    expect(half.status).toBe(422);
  });

  it('tells between two shifts of the last one', async () => {
    app.wall.us = at(10 * 3600);
    const { body } = await get();
    expect(body).toMatchObject({ from: '2026-01-05T06:00:00.000Z', to: '2026-01-05T16:00:00.000Z' });
    expect(body.waterfall.losses[0]).toEqual({ loss: 'not-planned', unit: null, lostUnits: expect.closeTo(7200, 6) });
  });

  it('tells null where nothing is known', async () => {
    const { body } = await get('?from=2026-01-06T06:00:00Z&to=2026-01-06T07:00:00Z');
    expect(body).toMatchObject({ issues: [{ pointer: '/from' }] }); // that is after now
    app.wall.us = at(3 * 86400);
    const later = await get('?from=2026-01-06T06:00:00Z&to=2026-01-06T07:00:00Z');
    expect(later.body).toMatchObject({ unknownShare: 1, bottleneck: null, waterfall: null });
  });

  it('answers a problem to a query that cannot be, and to a line that is not there', async () => {
    for (const query of ['?from=yesterday', '?to=2026-01-05', '?form=now-8h', '?from=now-1h&to=now-2h', '?from=now-8d']) {
      const { status, type, body } = await get(query);
      expect([query, status, type]).toEqual([query, 422, expect.stringContaining('application/problem+json')]);
      expect(body).toMatchObject({
        type: '/problems/validation',
        issues: [{ pointer: expect.stringMatching(/^\/(from|to|form)?$/), detail: expect.any(String) }],
      });
    }
    expect(await get('', 'large')).toMatchObject({ status: 404, body: { type: '/problems/not-found', detail: 'there is no line large' } });
  });
});
