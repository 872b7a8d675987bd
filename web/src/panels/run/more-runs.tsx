import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.js';

/** Asks the same question again with so many replications more. */
export interface AskMore {
  ask: (more: number) => void;
  /** most that can be asked for */
  most: number;
  pending: boolean;
}

/** Offers the replications that are wanting, by a guess from the present spread. */
export function MoreRuns({ more, of, ask: { ask, most, pending } }: { more: number; of: string; ask: AskMore }) {
  const { t } = useTranslation();
  const format = useFormat();
  const n = format.whole(more);
  if (more > most) return <span className="minor below">{t('run.moreThanMost', { n })}</span>;
  return (
    <Button variant="default" size="compact-sm" className="more-runs" disabled={pending} onClick={() => ask(more)} aria-label={t('run.moreOf', { n, of })}>
      {t('run.more', { n })}
    </Button>
  );
}
