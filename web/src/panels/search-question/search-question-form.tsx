import { useTranslation } from 'react-i18next';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import type { AnyDocument } from '../../../../src/contract/run.js';
import { CellSearchRequest } from '../../../../src/contract/search.js';
import { LeftAsIs } from '../../parts/left-as-is.js';
import { useFormat } from '../../parts/use-format.js';
import { useKeptDraft } from '../../parts/use-kept-draft.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { useOf } from '../../../../src/contract/search-kind.js';
import { AskForm } from '../site-question/ask-form.js';
import { ExperimentCard } from '../site-question/experiment-card.js';
import { FileCard } from '../site-question/file-card.js';
import { QuestionCard } from '../site-question/question-card.js';
import { questionFaults } from '../site-question/question-faults.js';
import { SEARCH } from '../site-question/question-file.js';
import { ReviewCard } from '../site-question/review-card.js';
import { sentenceOfDraft } from '../site-question/sentence-of-draft.js';
import type { SiteDraft } from '../site-question/site-draft.js';
import { StartCard } from '../site-question/start-card.js';
import { Refusal } from '../site-question/refusal.js';
import { useChangeSpeech } from '../site-question/use-change-speech.js';
import { useErrors } from '../site-question/use-errors.js';
import { useSending } from '../site-question/use-sending.js';
import { AimCard } from './aim-card.js';
import { EverywhereCard } from './everywhere-card.js';
import { factorDocument } from './factor-draft.js';
import { factorSentence } from './factor-sentence.js';
import { FactorsCard } from './factors-card.js';
import { fromSearch, toSearch, type SearchDraft } from './search-draft.js';
import { searchPlaceWord, searchPointers } from './search-places.js';
import { searchReview } from './search-review.js';
import { atTheirValues } from './value-faults.js';

interface Props {
  definition: CellDefinition;
  /** of the definition */
  version: string;
  initial: SearchDraft;
  /** whether nothing was heard of the site yet */
  silent: boolean;
}

/** A search over what-ifs of a site: what is asked, from where, what is varied, what is sought, and a look at all of it before it runs. */
export function SearchQuestionForm({ definition, version, initial, silent }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { draft, change: put, sent, restart } = useKeptDraft(initial, version);
  const names = useCellNames(definition.id);
  const speech = useChangeSpeech(definition.id, definition, names);
  const none = t('siteAsk.none');
  const document = toSearch(draft, definition.id, none);
  const faults = atTheirValues(questionFaults(document, CellSearchRequest), draft);
  const { common, factors, kind } = draft;
  // The contract has accepted it: there is nothing wrong with it that could be told here.
  const sending = useSending(document as AnyDocument, faults, silent && common.start.from === 'live', sent);
  const { errorOf, review } = useErrors(
    { pointers: searchPointers(draft), placeOf: (pointer) => searchPlaceWord(pointer, draft, t) },
    faults,
    atTheirValues(sending.refused?.issues ?? [], draft),
    sending.tried,
  );
  const change = (changed: Partial<SearchDraft>) => {
    put(changed);
    sending.reset();
  };
  const changeCommon = (changed: Partial<SiteDraft>) => change({ common: { ...common, ...changed } });
  const everywhere = common.variants[0]?.changes ?? [];
  const sentences = factors.map((factor) => factorSentence(factorDocument(factor, useOf(kind) === 'ends', none), speech) ?? `${factor.id} …`);
  const parts = [
    ...(everywhere.length > 0
      ? [{ id: 'everywhere', title: t('searchAsk.everywhere'), sentences: everywhere.map((each) => sentenceOfDraft(each, speech)) }]
      : []),
    ...(kind !== 'schedule' && factors.length > 0 ? [{ id: 'factors', title: t('searchAsk.factors'), sentences }] : []),
  ];
  return (
    <AskForm onAsk={sending.run}>
      <LeftAsIs restart={restart} />
      <QuestionCard draft={common} errorOf={errorOf} onChange={changeCommon} />
      <StartCard start={common.start} silent={silent} errorOf={errorOf} onChange={(start) => changeCommon({ start })} />
      {kind !== 'schedule' && <FactorsCard {...{ draft, definition, speech, errorOf }} onChange={(changed) => change({ factors: changed })} />}
      <AimCard draft={draft} errorOf={errorOf} onChange={change} />
      <EverywhereCard
        changes={everywhere}
        {...{ definition, speech, errorOf }}
        onChange={(changes) => changeCommon({ variants: [{ id: 'a', name: '', changes }] })}
      />
      <ExperimentCard draft={common} errorOf={errorOf} onChange={changeCommon} mayEnd={false} title={t('searchAsk.steps.experiment')} />
      <ReviewCard
        title={t('searchAsk.steps.review')}
        question={common.question}
        parts={parts}
        experiment={searchReview(document, common.horizon, t, format)}
        faults={review}
        pending={sending.pending}
        onKeep={sending.keep}
        kept={sending.kept}
      >
        <Refusal refused={sending.refused} />
      </ReviewCard>
      <FileCard cell={definition.id} asked={SEARCH} document={document} onTake={(taken) => change(fromSearch(taken, none))} />
    </AskForm>
  );
}
