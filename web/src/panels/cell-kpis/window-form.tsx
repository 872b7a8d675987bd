import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.js';
import { WINDOWS } from './kpi-columns.js';

interface Stretch {
  from: string;
  to: string;
}

interface Props extends Stretch {
  /** what is said of windows */
  hint: string;
  onChange: (next: Stretch) => void;
  /** more that is chosen beside the window */
  children?: ReactNode;
}

/** Over which time something is told. */
export function WindowForm({ from, to, hint, onChange, children }: Props) {
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
        {children}
      </form>
      <p className="minor">{hint}</p>
    </Card>
  );
}
