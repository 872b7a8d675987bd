import { jest } from '@jest/globals';
import { MACHINES } from '../../simulator/plant/parameters.js';
import { publish } from '../../simulator/plant/publish.js';
import { newPlant } from '../../simulator/plant/state.js';
import { step } from '../../simulator/plant/step.js';

jest.setTimeout(60_000); // a loaded machine

interface Sent {
  topic: string;
  timeMs: number;
  value: unknown;
}

function messages(seconds: number, seed = 1): Sent[] {
  const plant = newPlant({ seed, startS: 1_760_000_000, liveS: 1_760_000_000, fault: true });
  const sent: Sent[] = [];
  for (let i = 0; i < seconds; i++) {
    step(plant);
    publish(
      plant,
      MACHINES.map((machine) => `p/${machine.id}`),
      ({ source, tag, value, timeMs }) => sent.push({ topic: `${source}/${tag}`, timeMs, value }),
    );
  }
  return sent;
}

describe('what the simulated plant publishes', () => {
  const sent = messages(2 * 3600);
  const byTopic = group(sent);

  it('is the same for the same seed and instant', () => {
    expect(messages(600)).toStrictEqual(messages(600));
  });

  it('is in the order of time, each tag at most once at an instant', () => {
    expect(sent.every((message, i) => i === 0 || message.timeMs >= sent[i - 1]!.timeMs)).toBe(true);
    expect(new Set(sent.map((message) => `${message.topic} ${message.timeMs}`)).size).toBe(sent.length);
  });

  it('repeats a value only in the heartbeat, and is never silent for more than a minute', () => {
    for (const [, values] of byTopic) {
      const first = values[0]!.timeMs;
      values.slice(1).forEach((message, i) => {
        const gapMs = message.timeMs - values[i]!.timeMs;
        if (!values[i]!.topic.includes('_process_v1')) expect(gapMs).toBeLessThanOrEqual(60_000);
        if (message.value === values[i]!.value)
          expect(
            gapMs === 60_000 || message.timeMs % 60_000 === (7000 * MACHINES.findIndex((machine) => message.topic.includes(`/${machine.id}/`))) % 60_000,
          ).toBe(true);
      });
      expect(first).toBeLessThanOrEqual(1_760_000_000_000 + 3_600_000);
    }
  });

  it('names every tag of the dialect for every machine', () => {
    for (const { id, process } of MACHINES) {
      const tags = [...byTopic.keys()].filter((topic) => topic.startsWith(`p/${id}/`)).map((topic) => topic.slice(`p/${id}/`.length));
      expect(tags.sort()).toEqual(
        [
          '_batch_v1/LotId',
          '_energy_v1/AcActiveEnergyTotalImportHp',
          '_energy_v1/AcActivePowerTotal',
          '_packml_v1/Admin/ProdDefectiveCount/0/AccCount',
          '_packml_v1/Admin/ProdProcessedCount/0/AccCount',
          '_packml_v1/Admin/StopReason/ID',
          '_packml_v1/Status/CurMachSpeed',
          '_packml_v1/Status/EquipmentInterlock/Blocked',
          '_packml_v1/Status/EquipmentInterlock/Starved',
          '_packml_v1/Status/MachSpeed',
          '_packml_v1/Status/StateCurrent',
          '_packml_v1/Status/UnitModeCurrent',
          ...process.map((value) => `_process_v1/${value.tag}`),
        ].sort(),
      );
    }
  });

  it('counts up without a fall, and speaks about five times a second', () => {
    for (const [topic, values] of byTopic) {
      if (!/AccCount|ImportHp/.test(topic)) continue;
      values.slice(1).forEach((message, i) => expect(message.value as number).toBeGreaterThanOrEqual(values[i]!.value as number));
    }
    expect(sent.length / 7200).toBeGreaterThan(3);
    expect(sent.length / 7200).toBeLessThan(8);
  });
});

function group(sent: Sent[]): Map<string, Sent[]> {
  const groups = new Map<string, Sent[]>();
  for (const message of sent) {
    const same = groups.get(message.topic);
    if (same) same.push(message);
    else groups.set(message.topic, [message]);
  }
  return groups;
}
