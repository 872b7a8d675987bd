import { kpis } from '../../src/model/kpi.js';

const elements = { PBT: 28800, APT: 21600, AUST: 0, ADET: 7200, ADOT: 0, PDOT: 0, unknown: 0, PQ: 36000, GQ: 35000, RQ: 1000, PRI: 0.5 };

describe('ISO 22400 indicators', () => {
  it('multiply to OEE', () => {
    const k = kpis(elements);
    expect(k).toEqual({ availability: 0.75, effectiveness: 18000 / 21600, qualityRatio: 35 / 36, oee: 17500 / 28800 });
    expect(k.availability! * k.effectiveness! * k.qualityRatio!).toBeCloseTo(k.oee!, 12);
  });

  it('are null where there is nothing to divide by, and not clipped above one', () => {
    expect(kpis({ ...elements, PBT: 0, APT: 0, PQ: 0, GQ: 0 })).toEqual({ availability: null, effectiveness: null, qualityRatio: null, oee: null });
    expect(kpis({ ...elements, PRI: 1 }).effectiveness).toBeCloseTo(1.6667, 4);
  });
});
