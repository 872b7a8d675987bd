import type { CellAddress } from '../../src/contract/cell-mqtt.js';
import { jsonBundle } from '../mqtt/json-bundle.js';
import { sparkplugB } from '../mqtt/sparkplug-b.js';
import { unsJson } from '../mqtt/uns-json.js';
import type { WayOut } from '../mqtt/way-out.js';
import type { RunningCell } from './running.js';

/** How a running plant speaks at an address. */
export function wayOut({ dialect, prefix }: CellAddress, running: RunningCell): WayOut {
  switch (dialect) {
    case 'uns-json':
      return unsJson(prefix);
    case 'json-bundle':
      return jsonBundle(prefix);
    case 'sparkplug-b':
      return sparkplugB(prefix, running.lastSaid());
  }
}
