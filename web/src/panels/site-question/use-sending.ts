import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnyDocument } from '../../../../src/contract/run.js';
import { ServerFailure } from '../../data/failure.js';
import { askRun, keepQuestion } from '../../data/queries.js';
import { useAsk } from '../run/use-ask.js';
import { focusField } from './focus-field.js';
import type { QuestionFault } from './question-faults.js';

/** Runs or keeps the document of a form; while something is wrong with it the first such field is gone to instead. `waits`: there is nothing yet to start from. `onAsked`: it was accepted. */
export function useSending(document: AnyDocument, faults: readonly QuestionFault[], waits: boolean, onAsked: () => void) {
  const queries = useQueryClient();
  const [tried, setTried] = useState(false);
  const ask = useAsk(async (asked: AnyDocument) => {
    const run = await askRun(asked);
    onAsked();
    return run;
  });
  const keep = useMutation({ mutationFn: keepQuestion, onSuccess: () => void queries.invalidateQueries({ queryKey: ['scenarios'] }) });
  const error = ask.error ?? keep.error;
  const send = (to: typeof ask | typeof keep) => {
    setTried(true);
    if (faults[0]) focusField(faults[0].pointer);
    else if (!waits) to.mutate(document);
  };
  return {
    tried,
    refused: error instanceof ServerFailure ? error : null,
    pending: ask.isPending,
    kept: keep.isSuccess,
    run: () => send(ask),
    keep: () => send(keep),
    /** to be called when something was changed */
    reset: () => {
      ask.reset();
      keep.reset();
    },
  };
}
