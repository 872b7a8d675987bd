import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A titled dialog over the page. Escape, its button and a click beside it close it; the focus then goes back to where it was. It begins at what has data-first. */
export function Modal({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, []);
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} className="card modal" aria-labelledby={id} onClose={onClose} onClick={(event) => event.target === dialog.current && close()}>
      <div className="modal-inside">
        <div className="card-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="button button-quiet" onClick={close}>
            {t('habits.close')}
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
