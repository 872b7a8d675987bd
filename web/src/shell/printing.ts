import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

/** Where a sheet says what it is. */
export const SHEET_HEAD = 'sheet-head';

/** Whether the page is laid out for paper: because its address asks for that view, or because it is being printed. */
let view = false;
let job = false;
const listeners = new Set<() => void>();

export const isPrinting = () => view || job;

export function onPrinting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The class is there before anything is drawn again, so that all is measured at the width of the paper. */
function tell(): void {
  document.documentElement.classList.toggle('printing', isPrinting());
  for (const listener of listeners) listener();
}

export function setPrintView(next: boolean): void {
  if (view === next) return;
  view = next;
  tell();
}

function setJob(next: boolean): void {
  if (job === next) return;
  job = next;
  tell();
}

export const usePrinting = (): boolean => useSyncExternalStore(onPrinting, isPrinting);

/** Lays the page out for paper whenever the browser prints it, by its own menu too. */
export function followPrinting(): void {
  addEventListener('beforeprint', () => flushSync(() => setJob(true)));
  addEventListener('afterprint', () => setJob(false));
}

const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** Opens the print dialog of the browser once the page is laid out for paper. */
export async function printPage(): Promise<void> {
  setJob(true);
  await painted();
  await painted();
  window.print();
  setJob(false);
}
