import { useTranslation } from 'react-i18next';
import type { LineEnergy } from '../../../../src/contract/line-energy.js';
import { LOAD_LEFT, LOAD_RIGHT } from '../../charts/load-chart.js';
import type { EnergyNames } from '../cell-energy/energy-view.js';
import { ShareStrip } from '../lines/share-strip.js';

/** What each machine was in, under a load and on its axis of time. */
export function MachineStrips({ states, names }: { states: LineEnergy['states']; names: EnergyNames }) {
  const { t } = useTranslation();
  return (
    <div className="machine-strips" style={{ paddingLeft: LOAD_LEFT, paddingRight: LOAD_RIGHT }}>
      <p className="minor">{t('lineEnergy.stripsHint')}</p>
      {states.map(({ unit, bins }) => (
        <div key={unit}>
          <span className="minor">{names.place(unit)}</span>
          <ShareStrip bins={bins} labelOf={(shares) => t('lineEnergy.strip', { machine: names.place(unit), shares })} />
        </div>
      ))}
    </div>
  );
}
