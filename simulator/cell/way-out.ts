import type { CellAddress } from '../../src/contract/cell-mqtt.js';
import { wayOutOf } from '../mqtt/dialects.js';
import type { WayOut } from '../mqtt/way-out.js';
import type { RunningCell } from './running.js';

/** How a running plant speaks at an address. */
export const wayOut = ({ dialect, prefix }: CellAddress, running: RunningCell): WayOut => wayOutOf(dialect, prefix, running.lastSaid());
