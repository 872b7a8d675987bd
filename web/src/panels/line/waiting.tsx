import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import { telemetryQuery } from '../../data/queries.js';
import { Card } from '../../parts/card.js';
import { Doctor } from '../../parts/doctor.js';

/** What to do when nothing was ever heard of a line. */
export function Waiting({ definition }: { definition: LineDefinition | undefined }) {
  const { t } = useTranslation();
  const broker = useQuery(telemetryQuery).data?.broker.address;
  if (!definition) return null;
  const program =
    definition.clock === 'source'
      ? 'npm run simulator -- replay FILE.csv --mapping simulator/mappings/tablet-press.yaml --speed 60'
      : `npm run simulator -- run --line plants/${definition.id}.yaml`;
  const command = broker ? `${program} --broker ${broker}` : program;
  return (
    <Card title={t('line.waiting')} className="waiting">
      {(definition.demo || definition.clock === 'source') && (
        <>
          <p>{t(definition.clock === 'source' ? 'line.waitingReplay' : 'line.waitingDemo')}</p>
          <pre>
            <code>{command}</code>
          </pre>
        </>
      )}
      <p className="minor">{t('line.waitingCheck', { prefix: definition.mqtt.prefix })}</p>
      <Doctor />
    </Card>
  );
}
