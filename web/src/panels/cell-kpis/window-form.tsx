import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellKpiGrouping } from '../../../../src/contract/cell-kpi.js';
import { Card } from '../../parts/card.js';
import { GROUPINGS, WINDOWS } from './kpi-columns.js';

export interface Asked {
  by: CellKpiGrouping;
  from: string;
  to: string;
}

/** Over which time, and by what, indicators are told. */
export function WindowForm({ by, from, to, onChange }: Asked & { onChange: (next: Partial<Asked>) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ from, to });
  const preset = to === 'now' ? (WINDOWS.find((window) => window === from) ?? '') : '';
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    onChange({ from: typed.from.trim(), to: typed.to.trim() });
  };
  return (
    <Card title={t('kpi.window')}>
      <form className="window-form" onSubmit={submit}>
        <SegmentedControl
          aria-label={t('kpi.window')}
          value={preset}
          onChange={(value) => onChange({ from: value, to: 'now' })}
          data={WINDOWS.map((value) => ({ value, label: t(`kpi.windows.${value}`) }))}
        />
        <TextInput label={t('kpi.from')} value={typed.from} onChange={(event) => setTyped({ ...typed, from: event.currentTarget.value })} />
        <TextInput label={t('kpi.to')} value={typed.to} onChange={(event) => setTyped({ ...typed, to: event.currentTarget.value })} />
        <Button type="submit" variant="default">
          {t('kpi.show')}
        </Button>
        <NativeSelect
          label={t('kpi.by')}
          value={by}
          onChange={(event) => onChange({ by: event.currentTarget.value as CellKpiGrouping })}
          data={GROUPINGS.map((value) => ({ value, label: t(`kpi.groupings.${value}`) }))}
        />
      </form>
      <p className="minor">{t('kpi.windowHint')}</p>
    </Card>
  );
}
