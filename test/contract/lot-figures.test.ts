import type { LotRecord, LotStep } from '../../src/contract/cell-view.js';
import { kwhOfLot, staysSeen, waitingOfLot } from '../../src/contract/lot-figures.js';
import { lotRecord } from '../lot-record.js';

const step = (fromS: number | null, toS: number | null, kwh: LotStep['kwh'] = {}): LotStep => ({
  step: 'mix',
  source: 'mixer',
  fromUs: fromS === null ? null : fromS * 1e6,
  toUs: toS === null ? null : toS * 1e6,
  itemsIn: 1,
  good: null,
  rejected: null,
  phases: [],
  kwh,
  utilities: {},
});

describe('energy of a lot', () => {
  it('is that of its steps over all carriers; null where nothing was metered', () => {
    expect(kwhOfLot(lotRecord({ steps: [step(0, 10, { electricity: 2, heat: 3 }), step(20, 30, { electricity: 1 })] }))).toBe(6);
    expect(kwhOfLot(lotRecord({ steps: [step(0, 10)] }))).toBeNull();
  });
});

describe('stays of a lot as people see them', () => {
  it('are without waits below a second, and with every decision', () => {
    const stay = (what: 'stored' | 'held' | 'released', ms: number | null) => ({ what, where: 's', fromUs: 0, toUs: ms === null ? null : ms * 1000 });
    const stays = [stay('stored', 2), stay('held', 999), stay('stored', 1000), stay('held', null), stay('released', 0)];
    expect(staysSeen(stays)).toEqual(stays.slice(2));
  });
});

describe('waiting of a lot', () => {
  it('is its time without a step, up to its end or to now', () => {
    const steps = [step(10, 30), step(50, 60)];
    expect(waitingOfLot(lotRecord({ steps, endedUs: 100e6, outcome: 'done' }), 999e6)).toBe(70);
    expect(waitingOfLot(lotRecord({ steps }), 80e6)).toBe(50);
    expect(waitingOfLot(lotRecord({ steps: [step(10, null)] }), 80e6)).toBe(10);
  });

  it('counts steps that overlap, as loading does, once', () => {
    expect(waitingOfLot(lotRecord({ steps: [step(0, 30), step(20, 40)] }), 50e6)).toBe(10);
  });

  it('begins, for a lot that came of others, with what was heard first of itself', () => {
    const stays: LotRecord['stays'] = [{ what: 'stored', where: 'cold', fromUs: 100e6, toUs: 120e6 }];
    expect(waitingOfLot(lotRecord({ parents: ['P'], stays, steps: [step(120, 150)] }), 150e6)).toBe(20);
    expect(waitingOfLot(lotRecord({ parents: ['P'] }), 150e6)).toBeNull();
  });

  it('is not known where a beginning was not heard', () => {
    expect(waitingOfLot(lotRecord({ begunUs: null, steps: [step(10, 20)] }), 50e6)).toBeNull();
    expect(waitingOfLot(lotRecord({ steps: [step(null, 20)] }), 50e6)).toBeNull();
  });
});
