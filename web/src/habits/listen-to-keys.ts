import { keyChoice, wanted } from './key-choice.js';
import { pageKeys } from './page.js';
import { keyPressed, type Begun, type Shortcut } from './shortcuts.js';

const TYPED_IN = 'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable], [role=textbox]';

/** Does what a person wants of the page, whether by a key or a button. What was shown last comes first. */
export const act = (id: Shortcut): void =>
  pageKeys
    .items()
    .findLast((key) => key.id === id)
    ?.act();

/** Keys do what the page offers, but not with Ctrl, Alt or the like, nor where somebody types, nor under a dialog. Ends when the answer is called. */
export function listenToKeys(): () => void {
  let begun: Begun | null = null;
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || event.isComposing || modified(event) || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const usable = wanted(
      pageKeys.items().map(({ id }) => id),
      keyChoice(),
    );
    const pressed = keyPressed(event.key, event.timeStamp, begun, usable);
    if (event.key !== 'Shift' && event.key !== 'AltGraph') begun = pressed.begun;
    if (pressed.does === null) return;
    event.preventDefault();
    act(pressed.does);
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}

/** Many keyboards have [ and ] only with AltGr, which counts as Ctrl and Alt together. */
const modified = (event: KeyboardEvent) => event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState('AltGraph'));
const isTyping = (target: EventTarget | null) => target instanceof Element && target.closest(TYPED_IN) !== null;
