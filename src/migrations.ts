import { CreateAlarms1764000003000 } from './alarms/alarms.migration.js';
import { AlarmsOutOfService1764000004000 } from './alarms/alarms-out-of-service.migration.js';
import { CreatePlantFileTexts1764000011000 } from './plant/plant-file-text.migration.js';
import { CreatePlantVersion1764000001000 } from './plant/plant-version.migration.js';
import { CreateEnergyBaselines1764000007000 } from './energy/energy-baseline.migration.js';
import type { Migrations } from './platform/database-options.js';
import { CreateDecisions1764000010000 } from './scenarios/decisions.migration.js';
import { CreateMoments1764000006000 } from './scenarios/moments.migration.js';
import { RequestsInOrder1764000008000 } from './scenarios/requests-in-order.migration.js';
import { CreateScenarios1764000002000 } from './scenarios/scenarios.migration.js';
import { CreateStopStatements1764000009000 } from './twin/stop-statement.migration.js';

/** Every migration of every room, oldest first. Each stands beside its entities. */
export const MIGRATIONS: Migrations = [
  CreatePlantVersion1764000001000,
  CreateScenarios1764000002000,
  CreateAlarms1764000003000,
  AlarmsOutOfService1764000004000,
  CreateMoments1764000006000,
  CreateEnergyBaselines1764000007000,
  RequestsInOrder1764000008000,
  CreateStopStatements1764000009000,
  CreateDecisions1764000010000,
  CreatePlantFileTexts1764000011000,
];
