import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageWindow } from '../habits/page.js';
import { Card } from './card.js';

export interface Stretch {
  from: string;
  to: string;
}

interface Props extends Stretch {
  presets: readonly (Stretch & { label: string })[];
  hint: string;
  /** the longest window that the server tells of at once */
  mostDays: number;
  /** when the window begins, where its text does not say it */
  beganUs?: number | null;
  title?: string;
  onChange: (next: Stretch) => void;
  /** what else is chosen */
  children?: ReactNode;
}

const DAY_S = 86_400;

/** Over which time a page tells, as the server takes it. */
export function WindowForm({ from, to, presets, hint, mostDays, beganUs = null, title, onChange, children }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ from, to });
  usePageWindow({ from, to, mostS: mostDays * DAY_S, beganUs, change: onChange });
  const preset = presets.find((each) => each.from === from && each.to === to)?.label ?? '';
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    onChange({ from: typed.from.trim(), to: typed.to.trim() });
  };
  return (
    <Card title={title ?? t('kpi.window')} className="window-card">
      <form className="window-form" onSubmit={submit}>
        <SegmentedControl
          aria-label={t('kpi.window')}
          value={preset}
          onChange={(label) => onChange(presets.find((each) => each.label === label)!)}
          data={presets.map(({ label }) => label)}
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
