// Runs in a worker thread of its own: to read all plant files takes a second, in which readings must not wait.
import { checkText, type CheckedText, type TextToCheck } from './check-text.js';

/** What the thread calls. */
export function work(job: TextToCheck): CheckedText {
  return checkText(job);
}
