import { gridSimulation } from './grid-simulation.js';
import type { Searching } from './searching.js';
import { seekSimulation } from './seek-simulation.js';
import type { PreparedRun } from './simulation.js';

/** The simulation of a search of any kind, and how many replications it may take. */
export function searchSimulation<Variant>(searching: Searching<Variant>): Pick<PreparedRun, 'total' | 'simulation'> {
  const { sought, request } = searching;
  if (sought === null) return gridSimulation(searching);
  return { total: sought.effort.budget + request.replications, simulation: seekSimulation({ ...searching, sought }) };
}
