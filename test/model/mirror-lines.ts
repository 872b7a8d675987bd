import path from 'node:path';
import { LineDefinition } from '../../src/contract/line.js';
import type { Observation, SignalName, SignalValue } from '../../src/contract/telemetry.js';
import { compile, type CompiledLine } from '../../src/model/compile.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { repositoryRoot } from '../shared.js';

/** A line of the repository's plant folder. */
export function plantLine(file: string): CompiledLine {
  const { files, issues } = readPlantFiles([path.join(repositoryRoot, 'plants', file)]);
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  const result = compile(files[0]!.definition);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.line;
}

export function compiled(document: unknown): CompiledLine {
  const result = compile(LineDefinition.parse(document));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.line;
}

/** 2026-01-05 is a Monday. */
export const MONDAY_06_UTC = Date.UTC(2026, 0, 5, 6) * 1000;

const station = (id: string, more: object) => ({
  id,
  type: id,
  name: { en: id, fr: id },
  item: 'box',
  rate: '60 /min',
  power: { standby: '0.5 kW', idle: '1 kW', execute: '4 kW', held: '2 kW' },
  ...more,
});

/** Filler (bottles), packer (boxes of 10) and wrapper, 60 boxes/min, working from 6 to 14 UTC on weekdays. */
export const smallLine = (more: object = {}): CompiledLine =>
  compiled({
    apiVersion: 'twin/v1',
    kind: 'Line',
    id: 'small',
    name: { en: 'Small', fr: 'Petite' },
    equipment: { enterprise: 'demo', site: 'north', area: 'packing' },
    timezone: 'UTC',
    product: { name: { en: 'Box', fr: 'Boîte' }, item: 'box' },
    plan: { unitsPerShift: 20000 },
    stations: [
      station('filler', { item: 'bottle', rate: '600 /min', buffer: { capacity: 1000 } }),
      station('packer', { takes: 10, buffer: { capacity: 100 } }),
      station('wrapper', {}),
    ],
    shifts: [{ id: 'day', name: { en: 'Day', fr: 'Jour' }, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '06:00', to: '14:00' }],
    mqtt: { dialect: 'uns-json', prefix: 'small' },
    ...more,
  });

/** A reading `atS` seconds after Monday 06:00 UTC, received 50 ms later. */
export function reading(line: string, atS: number, unit: string, signal: SignalName, value: SignalValue): Observation {
  const measuredAtUs = MONDAY_06_UTC + Math.round(atS * 1e6);
  return { line, unit, signal, value, measuredAtUs, receivedAtUs: measuredAtUs + 50_000, quality: 'good' };
}
