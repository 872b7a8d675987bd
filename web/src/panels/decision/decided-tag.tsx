import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Run } from '../../../../src/contract/run.js';
import { standingDecisionsQuery } from '../../data/decision-queries.js';
import '../../i18n/decision.js';

/** Says that something was decided of a run, and what. */
export function DecidedTag({ run }: { run: Run }) {
  const { t } = useTranslation();
  const decision = useQuery(standingDecisionsQuery).data?.get(run.id);
  if (!decision) return null;
  const { variant, why } = decision;
  return (
    <span className="tag" title={why}>
      {t('decision.tag')}
      {variant === 'baseline' ? `: ${t('decision.keep')}` : ''}
    </span>
  );
}
