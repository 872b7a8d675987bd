import type { PlantFileVersion } from '../../../../src/contract/plant-file.js';
import { serverNowUs } from '../../data/server-clock.js';
import { useCommonZone } from '../../parts/use-common-zone.js';
import { useFormat } from '../../parts/use-format.js';

/** When something became of a plant file, as a text. */
export function useTimeOf(): (version: Pick<PlantFileVersion, 'atUs'>) => string {
  const format = useFormat();
  const zone = useCommonZone();
  return ({ atUs }) => format.moment(atUs, serverNowUs(), zone);
}
