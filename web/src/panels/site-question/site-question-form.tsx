import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import type { AnyDocument } from '../../../../src/contract/run.js';
import { ServerFailure } from '../../data/failure.js';
import { askRun, keepQuestion } from '../../data/queries.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { useAsk } from '../run/use-ask.js';
import { ExperimentCard } from './experiment-card.js';
import { FileCard } from './file-card.js';
import { focusField } from './focus-field.js';
import { questionFaults } from './question-faults.js';
import { QuestionCard } from './question-card.js';
import { ReviewCard } from './review-card.js';
import { sentenceOfDraft } from './sentence-of-draft.js';
import { fromDocument, toDocument, type SiteDraft } from './site-draft.js';
import { StartCard } from './start-card.js';
import { useChangeSpeech } from './use-change-speech.js';
import { useErrors } from './use-errors.js';
import { VariantsCard } from './variants-card.js';

interface Props {
  definition: CellDefinition;
  initial: SiteDraft;
  /** whether nothing was heard of the site yet */
  silent: boolean;
}

/** A question about a site: what is asked, from where, what is otherwise, how it is simulated, and a look at all of it before it runs. */
export function SiteQuestionForm({ definition, initial, silent }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const names = useCellNames(definition.id);
  const speech = useChangeSpeech(definition.id, definition, names);
  const document = toDocument(draft, definition.id);
  const faults = questionFaults(document);
  const ask = useAsk(askRun);
  const keep = useMutation({ mutationFn: keepQuestion, onSuccess: () => void queries.invalidateQueries({ queryKey: ['scenarios'] }) });
  const error = ask.error ?? keep.error;
  const refused = error instanceof ServerFailure ? error : null;
  const { errorOf, review } = useErrors(draft, faults, refused?.issues ?? [], tried);
  const change = (changed: Partial<SiteDraft>) => {
    setDraft((known) => ({ ...known, ...changed }));
    ask.reset();
    keep.reset();
  };
  const send = (to: typeof ask | typeof keep) => {
    setTried(true);
    // The contract has accepted it: there is nothing wrong with it that could be told here.
    if (faults[0]) focusField(faults[0].pointer);
    else if (!(silent && draft.start.from === 'live')) to.mutate(document as AnyDocument);
  };
  const sentenceOf = (its: SiteDraft['variants'][number]['changes'][number]) => sentenceOfDraft(its, speech);
  return (
    <form
      className="what-if"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(ask);
      }}
    >
      <QuestionCard draft={draft} errorOf={errorOf} onChange={change} />
      <StartCard start={draft.start} silent={silent} errorOf={errorOf} onChange={(start) => change({ start })} />
      <VariantsCard variants={draft.variants} {...{ definition, speech, sentenceOf, errorOf }} onChange={(variants) => change({ variants })} />
      <ExperimentCard draft={draft} errorOf={errorOf} onChange={change} />
      <ReviewCard draft={draft} sentenceOf={sentenceOf} faults={review} pending={ask.isPending} onKeep={() => send(keep)} kept={keep.isSuccess}>
        {refused && (
          <p className="problem" role="alert">
            {refused.code === 'validation' ? t('whatIf.invalid') : `${t(`problems.${refused.code}`)} ${refused.detail}`}
          </p>
        )}
      </ReviewCard>
      <FileCard cell={definition.id} document={document} onTake={(taken) => change(fromDocument(taken, t('siteAsk.none')))} />
    </form>
  );
}
