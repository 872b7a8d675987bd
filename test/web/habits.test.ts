import fc from 'fast-check';
import { curvesCsv } from '../../web/src/charts/curves-csv.js';
import type { ShownCurve } from '../../web/src/charts/plot-options.js';
import { exportAddress, tablesOf } from '../../web/src/habits/export-address.js';
import { shareThatFits } from '../../web/src/habits/fit-tables.js';
import { find, type Findable } from '../../web/src/habits/find.js';
import { ofCell, ofLine, ofPlacePages, ofPlantPages } from '../../web/src/habits/findables.js';
import { ALL_KEYS, readKeyChoice, wanted } from '../../web/src/habits/key-choice.js';
import type { PageWindow } from '../../web/src/habits/page.js';
import { PAGE_NAMES } from '../../web/src/habits/page-names.js';
import { beside, placeOf, placePath } from '../../web/src/habits/place.js';
import { readRecent, withRecent } from '../../web/src/habits/recent.js';
import { ALL_SHORTCUTS, keyPressed, SECOND_KEY_MS, SHORTCUT_GROUPS, type Shortcut } from '../../web/src/habits/shortcuts.js';
import { besideTarget, TOUR_STEPS } from '../../web/src/habits/tour-steps.js';
import { enHabits } from '../../web/src/i18n/en-habits.js';
import { followsNow, frozen, instantOf, moved, stretchOf, type WindowMove } from '../../web/src/habits/window-moves.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { lastLookedAt, nearestOf } from '../../web/src/shell/nearest.js';

const HOUR_US = 3600e6;
const NOW_US = Date.parse('2026-11-30T12:00:00Z') * 1000;

describe('keys', () => {
  const press = (keys: string, usable: readonly Shortcut[], gapMs = 100) => {
    let begun: ReturnType<typeof keyPressed>['begun'] = null;
    const done: Shortcut[] = [];
    for (const [i, key] of [...keys].entries()) {
      const pressed = keyPressed(key, i * gapMs, begun, usable);
      begun = pressed.begun;
      if (pressed.does) done.push(pressed.does);
    }
    return done;
  };

  it('do what they are for, alone or one after the other', () => {
    expect(press('/f', ALL_SHORTCUTS)).toEqual(['search', 'freeze']);
    expect(press('gogegd', ALL_SHORTCUTS)).toEqual(['overview', 'energy', 'data']);
  });

  it('that come late, or after another one, are no second keys', () => {
    expect(press('ge', ALL_SHORTCUTS, SECOND_KEY_MS + 1)).toEqual(['export']);
    expect(press('gzo', ALL_SHORTCUTS)).toEqual([]);
  });

  it('do nothing where the page does not have it, and nothing that a person does not want', () => {
    expect(press('f', ['help'])).toEqual([]);
    expect(press('gefp', wanted(ALL_SHORTCUTS, { off: false, without: ['energy', 'print'] }))).toEqual(['export', 'freeze']);
    expect(wanted(ALL_SHORTCUTS, { off: true, without: [] })).toEqual([]);
  });

  it('are each in one group of the help', () => {
    const grouped: Shortcut[] = Object.values(SHORTCUT_GROUPS).flat();
    expect(grouped.toSorted()).toEqual(ALL_SHORTCUTS.toSorted());
  });

  it('are all there where what was kept cannot be read', () => {
    expect([readKeyChoice(null), readKeyChoice('{'), readKeyChoice('null')]).toEqual([ALL_KEYS, ALL_KEYS, ALL_KEYS]);
    expect(readKeyChoice('{"off":true,"without":["freeze","nonsense"]}')).toEqual({ off: true, without: ['freeze'] });
  });
});

describe('the window of a page', () => {
  const window = (from: string, to: string, mostDays = 45, beganUs: number | null = null): PageWindow => ({
    from,
    to,
    mostS: mostDays * 86_400,
    beganUs,
    change: () => undefined,
  });

  it('is read as the server reads it', () => {
    expect(instantOf('now-90min', NOW_US)).toBe(NOW_US - 1.5 * HOUR_US);
    expect(instantOf('2026-11-30T13:00:00+01:00', NOW_US)).toBe(NOW_US);
    expect(instantOf(String(NOW_US / 1000), NOW_US)).toBe(NOW_US);
    expect(instantOf('soon', NOW_US)).toBeNull();
    expect(stretchOf(window('', 'now'), NOW_US)).toBeNull();
    expect(stretchOf(window('', 'now', 7, NOW_US - HOUR_US), NOW_US)).toEqual({ fromUs: NOW_US - HOUR_US, toUs: NOW_US });
    expect(stretchOf(window('now', 'now-1h'), NOW_US)).toBeNull();
  });

  it('moves by half of it, and what is counted back from now still is', () => {
    expect(moved(window('now-24h', 'now'), 'earlier', NOW_US)).toEqual({ from: 'now-36h', to: 'now-12h' });
    expect(moved(window('now-36h', 'now-12h'), 'later', NOW_US)).toEqual({ from: 'now-1d', to: 'now' });
    expect(moved(window('now-24h', 'now'), 'later', NOW_US)).toBeNull();
    expect(moved(window('now-36h', 'now-12h'), 'now', NOW_US)).toEqual({ from: 'now-1d', to: 'now' });
  });

  it('is doubled and halved about its end where that is now, else about its middle', () => {
    expect(moved(window('now-8h', 'now'), 'wider', NOW_US)).toEqual({ from: 'now-16h', to: 'now' });
    expect(moved(window('now-8h', 'now'), 'narrower', NOW_US)).toEqual({ from: 'now-4h', to: 'now' });
    expect(moved(window('2026-11-29T00:00:00Z', '2026-11-29T08:00:00Z'), 'wider', NOW_US)).toEqual({
      from: '2026-11-28T20:00:00Z',
      to: '2026-11-29T12:00:00Z',
    });
    expect(moved(window('now-5d', 'now', 7), 'wider', NOW_US)).toEqual({ from: 'now-7d', to: 'now' });
  });

  it('of a shift moves once it is known when that began', () => {
    expect(moved(window('', 'now', 7), 'earlier', NOW_US)).toBeNull();
    expect(moved(window('', 'now', 7, NOW_US - 4 * HOUR_US), 'earlier', NOW_US)).toEqual({ from: 'now-6h', to: 'now-2h' });
  });

  it('is written out in a link that is to show it later too', () => {
    expect(frozen({ fromUs: NOW_US - HOUR_US, toUs: NOW_US })).toEqual({ from: '2026-11-30T11:00:00Z', to: '2026-11-30T12:00:00Z' });
    expect([followsNow({ from: '', to: 'now' }), followsNow({ from: 'now-8h', to: '2026-11-30T12:00:00Z' })]).toEqual([true, false]);
  });

  it('never ends after now, is never longer than what is told of at once, and keeps its length when it is moved', () => {
    const move = fc.constantFrom<WindowMove>('earlier', 'later', 'wider', 'narrower', 'now');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 2, max: 5000 }), fc.boolean(), move, (agoMin, lengthMin, relative, how) => {
        const known = { fromUs: NOW_US - (agoMin + lengthMin) * 60e6, toUs: NOW_US - agoMin * 60e6 };
        const texts = relative ? { from: `now-${agoMin + lengthMin}min`, to: `now-${agoMin}min` } : frozen(known);
        const next = moved(window(texts.from, texts.to, 7), how, NOW_US);
        if (next === null) return;
        const after = stretchOf({ ...next, beganUs: null }, NOW_US)!;
        expect(after.toUs).toBeLessThanOrEqual(NOW_US);
        expect(after.toUs - after.fromUs).toBeLessThanOrEqual(7 * 24 * HOUR_US + 1e6);
        if (how === 'earlier' || how === 'later' || how === 'now') expect(Math.abs(after.toUs - after.fromUs - lengthMin * 60e6)).toBeLessThanOrEqual(1e6);
        expect(followsNow(next)).toBe(relative);
      }),
    );
  });
});

describe('places', () => {
  it('are read from addresses and written into them', () => {
    expect(placeOf('/lines/osd-1/machines/cartoner')).toEqual({ kind: 'line', id: 'osd-1', page: 'machines' });
    expect(placeOf('/cells/a%20b/energy')).toEqual({ kind: 'cell', id: 'a b', page: 'energy' });
    expect([placeOf('/'), placeOf('/runs/1')]).toEqual([null, null]);
    expect(placePath({ kind: 'cell', id: 'a b' }, 'energy')).toBe('/cells/a%20b/energy');
    expect(placePath({ kind: 'line', id: 'osd-1' }, 'machines')).toBe('/lines/osd-1');
  });

  it('have neighbours round about', () => {
    expect([beside(['a', 'b', 'c'], 'c', 1), beside(['a', 'b', 'c'], 'a', -1), beside(['a'], 'a', 1), beside(['a', 'b'], 'x', 1)]).toEqual([
      'a',
      'c',
      null,
      null,
    ]);
  });

  it('that were looked at last come first, each once', () => {
    expect(withRecent(['/a', '/b', '/c'], '/b')).toEqual(['/b', '/a', '/c']);
    expect([readRecent('["/a",3]'), readRecent('{}'), readRecent(null)]).toEqual([['/a'], [], []]);
  });
});

describe('an address of no page', () => {
  it('has something that is nearest, where its word says what is meant', () => {
    expect(['/lines', '/cells/', '/energy', '/help', '/lines/osd-1/nowhere', '/constructor'].map(nearestOf)).toEqual([
      ...['overview', 'overview', 'energy', 'help', null, null],
    ]);
  });

  it('of a place is of that which was looked at last, else of the first', () => {
    const looked = [null, placeOf('/lines/osd-1'), placeOf('/cells/gone'), placeOf('/cells/b/lots')];
    expect(lastLookedAt('cell', ['a', 'b'], looked)).toEqual({ kind: 'cell', id: 'b' });
    expect(lastLookedAt('cell', ['a'], looked)).toEqual({ kind: 'cell', id: 'a' });
    expect(lastLookedAt('cell', [], looked)).toBeNull();
  });
});

describe('search', () => {
  const english = formatsOf('en');
  const text = (en: string) => ({ en, fr: en });
  const item = (kind: Findable['kind'], name: string, id = name, detail = ''): Findable => ({ kind, name, id, detail, href: `/${kind}/${id}` });
  const items = [
    item('machine', 'Étuyeuse', 'cartoner', 'Ligne 1'),
    item('line', 'Ligne 1', 'osd-1'),
    item('lot', 'B-0042'),
    item('run', 'Et si l’étuyeuse allait plus vite ?', 'r-1'),
    item('cell', 'Valclair', 'valclair-tablets'),
  ];
  const names = (words: string, recent: string[] = []) => find(items, words, recent).map(({ name }) => name);

  it('finds without accents and capitals, begins of names first', () => {
    expect(names('etuyeuse')).toEqual(['Étuyeuse', 'Et si l’étuyeuse allait plus vite ?']);
    expect(names('CARTONER')).toEqual(['Étuyeuse']);
    expect(names('42')).toEqual(['B-0042']);
  });

  it('wants every word, in the name or in the place', () => {
    expect(names('étuy ligne')).toEqual(['Étuyeuse']);
    expect(names('étuy tablets')).toEqual([]);
  });

  it('without words begins with what was looked at last, then sites and lines', () => {
    expect(names('', ['/lot/B-0042'])).toEqual(['B-0042', 'Valclair', 'Ligne 1', 'Étuyeuse', 'Et si l’étuyeuse allait plus vite ?']);
  });

  it('knows machines of lines by their pages, and those of sites by their unit, unfolded', () => {
    const [line, machine] = ofLine({ id: 'osd-1', name: text('Line 1'), stations: [{ id: 'press', name: text('Press') }] }, english);
    expect([line!.href, machine!.href, machine!.detail]).toEqual(['/lines/osd-1', '/lines/osd-1/machines/press', 'Line 1']);
    const units = [{ id: 'packaging', name: text('Packaging'), flow: { stations: [{ id: 'cartoner', name: text('Cartoner') }] } }];
    expect(ofCell({ id: 'site', name: text('Site'), units }, english).map(({ href, id }) => `${href} ${id}`)).toEqual([
      '/cells/site site',
      '/cells/site?open=packaging packaging',
      '/cells/site?open=packaging packaging.cartoner',
    ]);
  });

  it('finds machines by their name in either language', () => {
    const stations = [{ id: 'cartoner', name: { en: 'Cartoner', fr: 'Étuyeuse' } }];
    const items = ofLine({ id: 'osd-1', name: text('Line 1'), stations }, english);
    expect(find(items, 'etuyeuse', []).map(({ name }) => name)).toEqual(['Cartoner']);
  });

  it('finds pages by their name in either language, and by their path', () => {
    const items = [
      ...ofPlantPages(PAGE_NAMES, english),
      ...ofPlacePages({ kind: 'line', id: 'osd-1' }, 'Line 1', PAGE_NAMES, english),
      ...ofPlacePages({ kind: 'cell', id: 'site' }, 'Site', PAGE_NAMES, english),
    ];
    const first = (words: string) => find(items, words, [])[0]?.href;
    expect(['alarm', 'conseils', 'scenarios', 'data', 'files', 'fichiers'].map(first)).toEqual([
      ...['/alarms', '/alarms', '/scenarios', '/data', '/files', '/files'],
    ]);
    expect(['oee', 'TRS', 'energy', 'énergie site'].map(first)).toEqual(['/lines/osd-1/oee', '/lines/osd-1/oee', '/lines/osd-1/energy', '/cells/site/energy']);
    expect(find(items, 'overview', []).map(({ href }) => href)).toEqual(['/']);
  });
});

describe('files of the service', () => {
  const asked = { format: 'csv-fr', from: 'now-8h', to: 'now', unit: 'press' } as const;

  it('are asked for by window, and by machine where a table can be of one', () => {
    const line = { kind: 'line', id: 'osd-1' } as const;
    expect(exportAddress(line, { table: 'series', ...asked })).toBe('/api/v1/lines/osd-1/series?from=now-8h&to=now&unit=press&format=csv-fr');
    expect(exportAddress(line, { table: 'stops', ...asked })).toBe('/api/v1/lines/osd-1/states?table=stops&from=now-8h&to=now&format=csv-fr');
    expect(exportAddress(line, { table: 'batches', ...asked })).toBe('/api/v1/lines/osd-1/batches?format=csv-fr');
    expect(exportAddress({ kind: 'cell', id: 'site' }, { table: 'lot-steps', ...asked, unit: null })).toBe(
      '/api/v1/cells/site/lots?table=steps&from=now-8h&to=now&format=csv-fr',
    );
  });

  it('of lines and of sites are others', () => {
    expect(tablesOf('line')).toEqual(['series', 'states', 'stops', 'batches']);
    expect(tablesOf('cell')).not.toContain('batches');
  });
});

it('a table that is wider than the paper is made smaller, one that is not stays as it is', () => {
  expect([shareThatFits(831, 700), shareThatFits(700, 700), shareThatFits(300, 700), shareThatFits(300, 0)]).toEqual([0.842, 1, 1, 1]);
  fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 1000 }), (table, paper) => shareThatFits(table, paper) * table <= paper));
});

describe('the words of the tour', () => {
  const size = { width: 400, height: 200 };
  const window = { width: 1280, height: 800 };

  it('stand below what they tell of, above where there is no room, in the middle where it is not there', () => {
    expect(besideTarget({ left: 100, top: 50, right: 300, bottom: 90 }, size, window)).toEqual({ left: 100, top: 102 });
    expect(besideTarget({ left: 1200, top: 700, right: 1270, bottom: 760 }, size, window)).toEqual({ left: 872, top: 488 });
    expect(besideTarget(null, size, window)).toEqual({ left: 440, top: 300 });
  });

  it('come in six steps', () => expect(TOUR_STEPS.map(({ id }) => id)).toEqual(Object.keys(enHabits.habits.steps)));
});

it('curves are rows of a file, by their instants, and what is simulated says so', () => {
  const curves: ShownCurve[] = [
    { atS: [0, 60], value: [1, 2], label: 'measured', kind: 'measured' },
    { atS: [60], value: [2.5], label: 'expected', kind: 'simulated' },
  ];
  expect(curvesCsv(curves, 'Time', 'kW', 'sim')).toEqual([
    ['Time', 'measured [kW]', 'expected [kW] (sim)'],
    ['1970-01-01T00:00:00.000Z', 1, null],
    ['1970-01-01T00:01:00.000Z', 2, 2.5],
  ]);
});
