import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { durationShown } from './change-text.js';
import type { SiteDraft, StartFrom } from './site-draft.js';

interface Props {
  start: SiteDraft['start'];
  /** whether nothing was heard of the site yet */
  silent: boolean;
  errorOf: (pointer: string) => string | undefined;
  onChange: (start: SiteDraft['start']) => void;
}

const STARTS: readonly StartFrom[] = ['live', 'past', 'steady', 'empty', 'snapshot'];
const isStart = (value: string): value is StartFrom => STARTS.some((start) => start === value);

/** Where the simulation begins. */
export function StartCard({ start, silent, errorOf, onChange }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const words = {
    live: t('siteAsk.startLive'),
    past: t('siteAsk.startPast'),
    steady: t('siteAsk.startSteady'),
    empty: t('siteAsk.startEmpty'),
    snapshot: t('siteAsk.startSnapshot'),
  };
  const hints = {
    live: t('siteAsk.startLiveHint'),
    past: t('siteAsk.startPastHint'),
    steady: t('siteAsk.startSteadyHint'),
    empty: t('siteAsk.startEmptyHint'),
    snapshot: undefined,
  };
  return (
    <Card title={t('siteAsk.steps.start')}>
      <div className="experiment">
        <NativeSelect
          id="/start"
          label={t('whatIf.start')}
          value={start.from}
          description={hints[start.from]}
          error={errorOf('/start') ?? (silent && start.from === 'live' ? t('siteAsk.liveMissing') : undefined)}
          onChange={({ currentTarget: { value } }) => isStart(value) && onChange({ ...start, from: value })}
          data={STARTS.filter((from) => from !== 'snapshot' || start.hash !== null).map((from) => ({
            value: from,
            label: words[from],
            disabled: from === 'live' && silent,
          }))}
        />
        {(start.from === 'steady' || start.from === 'empty' || start.from === 'past') && (
          <TextInput
            id="/start/at"
            label={t('siteAsk.at')}
            description={start.from === 'past' ? undefined : t('siteAsk.atHint')}
            value={start.at}
            error={errorOf('/start/at')}
            onChange={(event) => onChange({ ...start, at: event.currentTarget.value })}
          />
        )}
        {start.from === 'steady' && (
          <TextInput
            id="/start/warmUp"
            label={t('siteAsk.warmUp')}
            placeholder={t('siteAsk.example', { example: durationShown('56 d', language) })}
            value={durationShown(start.warmUp, language)}
            error={errorOf('/start/warmUp')}
            onChange={(event) => onChange({ ...start, warmUp: event.currentTarget.value })}
          />
        )}
      </div>
    </Card>
  );
}
