import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WindowForm, type Stretch } from '../../parts/window-form.js';

const MOST_DAYS = 7;

interface Props extends Stretch {
  /** when it begins; undefined: not known yet */
  beganUs: number | undefined;
  timezone: string;
  waiting: boolean;
  onChange: (next: Stretch) => void;
  children?: ReactNode;
}

/** Over which time a line is told of: its shift, or up to 7 days. */
export function LineWindow({ from, to, beganUs, timezone, waiting, onChange, children }: Props) {
  const { t } = useTranslation();
  const presets = [
    { label: t('losses.shift'), from: '', to: 'now' },
    { label: t('losses.hours', { hours: 24 }), from: 'now-24h', to: 'now' },
    { label: t('losses.days', { days: 7 }), from: 'now-7d', to: 'now' },
  ];
  return (
    <WindowForm
      key={`${from} ${to}`}
      {...{ from, to, presets, timezone, waiting, onChange }}
      beganUs={beganUs ?? null}
      mostDays={MOST_DAYS}
      hint={t('losses.windowHint')}
    >
      {children}
    </WindowForm>
  );
}
