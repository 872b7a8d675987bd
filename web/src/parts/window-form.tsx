import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNowUs } from '../data/server-clock.js';
import { readInstant, showInstant } from '../format/window-text.js';
import { usePageWindow } from '../habits/page.js';
import { Card } from './card.js';
import { useFormat } from './use-format.js';

export interface Stretch {
  from: string;
  to: string;
}

interface Props extends Stretch {
  presets: readonly (Stretch & { label: string })[];
  hint: string;
  /** of the site: what is typed is by its clock */
  timezone: string;
  /** figures of another window still stand on the page */
  waiting?: boolean;
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
const ENDS = ['from', 'to'] as const;

/** Over which time a page tells, as the server takes it. */
export function WindowForm({ from, to, presets, hint, timezone, waiting = false, mostDays, beganUs = null, title, onChange, children }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const shown = (text: string) => showInstant(text, timezone, language, serverNowUs());
  const [typed, setTyped] = useState<Partial<Stretch>>({});
  const [wrong, setWrong] = useState<readonly (keyof Stretch)[]>([]);
  usePageWindow({ from, to, mostS: mostDays * DAY_S, beganUs, change: onChange });
  const preset = presets.find((each) => each.from === from && each.to === to)?.label ?? '';
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    const read = { from: readAs('from', from), to: readAs('to', to) };
    setWrong(ENDS.filter((end) => read[end] === null));
    if (read.from !== null && read.to !== null) onChange({ from: read.from, to: read.to });
  };
  /** What was not touched stays as the address has it. */
  const readAs = (end: keyof Stretch, known: string) => {
    const text = typed[end]?.trim();
    return text === undefined || text === shown(known) ? known : text === '' && beganUs !== null ? '' : readInstant(text, timezone);
  };
  const field = (end: keyof Stretch, known: string) => ({
    label: t(`kpi.${end}`),
    value: typed[end] ?? shown(known),
    error: wrong.includes(end) ? t('kpi.noInstant') : undefined,
    onChange: (event: { currentTarget: { value: string } }) => setTyped({ ...typed, [end]: event.currentTarget.value }),
  });
  return (
    <Card title={title ?? t('kpi.window')} className="window-card" aside={<span role="status">{waiting && t('app.loading')}</span>}>
      <form className="window-form" onSubmit={submit}>
        <SegmentedControl
          aria-label={t('kpi.window')}
          value={preset}
          onChange={(label) => onChange(presets.find((each) => each.label === label)!)}
          data={presets.map(({ label }) => label)}
        />
        <TextInput {...field('from', from)} />
        <TextInput {...field('to', to)} />
        <Button type="submit" variant="default">
          {t('kpi.show')}
        </Button>
        {children}
      </form>
      <p className="minor">{hint}</p>
    </Card>
  );
}
