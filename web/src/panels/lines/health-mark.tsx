import { useTranslation } from 'react-i18next';
import { HEALTH_MARKS, type TwinHealth } from './twin-health.js';

/** Whether the twin follows what is measured, in a mark and a word, and of how much it says otherwise. */
export function HealthMark({ health, differences }: { health: TwinHealth; differences: string | null }) {
  const { t } = useTranslation();
  return (
    <span className="line-row-health">
      <span className="minor">{t('lines.twin')}</span>
      <span className={`health health-${health}`}>
        <b aria-hidden="true">{HEALTH_MARKS[health]}</b> {t(`lines.health.${health}`)}
        {health === 'drifts' && differences !== null && <span className="minor"> ({differences})</span>}
      </span>
    </span>
  );
}
