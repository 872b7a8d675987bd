import type { PlantService } from '../../src/plant/plant.service.js';
import { PostedController } from '../../src/telemetry/posted.controller.js';
import type { Telemetry } from '../../src/telemetry/telemetry.service.js';
import { testLine } from './lines.js';

const NOW_US = Date.UTC(2026, 0, 5, 8) * 1000;
const plant = { line: (id: string) => (id === 'line-1' ? { definition: testLine('line-1') } : null), cell: () => null } as unknown as PlantService;
const reading = { unit: 'filler', signal: 'speed', value: 1, measuredAtUs: NOW_US };

it('what the journal has no room for is to be posted again', async () => {
  const telemetry = { take: () => Promise.resolve(null) } as unknown as Telemetry;
  const controller = new PostedController(telemetry, plant, { nowUs: () => NOW_US });
  await expect(controller.post({ line: 'line-1', readings: [reading], dryRun: false })).rejects.toMatchObject({ code: 'too-many-requests', retryAfterS: 2 });
});

it('readings that are all wrong do not reach the journal', async () => {
  const controller = new PostedController({} as Telemetry, plant, { nowUs: () => NOW_US });
  expect(await controller.post({ line: 'line-1', readings: [{ ...reading, unit: 'robot' }], dryRun: false })).toEqual({
    stored: 0,
    duplicate: 0,
    refused: [{ index: 0, detail: 'line-1 has no unit robot' }],
  });
});
