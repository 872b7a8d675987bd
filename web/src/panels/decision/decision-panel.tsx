import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../../../src/contract/decision.js';
import type { Run } from '../../../../src/contract/run.js';
import { decide, decisionsOfRunQuery } from '../../data/decision-queries.js';
import '../../i18n/decision.js';
import '../../i18n/savings.js';
import { Card } from '../../parts/card.js';
import { useFaultText } from '../../parts/use-fault-text.js';
import { useWho } from '../../parts/use-who.js';
import { useFormat } from '../../parts/use-format.js';
import { usePlace } from '../scenarios/use-place.js';
import { choicesOf } from './choices.js';
import { DecisionDialog } from './decision-dialog.js';

/** What was decided of an answer, by whom and why; and the way to decide. */
export function DecisionPanel({ run }: { run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const faultText = useFaultText();
  const nameOf = useWho();
  const queries = useQueryClient();
  const { zone } = usePlace(run);
  const [open, setOpen] = useState(false);
  const { data: decisions } = useQuery(decisionsOfRunQuery(run.id));
  const deciding = useMutation({
    mutationFn: (asked: Parameters<typeof decide>[1]) => decide(run.id, asked),
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries({ queryKey: ['decisions'] });
    },
  });
  if (!decisions) return null;
  const choices = choicesOf(run, format);
  const says = ({ variant }: Decision) =>
    variant === 'baseline' ? t('decision.baseline') : t('decision.stands', { variant: choices.find(({ id }) => id === variant)?.name ?? variant });
  const by = ({ who, decidedAt }: Decision) => t('decision.by', { who: nameOf(who), time: format.dayAndClock(Date.parse(decidedAt) * 1000, zone) });
  const [standing, ...earlier] = decisions;
  return (
    <Card
      title={t('decision.title')}
      aside={
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            deciding.reset();
            setOpen(true);
          }}
        >
          {t(standing ? 'decision.again' : 'decision.decide')}
        </button>
      }
    >
      {standing ? (
        <>
          <p className="sentence">
            <b>{says(standing)}</b> {standing.why}
          </p>
          <p className="minor">{by(standing)}</p>
          {standing.of === 'cell' && standing.variant !== 'baseline' && (
            <p>
              <Link
                to="/cells/$cell/energy"
                params={{ cell: standing.line }}
                search={{ run: run.id, variant: standing.variant, carriedOut: standing.decidedAt }}
                hash="proof"
              >
                {t('savings.toProof')}
              </Link>
            </p>
          )}
        </>
      ) : (
        <p className="minor">{t('decision.none')}</p>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{t('decision.earlier', { n: earlier.length })}</summary>
          <ul className="notes">
            {earlier.map((decision) => (
              <li key={decision.id}>
                {says(decision)} {decision.why} <span className="minor">{by(decision)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {open && (
        <DecisionDialog
          question={run.question}
          choices={choices}
          pending={deciding.isPending}
          fault={faultText(deciding.error)}
          onDecide={deciding.mutate}
          onClose={() => setOpen(false)}
        />
      )}
    </Card>
  );
}
