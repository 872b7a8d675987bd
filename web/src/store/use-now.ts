import { useSyncExternalStore } from 'react';

const TICK_MS = 500;
const listeners = new Set<() => void>();
let nowMs = performance.now();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    if (document.hidden) return;
    nowMs = performance.now();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** performance.now(), moving on twice a second while the page is seen. */
export const useNowMs = () => useSyncExternalStore(subscribe, () => nowMs);
