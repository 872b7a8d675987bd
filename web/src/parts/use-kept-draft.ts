import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { draftAddress, forgetDraft, leaveDraft, takeDraft, type DraftStorage } from './kept-draft.js';

/** The session of this tab; without it nothing is kept. */
const session: DraftStorage = {
  getItem: (key) => attempt(() => sessionStorage.getItem(key)),
  setItem: (key, value) => attempt(() => sessionStorage.setItem(key, value)),
  removeItem: (key) => attempt(() => sessionStorage.removeItem(key)),
};

function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}

export interface KeptDraft<Draft> {
  draft: Draft;
  change: (changed: Partial<Draft>) => void;
  /** to be called once it was asked: it is still there on the way back, and not when the form is opened anew */
  sent: () => void;
  /** fills the form in as it was at first; null where it is not one that was left */
  restart: (() => void) | null;
}

/** A draft that survives going back and loading the page again. `version`: of the plant file that it is about. */
export function useKeptDraft<Draft extends object>(initial: Draft, version: string): KeptDraft<Draft> {
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const search = useRouterState({ select: ({ location }) => location.search });
  const visit = useRouterState({ select: ({ location }) => location.state.__TSR_key ?? '' });
  // While the page is left the address is another already.
  const [at] = useState(() => ({ address: draftAddress(pathname, search, version), visit }));
  const [{ draft, begun, isLeft }, put] = useState(() => {
    const left = takeDraft(session, at.address, at.visit, initial);
    return { draft: left ?? initial, begun: left ?? initial, isLeft: left !== null };
  });
  useEffect(() => {
    if (draft !== begun) leaveDraft(session, at.address, { draft, visit: at.visit, sent: false });
  }, [draft, begun, at]);
  return {
    draft,
    change: (changed) => put((known) => ({ ...known, draft: { ...known.draft, ...changed } })),
    sent: () => leaveDraft(session, at.address, { draft, visit: at.visit, sent: true }),
    restart: isLeft
      ? () => {
          forgetDraft(session, at.address);
          put({ draft: initial, begun: initial, isLeft: false });
        }
      : null,
  };
}
