import path from 'node:path';
import { cellNames } from '../../src/contract/cell-names.js';
import { placeName } from '../../src/contract/place-name.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { repositoryRoot } from '../shared.js';

const TYPES = ['plants/types.yaml', 'plants/types-sterile.yaml'].map((file) => path.join(repositoryRoot, file));
const { cells } = readPlantFiles([path.join(repositoryRoot, 'plants/sites/valclair.yaml')], TYPES);
const { definition } = cells[0]!;

describe('a place of a cell file', () => {
  it.each([
    ['units.press.flow.stations.press.rate', 'Tablet press, rate', 'Comprimeuse, cadence'],
    ['units.granulator.cleaning.dirtyHold', 'High-shear granulator, cleaning, dirty hold time', 'Granulateur, nettoyage, délai avant nettoyage'],
    ['units.press.power.standby', 'Tablet press, power, standby', 'Comprimeuse, puissance, veille'],
    [
      'units.packaging.flow.stations.blister.rate',
      'Packaging line, Blister thermoformer, rate',
      'Ligne de conditionnement, Thermoformeuse de blisters, cadence',
    ],
    ['inProcess', 'batches in process', 'lots en cours'],
    ['demand.weekly.every', 'weekly, time between', 'weekly, temps entre deux'],
    ['nowhere', 'nowhere', 'nowhere'],
  ])('%s is called %s', (place, en, fr) => {
    expect([placeName(place, 'en', cellNames(definition, 'en')), placeName(place, 'fr', cellNames(definition, 'fr'))]).toEqual([en, fr]);
  });
});
