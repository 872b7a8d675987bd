import type { CellLookAhead } from '../../src/contract/cell-view.js';
import { liveView } from '../../src/cells/live-view.js';
import { definition, sourceView } from '../web/cell-view.js';
import { T0 } from '../web/view.js';

const ahead = (steps: CellLookAhead['steps']): CellLookAhead => ({
  madeUs: T0,
  untilUs: T0 + 1,
  replications: 100,
  products: [],
  lots: [],
  orders: [],
  steps,
  kwh: { p10: 0, p50: 0, p90: 0 },
  notes: [],
});
const electricity = { kw: null, expectedKw: null, metered: 0, heard: 0 };
const hours = (mean: number) => ({ mean: mean * 3600, low: mean * 3600, high: mean * 3600 });

describe('what remains of a step', () => {
  const remaining = (shift: CellLookAhead | null, week: CellLookAhead | null) =>
    liveView(
      {
        cell: definition.id,
        asOfUs: T0,
        units: [sourceView('blender', 'execute', { lot: 'L1' }), sourceView('dryer.1', 'execute', { lot: 'L2' })],
        machines: [],
        lots: [],
        stores: {},
        orders: [],
        utilities: [],
        zones: [],
      },
      { definition, modelVersion: 'v', wallUs: T0, heardAtUs: T0, catchingUp: false, electricity, findings: [], alarms: {}, shift, week },
    ).units;

  it('is that of the look ahead of the shift, of a longer step that of the week', () => {
    const shift = ahead([
      { source: 'blender', lot: 'L1', remainingS: hours(1) },
      { source: 'dryer.1', lot: 'L2', remainingS: null },
    ]);
    const week = ahead([
      { source: 'blender', lot: 'L1', remainingS: hours(2) },
      { source: 'dryer.1', lot: 'L2', remainingS: hours(30) },
    ]);
    const units = remaining(shift, week);
    expect([units['blender']!.remainingS, units['dryer.1']!.remainingS]).toEqual([hours(1), hours(30)]);
    expect(remaining(null, null)['blender']!.remainingS).toBeNull();
  });

  it('is not that of the lot before', () => {
    expect(remaining(ahead([{ source: 'blender', lot: 'L0', remainingS: hours(1) }]), null)['blender']!.remainingS).toBeNull();
  });
});
