import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './theme/mantine.css';
import 'uplot/dist/uPlot.min.css';
import './theme/base.css';
import './theme/signs.css';
import './theme/cells.css';
import './theme/what-if.css';
import { retry } from './data/queries.js';
import { startWords } from './i18n/i18n.js';
import { fetchPages, router } from './router.js';
import { languageOf } from './shell/preferences.js';
import { Preferences } from './shell/preferences-provider.js';
import { followPrinting } from './shell/printing.js';

startWords(languageOf(new URLSearchParams(location.search)));
followPrinting();
const queries = new QueryClient({ defaultOptions: { queries: { retry, refetchOnWindowFocus: false } } });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Preferences>
        <RouterProvider router={router} />
      </Preferences>
    </QueryClientProvider>
  </StrictMode>,
);

/** Once the page that was asked for has its figures, most likely [ms]. */
const PAGES_AFTER_MS = 3000;
setTimeout(() => void fetchPages(), PAGES_AFTER_MS);
