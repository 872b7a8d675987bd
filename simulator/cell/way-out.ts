import type { CellAddress } from '../../src/contract/cell-mqtt.js';
import { jsonBundle } from '../mqtt/json-bundle.js';
import { opcUaJson } from '../mqtt/opcua-json.js';
import { packTags } from '../mqtt/packtags.js';
import { senml } from '../mqtt/senml.js';
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
    case 'packtags':
      return packTags(prefix);
    case 'senml':
      return senml(prefix);
    case 'opcua-json':
      return opcUaJson(prefix);
    case 'sparkplug-b':
      return sparkplugB(prefix, running.lastSaid());
  }
}
