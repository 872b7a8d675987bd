import { useEffect, useRef } from 'react';
import { askDeployed } from '../data/wall-requests.js';
import { usePolled } from './use-polled.js';

const EVERY_MS = 15_000;

/** Loads the page again once the server has another version of it: nobody stands before a wallboard to do so. */
export function useDeployed(): void {
  const first = useRef<string | null>(null);
  const { answer } = usePolled(askDeployed, EVERY_MS);
  useEffect(() => {
    if (answer === null) return;
    first.current ??= answer;
    if (first.current !== answer) location.reload();
  }, [answer]);
}
