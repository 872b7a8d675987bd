import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MEASURE_UNITS, MEASURES, type Measure } from './measure.js';

interface Props {
  measure: Measure;
  /** that cannot be chosen, as it is not known */
  unknown?: readonly Measure[];
  onChange: (measure: Measure | undefined) => void;
}

/** In what a page of energy is told: kWh, EUR or kg CO2e. */
export function MeasureSwitch({ measure, unknown = [], onChange }: Props) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t('energy.measure')}
      value={measure}
      onChange={(value) => onChange(MEASURES.find((each) => each === value))}
      data={MEASURES.map((value) => ({ value, label: MEASURE_UNITS[value], disabled: unknown.includes(value) }))}
    />
  );
}
