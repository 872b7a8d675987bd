import { createContext } from 'react';

/** Whether the server does not answer just now: nothing that is shown is live then, even where its stream is not known to be cut yet. */
export const ServerIsAway = createContext(false);
