import { useTranslation } from 'react-i18next';

/** Marks what the twin simulates. It stands beside every such figure. */
export function SimTag() {
  const { t } = useTranslation();
  return (
    <span className="tag tag-sim" title={t('sim.hint')}>
      {t('sim.tag')}
    </span>
  );
}

/** Marks a line whose machines are simulated. */
export function DemoTag() {
  const { t } = useTranslation();
  return (
    <span className="tag tag-demo" title={t('demo.hint')}>
      {t('demo.badge')}
    </span>
  );
}

/** Marks a plant that is simulated: its machines, its people and its products are invented. */
export function PlantTag() {
  const { t } = useTranslation();
  return (
    <span className="tag tag-demo" title={t('demo.plantHint')}>
      {t('demo.plant')}
    </span>
  );
}
