import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Scenario } from '../../../../src/contract/run.js';
import { askKept } from '../../data/queries.js';
import { useFaultText } from '../../parts/use-fault-text.js';
import { useFormat } from '../../parts/use-format.js';
import { useAsk } from '../run/use-ask.js';
import { usePlace } from './use-place.js';

/** A question that is kept, to be run or taken up again. */
export function KeptRow({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { link, zone } = usePlace(scenario);
  const { mutate, isPending, error } = useAsk(askKept);
  const faultText = useFaultText();
  return (
    <tr>
      <th scope="row">
        {scenario.of === 'cell' ? (
          <Link to="/cells/$cell/what-if" params={{ cell: scenario.line }} search={{ scenario: scenario.id }}>
            {scenario.question}
          </Link>
        ) : (
          scenario.question
        )}
      </th>
      <td data-label={t('scenarios.place')}>{link}</td>
      <td data-label={t('scenarios.keptAt')}>{format.dayAndClock(Date.parse(scenario.createdAt) * 1000, zone)}</td>
      <td data-label={t('scenarios.doings')}>
        <Button
          variant="default"
          size="compact-sm"
          loading={isPending}
          onClick={() => mutate(scenario.id)}
          aria-label={t('scenarios.runOf', { question: scenario.question })}
        >
          {t('whatIf.run')}
        </Button>
        {error && (
          <span className="below" role="alert">
            {faultText(error)}
          </span>
        )}
      </td>
    </tr>
  );
}
