import path from 'node:path';
import type { CellDefinition } from '../../src/contract/cell.js';
import { reasonOf } from '../../src/contract/reason-of.js';
import { reasonOfLaw } from '../../src/model/cell-mirror/account.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { parametersOf } from '../../src/plant/parameters.js';
import { formatIssues } from '../../src/plant/read.js';
import { repositoryRoot } from '../shared.js';

const SITES = ['aubremont', 'brisandre', 'kerlanoux', 'orvalmont', 'ostrevigne', 'valclair'];
const { cells, issues } = readPlantFiles(SITES.map((id) => path.join(repositoryRoot, 'plants/sites', `${id}.yaml`)));

function definitionOf(id: string): CellDefinition {
  if (issues.length > 0) throw new Error(formatIssues(issues));
  return cells[SITES.indexOf(id)]!.definition;
}

describe('where the numbers of the six sites come from', () => {
  const origins = (id: string, is: string) =>
    parametersOf(definitionOf(id))
      .filter(({ origin, pointer }) => origin === is && !pointer.startsWith('/carriers/'))
      .map(({ pointer }) => pointer.replace(/^\/units\/press\/flow\//, 'press: '));

  const PRESS = [
    'press: stations/press/rejects',
    ...['micro-stop', 'failure'].flatMap((law) => [`press: stations/press/stops/${law}/every`, `press: stations/press/stops/${law}/lasts`]),
  ];
  const START_UP = ['press: startUp/lasts', 'press: startUpRejects'];

  it.each([
    ['valclair', [...START_UP, ...PRESS, '/products/alpha-20/batchSize'], ['/utilities/air/energy/electricity', 'press: stations/press/rate']],
    ['aubremont', [...START_UP, ...PRESS, 'press: stations/press/rate'], ['/utilities/air/energy/electricity']],
    ['kerlanoux', [], ['/utilities/air/energy/electricity', '/units/filling/flow/stations/filler/rate', '/units/manual-inspection/phases/inspect/lasts']],
    [
      'ostrevigne',
      [],
      [
        '/utilities/air/energy/electricity',
        '/units/inspection-1/flow/stations/inspector/rate',
        '/units/inspection-2/flow/stations/inspector/rate',
        '/units/reinspection/phases/rejects/lasts',
      ],
    ],
    ['brisandre', [], []],
    ['orvalmont', [], []],
  ])('%s calls measured what was seen on a real press, and sourced only what a source says', (id, measured, sourced) => {
    expect(origins(id, 'measured').sort()).toEqual([...measured].sort());
    expect(origins(id, 'sourced').sort()).toEqual([...sourced].sort());
  });

  it('the price of heat is an estimate, though its tariff has a source', () => {
    for (const id of SITES) {
      const price = parametersOf(definitionOf(id)).find(({ pointer }) => pointer === '/carriers/heat/tariff/periods/all/price');
      expect(price).toMatchObject({ value: 0.065, origin: 'estimated' });
    }
  });
});

describe('the meters and stop reasons of the six sites', () => {
  it.each(SITES)('%s has one meter above all of each carrier, and below it each thing that draws the carrier, once', (id) => {
    const { meters = [], units, utilities, zones } = definitionOf(id);
    const below = (meterId: string): string[] =>
      meters.find((meter) => meter.id === meterId)!.measures.flatMap((source) => (meters.some((meter) => meter.id === source) ? below(source) : [source]));
    const drawing = (carrier: string) => utilities.filter(({ energy }) => (energy[carrier] ?? 0) > 0).map((utility) => `utilities.${utility.id}`);
    const electricity = [...units.map((unit) => unit.id), ...drawing('electricity'), ...zones.map((zone) => `zones.${zone.id}`)];
    const heat = [...drawing('heat'), ...zones.filter((zone) => zone.heat?.carrier === 'heat').map((zone) => `zones.${zone.id}`)];
    expect(below('site-electricity').sort()).toEqual(electricity.sort());
    expect(below('site-heat').sort()).toEqual(heat.sort());
    const reached = new Set(['site-electricity', 'site-heat', ...meters.flatMap(({ measures }) => measures)]);
    expect(meters.filter((meter) => !reached.has(meter.id))).toEqual([]);
  });

  it.each(SITES)('%s names every reason that its machines send, with the loss that it is', (id) => {
    const definition = definitionOf(id);
    const told = (code: number) => {
      const found = reasonOf(definition, code);
      return found && { name: found.reason.name.en, below: found.above.map(({ name }) => name.en), class: found.class };
    };
    expect(told(40)).toEqual({ name: 'Waiting for people', below: ['Waiting for resources'], class: null });
    expect(told(513)).toEqual({ name: 'Incident', below: ['Failure'], class: 'breakdown' });
    expect(told(1000)).toEqual({ name: 'Starved', below: ['Flow'], class: 'starved' });
    expect(told(1100)).toEqual({ name: 'Utility lacking', below: ['Waiting for resources'], class: 'starved' });
    expect(told(1200)).toEqual({ name: 'Clean-room excursion', below: ['Waiting for resources'], class: null });
    expect(told(2000)).toEqual({ name: 'Blocked', below: ['Flow'], class: 'blocked' });
    expect(told(3000)).toEqual({ name: 'Outside its calendar', below: ['Planned'], class: null });
    expect(told(3001)).toEqual({ name: 'Maintenance', below: ['Planned'], class: 'planned-stop' });
    const laws = definition.units.flatMap(({ stops, flow }) => [stops, ...(flow?.stations.map((station) => station.stops) ?? [])]);
    for (const law of laws.flatMap((each) => each.map((stop, n) => ({ ...stop, n })))) {
      const is = { material: 'setup', 'micro-stop': 'micro-stop', failure: 'breakdown' }[law.class];
      expect(told(reasonOfLaw(law, law.n))).toMatchObject({ name: law.name.en, class: is });
    }
  });
});
