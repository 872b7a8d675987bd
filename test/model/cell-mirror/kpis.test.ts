import { CellKpiGroup } from '../../../src/contract/cell-kpi.js';
import { kpisOf } from '../../../src/model/cell-mirror/kpis.js';
import { cellOf, HOUR, MONDAY_US, product, unit } from '../cell/cells.js';
import { ask, DAY_US, kpi, lot, row, shiftOf, step, termsOf, valueOf, WEEK } from './ledger.js';

const A1 = { lot: 'A1', product: 'alpha' };
const mixed = lot('A1', 'alpha', [step('mix', 'mixer', 30, 420, { itemsIn: 1000, good: 950, rejected: 50 })], { outcome: null, endedUs: null });

/** Eight hours of a mixer: 27,000 s of planned busy time, 600 s of maintenance, 1,200 s of which nothing was heard. */
const MIXER = [
  row('mixer', { timeS: { idle: 1800, cleaning: 1800, maintenance: 600, unknown: 1200 } }),
  row('mixer', {
    ...A1,
    step: 'mix',
    timeS: { execute: 14400, down: 1200, 'minor-stop': 600, persons: 1200, 'set-up': 1800, starved: 3000, blocked: 1200 },
    processed: 1000,
    rejected: 50,
    stops: 2,
    minorStops: 5,
  }),
];

describe('KPIs of a batch unit', () => {
  const [group] = ask(MIXER, [mixed], { by: 'source' });

  it('have elements that add up to the window, unknown time in none but its own', () => {
    expect(group!.elements).toEqual({
      PBT: 27000,
      APT: 14400,
      AUST: 3600,
      ADET: 7200,
      ADOT: 1800,
      PDOT: 600,
      unknown: 1200,
      waiting: 5400,
      PQ: 1000,
      GQ: 950,
      RQ: 50,
      PRI: 3.6, // an hour of phases for a batch of 1,000
    });
    expect(group).toMatchObject({ windowS: 28800, unknownShare: 1200 / 28800, unit: 'mixer', measuredAt: ['mixer'], bottleneck: null });
    expect(group).toMatchObject({ fromUs: shiftOf(0), toUs: shiftOf(0) + 8 * HOUR, name: { en: 'mixer' } });
  });

  it.each([
    ['oee', 3420 / 27000],
    ['availability', 14400 / 27000],
    ['effectiveness', 3600 / 14400],
    ['quality', 0.95],
    ['nee', (18000 / 27000) * (3600 / 14400) * 0.95],
    ['allocationEfficiency', 25200 / 27000],
    ['utilizationEfficiency', 14400 / 25200],
    ['technicalEfficiency', 14400 / 21600],
    ['setupRatio', 3600 / 18000],
    ['scrapRatio', 0.05],
    ['correctiveMaintenanceRatio', 1200 / 1800],
    ['trs', 3420 / 25200], // without maintenance and idle time
    ['trg', 3420 / 27600],
    ['tre', 3420 / 27600],
    ['operationalAvailability', 15000 / 25200], // minor stops are lost performance, not availability
    ['performanceRate', 3600 / 15000],
    ['qualityRate', 0.95],
    ['loadRate', 25200 / 27600],
    ['engagementRate', 1],
    ['mtbf', 2],
    ['mttr', 1 / 6],
    ['timeBetweenMinorStops', 0.8],
    ['unknownShare', 1 / 24],
  ])('%s is worked out by hand', (id, value) => {
    expect(valueOf(group!, id)).toBeCloseTo(value, 12);
  });

  it('show their denominator, down to accounts and to the items of each product', () => {
    expect(kpi(group!, 'trs')).toMatchObject({
      formula: 'tU / tR',
      source: 'NF E60-182',
      name: { fr: 'TRS, taux de rendement synthétique : temps utile / temps requis' },
    });
    expect(termsOf(group!, 'trs')).toEqual({ tU: 3420, tR: 25200 });
    const [useful, required] = kpi(group!, 'trs').terms;
    expect(useful!.parts).toEqual([{ kind: 'planned', source: 'mixer', product: 'alpha', step: 'mix', items: 950, PRI: 3.6, value: 3420 }]);
    expect(required!.parts.map((part) => (part.kind === 'account' ? [part.account, part.value] : []))).toEqual([
      ['execute', 14400],
      ['set-up', 1800],
      ['cleaning', 1800],
      ['starved', 3000],
      ['blocked', 1200],
      ['persons', 1200],
      ['down', 1200],
      ['minor-stop', 600],
    ]);
  });

  it('are TRS, TRG and TRE of one useful time by ever more time', () => {
    const rows = [...MIXER, row('mixer', { shift: null, shiftFromUs: shiftOf(0) + 8 * HOUR, timeS: { off: 57600 } })];
    const [mixer] = ask(rows, [mixed], { by: 'source' });
    expect(valueOf(mixer!, 'tre')).toBeCloseTo(3420 / 85200, 12);
    const product = ['operationalAvailability', 'performanceRate', 'qualityRate'].reduce((value, id) => value * valueOf(mixer!, id)!, 1);
    expect(product).toBeCloseTo(valueOf(mixer!, 'trs')!, 12);
    expect(valueOf(mixer!, 'trs')! * valueOf(mixer!, 'loadRate')!).toBeCloseTo(valueOf(mixer!, 'trg')!, 12);
    expect(valueOf(mixer!, 'trg')! * valueOf(mixer!, 'engagementRate')!).toBeCloseTo(valueOf(mixer!, 'tre')!, 12);
  });

  it('that are above 100 % by planned time are remarked upon, no others', () => {
    const remarks = ([group]: ReturnType<typeof ask>) => group!.kpis.flatMap(({ id, remark }) => (remark === null ? [] : [id]));
    expect(remarks(ask(MIXER, [mixed], { by: 'source' }))).toEqual([]);
    const timely = row('mixer', { ...MIXER.find(({ processed }) => processed > 0)!, timeS: { execute: 3000 }, processed: 1000, rejected: 50 });
    const [fast] = [ask([timely], [mixed], { by: 'source' })];
    expect(valueOf(fast[0]!, 'effectiveness')).toBeCloseTo(1.2, 12);
    expect(remarks(fast)).toEqual(['oee', 'effectiveness', 'nee', 'trs', 'trg', 'tre', 'performanceRate']);
    const barely = ask([{ ...timely, timeS: { execute: 3599.9 } }], [mixed], { by: 'source' });
    expect(remarks(barely)).toEqual([]); // 100.0 % as it is written
  });

  it('are null where there is nothing to divide by', () => {
    const [rests] = ask([row('mixer', { timeS: { off: 3600 } })], [], { by: 'source' });
    for (const id of ['oee', 'availability', 'effectiveness', 'quality', 'nee', 'trs', 'trg', 'setupRatio', 'mtbf', 'mttr', 'energyPerThousand']) {
      expect([id, valueOf(rests!, id)]).toEqual([id, null]);
    }
    expect(valueOf(rests!, 'tre')).toBe(0);
    expect(rests!.elements!.PRI).toBeNull();
    expect(rests!.energy).toMatchObject({ totalKwh: 0, unitsShare: null, perThousandGoodKwh: null });
  });

  it('keep to their contract', () => {
    expect(() => CellKpiGroup.parse(group)).not.toThrow();
  });
});

describe('planned run time per item', () => {
  const execute = { timeS: { execute: 7200 } };
  const pri = (rows: Parameters<typeof ask>[0], lots: Parameters<typeof ask>[1]) => ask(rows, lots, { by: 'unit' })[0]!.elements!.PRI;

  it('counts the batch as it was: ten minutes and 6 s for each of 400 items that came, over the 360 that became of them', () => {
    const dried = lot('A1', 'alpha', [step('dry', 'dryer.2', 0, 90, { itemsIn: 400, good: 324, rejected: 36 })]);
    expect(pri([row('dryer.2', { ...A1, ...execute, step: 'dry', processed: 360, rejected: 36 })], [dried])).toBeCloseTo((600 + 2400) / 360, 12);
  });

  it('is that of a batch of the file where the record of the lot is gone', () => {
    expect(pri([row('dryer.1', { ...A1, ...execute, step: 'dry', processed: 800 })], [])).toBeCloseTo((600 + 6000) / 1000, 12);
    expect(pri([row('mixer', { lot: 'B1', product: 'beta', ...execute, step: 'mix', processed: 500 })], [])).toBeCloseTo(1200 / 500, 12);
  });

  it('of items without a known product is the mean of the others on the unit, and null where none is known', () => {
    const unknown = row('mixer', { lot: 'X', ...execute, processed: 100 });
    const [both] = ask([unknown, row('mixer', { ...A1, ...execute, step: 'mix', processed: 1000 })], [], { by: 'unit' });
    expect(termsOf(both!, 'oee')).toEqual({ tU: expect.closeTo(3.6 * 1100, 9) as number, PBT: 14400 });
    const [alone] = ask([unknown], [], { by: 'unit' });
    expect(alone!.elements).toMatchObject({ PRI: null, PQ: 100 });
    expect([valueOf(alone!, 'oee'), valueOf(alone!, 'trs'), valueOf(alone!, 'quality')]).toEqual([null, null, 1]);
  });

  it('is summed item by item where products differ, not averaged', () => {
    const rows = [
      row('mixer', { ...A1, step: 'mix', timeS: { execute: 3600 }, processed: 1000, rejected: 500 }),
      row('mixer', { lot: 'B1', product: 'beta', step: 'mix', timeS: { execute: 1200 }, processed: 500 }),
    ];
    const [mixer] = ask(rows, [], { by: 'unit' });
    expect(valueOf(mixer!, 'oee')).toBeCloseTo((3.6 * 500 + 2.4 * 500) / 4800, 12);
  });
});

describe('a unit of several slots', () => {
  it('adds their times up', () => {
    const rows = [row('dryer.1', { timeS: { execute: 100, off: 50 } }), row('dryer.2', { timeS: { idle: 100, unknown: 50 } })];
    const [dryer] = ask(rows, [], { by: 'unit' });
    expect(dryer).toMatchObject({ key: { unit: 'dryer' }, measuredAt: ['dryer.1', 'dryer.2'], windowS: 300, unknownShare: 1 / 6 });
    expect(valueOf(dryer!, 'availability')).toBe(0.5);
    expect(ask(rows, [], { by: 'source' }).map(({ key, windowS }) => [key.source, windowS])).toEqual([
      ['dryer.1', 150],
      ['dryer.2', 150],
    ]);
  });
});

const pack = { ...A1, step: 'pack' };
/** An hour of the line: the packer works for 50 minutes and makes 390 boxes, of which 10 are rejected, and 5 more by the labeller. */
const LINE = [
  row('line', { ...pack, timeS: { execute: 3600 }, processed: 400, rejected: 25, kwh: { execute: { electricity: 9 } } }),
  row('line.filler', { ...pack, timeS: { execute: 3000, blocked: 600 }, processed: 8000, rejected: 200, kwh: { execute: { electricity: 4 } } }),
  row('line.packer', {
    ...pack,
    timeS: { execute: 3000, 'minor-stop': 600 },
    processed: 390,
    rejected: 10,
    minorStops: 4,
    kwh: { execute: { electricity: 3 } },
  }),
  row('line.labeller', { ...pack, timeS: { execute: 2500, starved: 1100 }, processed: 380, rejected: 5, kwh: { execute: { electricity: 2 } } }),
];

describe('a segment', () => {
  it('is measured at its slowest machine and at the last counted good units, by its ideal rate: no product of machines', () => {
    const [line] = ask(LINE, [], { by: 'segment' });
    expect(line).toMatchObject({
      key: { unit: 'line' },
      measuredAt: ['line.packer'],
      windowS: 3600,
      counts: { good: 375, rejected: 15, processed: 390, minorStops: 4 },
    });
    expect(line!.elements).toMatchObject({ APT: 3000, ADET: 600, PBT: 3600, PRI: 7.5 });
    expect(valueOf(line!, 'oee')).toBeCloseTo((375 / 8) * (60 / 3600), 12);
    expect(valueOf(line!, 'oee')).toBeCloseTo(valueOf(line!, 'availability')! * valueOf(line!, 'effectiveness')! * valueOf(line!, 'quality')!, 12);
  });

  it('has machines of their own, each by its own rate and in its own items', () => {
    const sources = ask(LINE, [], { by: 'source', filter: { unit: 'line' } });
    expect(sources.map(({ key, elements }) => [key.source, elements!.PRI])).toEqual([
      ['line', 7.5],
      ['line.filler', expect.closeTo(0.3, 12)],
      ['line.packer', expect.closeTo(7.5, 12)],
      ['line.labeller', 5],
    ]);
    expect(valueOf(sources[1]!, 'oee')).toBeCloseTo((0.3 * 7800) / 3600, 12);
  });

  it('counts its energy once: the meter of the unit, or its machines where the unit has none', () => {
    const total = (rows: typeof LINE) => ask(rows, [], { by: 'segment' })[0]!.energy.totalKwh;
    expect(total(LINE)).toBe(9);
    expect(total(LINE.map((one) => (one.source === 'line' ? { ...one, kwh: {} } : one)))).toBe(9);
    expect(ask(LINE, [], { by: 'source' }).map(({ energy }) => energy.totalKwh)).toEqual([9, 4, 3, 2]);
  });

  it('whose machines stand idle does what its unit tells of that time: it waits for people, and is not without an order', () => {
    const rows = [
      row('line', { timeS: { idle: 300, starved: 900 } }),
      row('line', { ...pack, timeS: { persons: 600, execute: 3000 } }),
      row('line.packer', { timeS: { idle: 1200 } }),
      row('line.packer', { ...pack, timeS: { idle: 500, execute: 2800, starved: 300 }, minorStops: 1 }),
      row('line.labeller', { ...pack, timeS: { execute: 3600 } }),
    ];
    const [line] = ask(rows, [], { by: 'segment' });
    expect(line!.accountsS).toEqual({ idle: 300, starved: 1200, persons: 500, execute: 2800 });
    expect(line).toMatchObject({ windowS: 4800, elements: { ADOT: 300, ADET: 1700 } });
    const machine = ask(rows, [], { by: 'source', filter: { source: 'line.packer' } })[0]!;
    expect(machine.accountsS).toEqual({ idle: 1700, execute: 2800, starved: 300 });
    const alone = ask(rows.slice(2), [], { by: 'segment' })[0]!;
    expect(alone.accountsS).toEqual({ idle: 1700, execute: 2800, starved: 300 });
  });

  it('of which only the unit is heard is measured there', () => {
    const [line] = ask([LINE[0]!], [], { by: 'segment' });
    expect(line).toMatchObject({ measuredAt: ['line'], counts: { good: 375, rejected: 25 }, elements: { APT: 3600, PRI: 7.5 } });
  });
});

describe('a segment whose items pass the slowest machine by', () => {
  const end = (id: string, rate: string) => ({
    id,
    type: 'm',
    name: { en: id, fr: id },
    item: 'box',
    rate,
    next: [],
    power: { standby: '1 kW', idle: '1 kW', execute: '1 kW' },
  });
  const forked = cellOf({
    units: [
      unit('fork', {
        flow: { stations: [{ ...end('first', '100 /min'), next: [{ to: 'fast' }, { to: 'slow' }] }, end('fast', '30 /min'), end('slow', '10 /min')] },
      }),
    ],
    products: [product('alpha', 1000, [{ id: 'pack', units: ['fork'] }])],
  });
  const rows = [
    row('fork.first', { timeS: { execute: 3600 }, processed: 1500, rejected: 100 }),
    row('fork.fast', { timeS: { execute: 2400, down: 1200 }, processed: 1200, stops: 1 }),
    row('fork.slow', { timeS: { execute: 3600 }, processed: 600, rejected: 60 }),
  ];

  it('is measured at its ends, each with its share of the ideal flow: 30 and 10 of 40/min', () => {
    const [line] = kpisOf(forked, rows, [], { ...WEEK, by: 'segment' });
    expect(line).toMatchObject({ measuredAt: ['fork.fast', 'fork.slow'], windowS: expect.closeTo(3600, 9) as number, counts: { good: 1740, rejected: 60 } });
    expect(line!.elements).toMatchObject({
      APT: expect.closeTo(2700, 9) as number,
      ADET: expect.closeTo(900, 9) as number,
      PRI: expect.closeTo(1.5, 12) as number,
    });
    expect(valueOf(line!, 'oee')).toBeCloseTo(1740 / 2400, 12);
  });
});

describe('a cell', () => {
  const busy = row('mixer', { ...A1, step: 'mix', timeS: { execute: 900, idle: 100, off: 9000 }, processed: 10 });
  const waits = row('dryer.1', { ...A1, step: 'dry', timeS: { execute: 1500, down: 300, starved: 2200 }, processed: 10 });

  it('is measured at its bottleneck, which is named: the unit that is busy for the greatest share of its planned busy time', () => {
    const [cell] = ask([busy, waits, ...LINE], [], { by: 'cell' });
    expect(cell).toMatchObject({ unit: 'line', measuredAt: ['line.packer'], bottleneck: { unit: 'line', busyShare: 1 } });
    const [without] = ask([busy, waits], [], { by: 'cell' });
    expect(without).toMatchObject({ unit: 'mixer', bottleneck: { unit: 'mixer', busyShare: 0.9 }, windowS: 10000, elements: { APT: 900 } });
  });

  it('has the same bottleneck in all its shifts and products', () => {
    const tuesday = { ...waits, shiftFromUs: shiftOf(1) };
    expect(ask([busy, tuesday], [], { by: 'shift' }).map(({ key, unit, windowS }) => [key.shiftFromUs, unit, windowS])).toEqual([
      [shiftOf(0), 'mixer', 10000],
      [shiftOf(1), 'mixer', 0],
    ]);
  });

  it('has no times where no unit was meant to work, and its energy all the same', () => {
    const [cell] = ask([row('mixer', { timeS: { off: 3600 }, kwh: { off: { electricity: 2 } } })], [], { by: 'cell' });
    expect(cell).toMatchObject({ unit: null, bottleneck: null, elements: null, energy: { totalKwh: 2, byAccountKwh: { off: 2 } } });
    expect(cell!.kpis.map(({ id }) => id)).toContain('energyPerBatch');
  });
});

describe('the window', () => {
  const days = [0, 1, 2].map((n) => row('mixer', { shiftFromUs: shiftOf(n), timeS: { execute: 100 } }));

  it('holds the shifts that begin in it, whole', () => {
    const [cell] = ask(days, [], { by: 'cell', fromUs: shiftOf(0) + 1, toUs: shiftOf(2) });
    expect(cell).toMatchObject({ windowS: 100, fromUs: shiftOf(1), toUs: shiftOf(1) + 8 * HOUR });
  });

  it('ends with the next shift or the day of time outside the shifts, and with the day of a source without a calendar', () => {
    const rest = (shiftFromUs: number) => ask([row('mixer', { shift: null, shiftFromUs, timeS: { off: 1 } })], [], { by: 'source' })[0]!.toUs;
    expect(rest(shiftOf(0) + 8 * HOUR)).toBe(MONDAY_US + DAY_US);
    expect(rest(MONDAY_US + DAY_US)).toBe(shiftOf(1));
    const air = row('utilities.air', { shift: null, shiftFromUs: MONDAY_US });
    expect(ask([air], [], { by: 'source' })[0]!.toUs).toBe(MONDAY_US + DAY_US);
  });

  it('leaves out what the cell does not have, and answers nothing where nothing is left', () => {
    expect(ask([row('ghost', { timeS: { execute: 1 } })], [], { by: 'cell' })).toEqual([]);
    expect(ask(days, [], { by: 'cell', filter: { unit: 'ghost' } })).toEqual([]);
    expect(ask(days, [], { by: 'cell', ...WEEK, toUs: WEEK.fromUs })).toEqual([]);
  });
});
