import { LineEnergy } from '../../src/contract/line-energy.js';
import { LineEnergyController } from '../../src/energy/line-energy.controller.js';
import { LineEnergyService } from '../../src/energy/line-energy.service.js';
import { EnergyReadings } from '../../src/energy/readings.service.js';
import { MONDAY_06_UTC, reading } from '../model/mirror-lines.js';
import { jammedHour, twinApp, type TwinApp } from '../twin/small-app.js';

/**
 * The filler draws 6 kW, 3 kW as it jams, and is counted every five minutes only; the packer tells its power alone, 2 kW; of the
 * wrapper nothing is told.
 */
function metered() {
  let kwh = 100;
  return Array.from({ length: 361 }, (_, i) => 10 * i).flatMap((s) => {
    kwh += ((s > 1000 && s <= 1600 ? 3 : 6) * 10) / 3600;
    return [
      reading('small', s, 'filler', 'power', s >= 1000 && s < 1600 ? 3 : 6),
      ...(s % 300 === 0 ? [reading('small', s, 'filler', 'energy', kwh)] : []),
      ...(s % 60 === 0 ? [reading('small', s, 'packer', 'power', 2)] : []),
    ];
  });
}

let app: TwinApp;
beforeAll(async () => (app = await twinApp(LineEnergyController, [...jammedHour(), ...metered()], [LineEnergyService, EnergyReadings])));
beforeEach(() => (app.wall.us = MONDAY_06_UTC + 3600e6));
afterAll(() => app.close());

const energy = async (query = '') => {
  const { status, body } = await app.get(`/lines/small/energy${query}`);
  expect(status).toBe(200);
  return LineEnergy.parse(body);
};

describe('GET /api/v1/lines/:line/energy', () => {
  it('tells where the energy of the present shift went, by what the machines did: between readings that are far apart by their power', async () => {
    const { figures, machines, missing, waste } = await energy();
    expect([figures.fromUs, figures.toUs]).toEqual([MONDAY_06_UTC, MONDAY_06_UTC + 3600e6]);
    expect(machines.map(({ unit, by, kwh, accounts }) => [unit, by, kwh, Object.fromEntries(accounts.map(({ account, kwh: own }) => [account, own]))])).toEqual([
      ['filler', 'counter', expect.closeTo(5.5, 3), { execute: expect.closeTo(5, 3), down: expect.closeTo(0.5, 3) }],
      ['packer', 'power', expect.closeTo(2, 3), { execute: expect.closeTo(5 / 3, 3), starved: expect.closeTo(1 / 3, 3) }],
      ['wrapper', null, null, {}],
    ]); // prettier-ignore
    expect(missing).toEqual(['wrapper']);
    expect(waste.sources.map(({ source, kwh }) => [source, kwh])).toEqual([['packer', expect.closeTo(1 / 3, 3)]]);
    expect(figures).toMatchObject({ goodUnits: 3000, perThousandGoodKwh: expect.closeTo(2.5, 3), knownShare: expect.closeTo(2 / 3, 3) });
  });

  it('holds it against the window as long before it, of which nothing is known here', async () => {
    const { before } = await energy('?from=now-1h');
    expect(before).toMatchObject({ fromUs: MONDAY_06_UTC - 3600e6, toUs: MONDAY_06_UTC, kwh: null, goodUnits: null, knownShare: 0 });
    const half = await energy('?from=now-30min');
    expect(half.before).toMatchObject({ fromUs: MONDAY_06_UTC, kwh: expect.closeTo(2.5 + 1, 3) });
    expect(half.figures.kwh! + half.before.kwh!).toBeCloseTo((await energy()).figures.kwh!, 6);
  });

  it('has no cost where the plant file has no tariff, and says so', async () => {
    const { figures, profile } = await energy();
    expect([figures.costEur, figures.co2eKg, profile.notes.map(({ code }) => code).includes('no-contract')]).toEqual([null, null, true]);
  });

  it('what is not there, or cannot be asked, is a problem', async () => {
    expect((await app.get('/lines/large/energy')).body).toMatchObject({ type: '/problems/not-found' });
    for (const query of ['from=yesterday', 'from=now-8d', 'carrier=heat'])
      expect([query, (await app.get(`/lines/small/energy?${query}`)).status]).toEqual([query, 422]);
  });
});
