import { useTranslation } from 'react-i18next';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import type { AnyDocument } from '../../../../src/contract/run.js';
import { LeftAsIs } from '../../parts/left-as-is.js';
import { useKeptDraft } from '../../parts/use-kept-draft.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { variantName } from '../run/answer.js';
import { AskForm } from './ask-form.js';
import { ExperimentCard } from './experiment-card.js';
import { FileCard } from './file-card.js';
import { fieldPointers } from './field-pointers.js';
import { placeWord } from './place-word.js';
import { QUESTION } from './question-file.js';
import { questionFaults } from './question-faults.js';
import { QuestionCard } from './question-card.js';
import { ReviewCard } from './review-card.js';
import { experimentWords } from './review-words.js';
import { sentenceOfDraft } from './sentence-of-draft.js';
import { fromDocument, toDocument, type SiteDraft } from './site-draft.js';
import { StartCard } from './start-card.js';
import { useChangeSpeech } from './use-change-speech.js';
import { Refusal } from './refusal.js';
import { useErrors } from './use-errors.js';
import { useSending } from './use-sending.js';
import { VariantsCard } from './variants-card.js';
import { wakeUpFaults } from './wake-up-faults.js';

interface Props {
  definition: CellDefinition;
  /** of the definition */
  version: string;
  initial: SiteDraft;
  /** whether nothing was heard of the site yet */
  silent: boolean;
}

/** A question about a site: what is asked, from where, what is otherwise, how it is simulated, and a look at all of it before it runs. */
export function SiteQuestionForm({ definition, version, initial, silent }: Props) {
  const { t, i18n } = useTranslation();
  const { draft, change: put, sent, restart } = useKeptDraft(initial, version);
  const names = useCellNames(definition.id);
  const speech = useChangeSpeech(definition.id, definition, names);
  const document = toDocument(draft, definition.id);
  const faults = [...questionFaults(document), ...wakeUpFaults(draft, definition)];
  // The contract has accepted it: there is nothing wrong with it that could be told here.
  const sending = useSending(document as AnyDocument, faults, silent && draft.start.from === 'live', sent);
  const { errorOf, review } = useErrors(
    { pointers: fieldPointers(draft.variants), placeOf: (pointer) => placeWord(pointer, draft.variants, t) },
    faults,
    sending.refused?.issues ?? [],
    sending.tried,
  );
  const change = (changed: Partial<SiteDraft>) => {
    put(changed);
    sending.reset();
  };
  const sentenceOf = (its: SiteDraft['variants'][number]['changes'][number]) => sentenceOfDraft(its, speech);
  return (
    <AskForm onAsk={sending.run}>
      <LeftAsIs restart={restart} />
      <QuestionCard draft={draft} errorOf={errorOf} onChange={change} />
      <StartCard start={draft.start} silent={silent} errorOf={errorOf} onChange={(start) => change({ start })} />
      <VariantsCard variants={draft.variants} {...{ definition, speech, sentenceOf, errorOf }} onChange={(variants) => change({ variants })} />
      <ExperimentCard draft={draft} errorOf={errorOf} onChange={change} mayEnd title={t('siteAsk.steps.experiment')} />
      <ReviewCard
        title={t('siteAsk.steps.review')}
        question={draft.question}
        parts={draft.variants.map(({ id, name, changes }) => ({ id, title: variantName({ id, name }), sentences: changes.map(sentenceOf) }))}
        experiment={experimentWords(draft, i18n.language, t)}
        faults={review}
        pending={sending.pending}
        onKeep={sending.keep}
        kept={sending.kept}
      >
        <Refusal refused={sending.refused} />
      </ReviewCard>
      <FileCard cell={definition.id} asked={QUESTION} document={document} onTake={(taken) => change(fromDocument(taken, t('siteAsk.none')))} />
    </AskForm>
  );
}
