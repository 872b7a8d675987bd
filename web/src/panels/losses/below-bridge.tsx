import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.js';
import { behind, lossName, type LossId } from './loss.js';
import { LossChip } from './loss-chip.js';
import { LostTimePanels } from './lost-time-panels.js';
import { StopsPanels } from './stops-panels.js';

interface Props extends Omit<Parameters<typeof StopsPanels>[0], 'loss'> {
  /** of this loss of the bridge alone */
  loss: LossId | undefined;
  onLoss: (loss: undefined) => void;
}

/** What lies behind the bridge of times: all stops, or what one loss is made of. */
export function BelowBridge({ loss, onLoss, ...stops }: Props) {
  const { t } = useTranslation();
  if (loss === undefined) return <StopsPanels {...stops} loss={undefined} />;
  const asked = behind(loss);
  const { line, stretch, names, timezone, measuredAt } = stops;
  return (
    <>
      <LossChip loss={loss} at={measuredAt.map(names.machine).join(', ')} onRemove={() => onLoss(undefined)} />
      {asked.kind === 'stops' && <StopsPanels {...stops} unit={undefined} loss={asked.account} />}
      {asked.kind === 'time' && <LostTimePanels {...{ line, stretch, names, timezone }} account={asked.account} />}
      {asked.kind === 'figure' && (
        <Card title={lossName(t, loss)}>
          <p>{t(`losses.noStopsOf.${asked.loss}`)}</p>
        </Card>
      )}
    </>
  );
}
