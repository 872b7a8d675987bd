import { useEffect, useState } from 'react';

export interface Polled<Answer> {
  answer: Answer | null;
  /** the last question was not answered: what is shown is older than it should be */
  failed: boolean;
}

/** Asks at once and then again and again while shown. The newest answer stays where a later question fails. `ask` must keep its identity. */
export function usePolled<Answer>(ask: (signal: AbortSignal) => Promise<Answer>, everyMs: number): Polled<Answer> {
  const [polled, setPolled] = useState<Polled<Answer>>({ answer: null, failed: false });
  useEffect(() => {
    const abort = new AbortController();
    const once = () =>
      ask(abort.signal).then(
        (answer) => setPolled({ answer, failed: false }),
        () => abort.signal.aborted || setPolled(({ answer }) => ({ answer, failed: true })),
      );
    void once();
    const timer = setInterval(() => void once(), everyMs);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [ask, everyMs]);
  return polled;
}
