import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineStop } from '../../../../src/contract/line-oee.js';
import type { StopStatementsDocument } from '../../../../src/contract/stop-statement.js';
import { sayOfStops } from '../../data/stop-statements.js';
import { useFaultText } from '../../parts/use-fault-text.js';
import type { LineNames } from './line-names.js';
import { StopDialog } from './stop-dialog.js';
import { merged, missing, withdrawn } from './stop-sayings.js';

interface Props {
  line: string;
  /** those that are chosen */
  stops: readonly LineStop[];
  codes: readonly number[];
  names: LineNames;
  nowUs: number;
  timezone: string;
  onDone: () => void;
}

/** What a person can say of the stops that he chose. */
export function StopActions({ line, stops, codes, names, nowUs, timezone, onDone }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<'assign' | 'split' | null>(null);
  const say = useMutation({
    mutationFn: (statements: StopStatementsDocument['statements']) => sayOfStops(line, { statements }),
    onSuccess: async () => {
      setAsked(null);
      onDone();
      await Promise.all(
        ['stops', 'oee', 'machines'].map((resource) => queries.invalidateQueries({ predicate: ({ queryKey: [head] }) => String(head).startsWith(resource) })),
      );
    },
  });
  const fault = useFaultText()(say.error);
  const asOne = merged(stops, nowUs);
  const back = stops.flatMap(withdrawn);
  const ask = (what: 'assign' | 'split') => {
    say.reset();
    setAsked(what);
  };
  return (
    <div className="stop-actions" role="group" aria-label={t('losses.say.label')}>
      <span className="minor" role="status">
        {stops.length === 0 ? t('losses.say.none') : t('losses.say.chosen', { n: stops.length })}
        {missing(stops).map((what) => (
          <span key={what}> {t(`losses.say.tick.${what}`)}</span>
        ))}
      </span>
      <button type="button" className="button button-quiet" disabled={stops.length === 0} onClick={() => ask('assign')}>
        {t('losses.say.assign')}
      </button>
      <button type="button" className="button button-quiet" disabled={stops.length !== 1} onClick={() => ask('split')}>
        {t('losses.say.split')}
      </button>
      <button type="button" className="button button-quiet" disabled={asOne === null || say.isPending} onClick={() => asOne && say.mutate(asOne)}>
        {t('losses.say.merge')}
      </button>
      <button type="button" className="button button-quiet" disabled={back.length === 0 || say.isPending} onClick={() => say.mutate(back)}>
        {t('losses.say.withdraw')}
      </button>
      {asked === null && fault !== null && <span role="alert">{fault}</span>}
      {asked !== null && stops.length > 0 && (
        <StopDialog
          what={asked}
          {...{ line, stops, codes, names, nowUs, timezone, fault }}
          pending={say.isPending}
          onSay={say.mutate}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}
