import path from 'node:path';
import { loadPlant } from '../../simulator/plant-file.js';
import { LineDefinition } from '../../src/contract/line.js';
import { repositoryRoot } from '../shared.js';

function read(id: string): LineDefinition {
  const loaded = loadPlant(path.join(repositoryRoot, 'plants', `${id}.yaml`), LineDefinition);
  if (!loaded.ok) throw new Error(loaded.issues.join('\n'));
  return loaded.value;
}

describe('the plant files that come with the product', () => {
  it('describe the demonstration line from press to palletizer', () => {
    const line = read('osd-1');
    expect(line.stations.map((station) => [station.id, station.item, station.takes])).toEqual([
      ['press', 'tablet', 1],
      ['blister', 'blister', 10],
      ['cartoner', 'carton', 2],
      ['checkweigher', 'carton', 1],
      ['case-packer', 'case', 80],
      ['palletizer', 'case', 1],
    ]);
    expect(line.stations[0]!.rate).toBeCloseTo(2000, 9);
    expect(line.demo).toBe(true);
    expect(line.carbon!.factor).toBeCloseTo(0.055, 12);
    expect(line.tariff!.periods.map((period) => period.price)).toEqual([expect.closeTo(0.12829, 9), expect.closeTo(0.10426, 9)]);
  });

  it('give each packing machine a rate above the one before it', () => {
    const { stations } = read('osd-1');
    let tablets = 1;
    const tabletsPerMin = stations.map((station) => station.rate * (tablets *= station.takes));
    expect(tabletsPerMin).toEqual([...tabletsPerMin].sort((a, b) => a - b));
  });

  it('read the recorded press on its own clock, its state from its speed', () => {
    const line = read('press-replay');
    expect(line.clock).toBe('source');
    expect(line.stations[0]!.state).toBe('from-speed');
    expect(line.mqtt.signals['_press_v1/produced']).toEqual({ signal: 'goodCount', scale: 1000 });
  });
});
