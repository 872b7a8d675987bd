import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import type { LotOutcome } from '../../../../src/contract/lot-page.js';
import { useFormat } from '../../parts/use-format.js';
import { WindowForm } from '../../parts/window-form.js';
import { RECORD_DAYS, WINDOWS } from '../cell-kpis/kpi-columns.js';
import { OUTCOMES } from './lot-columns.js';

export interface LotsFilterValues {
  from: string;
  to: string;
  product?: string | undefined;
  outcome?: LotOutcome | undefined;
}

/** Which lots the list has. */
export function LotsFilter({
  values: { from, to, product, outcome },
  products,
  timezone,
  waiting,
  onChange,
}: {
  values: LotsFilterValues;
  products: CellDefinition['products'];
  timezone: string;
  waiting: boolean;
  onChange: (next: Partial<LotsFilterValues>) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = products.map(({ id, name }) => ({ value: id, label: format.name(name) }));
  const others = product !== undefined && !products.some(({ id }) => id === product) ? [{ value: product, label: product }] : [];
  return (
    <WindowForm
      key={`${from} ${to}`}
      title={t('lots.filter')}
      {...{ from, to, timezone, waiting, onChange }}
      presets={WINDOWS.map((value) => ({ label: t(`kpi.windows.${value}`), from: value, to: 'now' }))}
      hint={t('kpi.windowHint')}
      mostDays={RECORD_DAYS}
    >
      <NativeSelect
        label={t('lots.columns.product')}
        value={product ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ product: value || undefined })}
        data={[{ value: '', label: t('lots.all') }, ...known, ...others]}
      />
      <NativeSelect
        label={t('lots.columns.outcome')}
        value={outcome ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ outcome: OUTCOMES.find((one) => one === value) })}
        data={[{ value: '', label: t('lots.all') }, ...OUTCOMES.map((value) => ({ value, label: t(`lot.outcome.${value}`) }))]}
      />
    </WindowForm>
  );
}
