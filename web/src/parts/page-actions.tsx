import { lazy, Suspense } from 'react';

const Actions = lazy(() => import('../habits/page-actions.js'));

/** Export, print, and links, once they have come. */
export const PageActions = () => (
  <Suspense fallback={null}>
    <Actions />
  </Suspense>
);
