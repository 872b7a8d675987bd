import { lotNowRows, orderRows } from '../../web/src/panels/cell/cell-files.js';
import { wasteHead, wasteRows } from '../../web/src/panels/cell-energy/waste-file.js';
import { stayRows, stepRows, testRows } from '../../web/src/panels/lot/lot-files.js';
import { lotRecord } from '../lot-record.js';
import { wordsOf } from './words.js';

const at = (minute: number) => Date.UTC(2026, 10, 22, 6, minute) * 1000;

describe('tables as files', () => {
  it('steps of a lot have a column for each carrier and utility that one of them used, and nothing where one is not known', () => {
    const step = { step: 'dry', source: 'dryer', fromUs: at(0), toUs: null, itemsIn: 10, good: null, rejected: null, phases: [], kwh: {}, utilities: {} };
    const record = lotRecord({ steps: [{ ...step, kwh: { electricity: 3.25 } }, { ...step, fromUs: null, utilities: { air: 7 } }] }); // prettier-ignore
    expect(stepRows(record)).toEqual([
      ['step', 'source', 'from', 'to', 'itemsIn', 'good', 'rejected', 'electricityKwh', 'air'],
      ['dry', 'dryer', '2026-11-22T06:00:00.000Z', null, 10, null, null, 3.25, null],
      ['dry', 'dryer', null, null, 10, null, null, null, 7],
    ]);
  });

  it('stays and tests of a lot stand by their ids', () => {
    const record = lotRecord({
      stays: [{ what: 'stored', where: 'bulk', fromUs: at(1), toUs: at(2) }],
      tests: [{ release: 'end', test: 'identity', result: 'pass', atUs: at(3) }],
    });
    expect(stayRows(record)[1]).toEqual(['stored', 'bulk', '2026-11-22T06:01:00.000Z', '2026-11-22T06:02:00.000Z']);
    expect(testRows(record)[1]).toEqual(['identity', 'end', 'pass', '2026-11-22T06:03:00.000Z']);
  });

  it('what was used where nothing was made has heads in the language of the screen with units, and names beside the ids', () => {
    const waste = { source: 'line-1', seconds: 216_436.693, kwh: 12.5, costEur: null, co2eKg: 1, meanKw: 2, share: 0.25 };
    expect(wasteHead(wordsOf('fr'))).toEqual([
      ...['Équipement', 'id', 'Durée [s]', 'Énergie [kWh]', 'Coût [€]', 'CO₂e [kg]', 'Puissance moyenne [kW]', 'De son énergie [%]'],
    ]);
    expect(wasteRows([waste], () => 'Ligne blisters 1')).toEqual([['Ligne blisters 1', 'line-1', 216_437, 12.5, null, 1, 2, 25]]);
  });

  it('what is simulated of orders and lots under way says so in its head, and is empty where it is not known', () => {
    const order = { order: 'o', product: 'gel', batches: 2, releasedUs: null, dueUs: at(5), doneUs: null, begun: 1, ended: 0, lost: 0 };
    expect(orderRows([order, { ...order, order: 'p', dueUs: null }], new Map([['o', 0.75]]), 'sim')).toEqual([
      ['order', 'product', 'batches', 'begun', 'ended', 'lost', 'due', 'onTime (sim)'],
      ['o', 'gel', 2, 1, 0, 0, '2026-11-22T06:05:00.000Z', 0.75],
      ['p', 'gel', 2, 1, 0, 0, null, null],
    ]);
    const lot = { lot: 'L', product: 'gel', order: null, items: 5, begunUs: null, step: null, where: 'between' as const, at: null, sinceUs: null };
    const [head, known, later] = lotNowRows([lot, { ...lot, lot: 'M' }], new Map([['L', { p10: at(1), p50: at(2), p90: null }]]), 'sim');
    expect(head!.slice(-3)).toEqual(['end p10 (sim)', 'end p50 (sim)', 'end p90 (sim)']);
    expect(known!.slice(-3)).toEqual(['2026-11-22T06:01:00.000Z', '2026-11-22T06:02:00.000Z', null]);
    expect(later!.slice(-3)).toEqual([null, null, null]);
  });
});
