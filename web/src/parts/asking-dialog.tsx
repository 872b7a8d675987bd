import { useEffect, useId, useRef, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { token } from '../data/token.js';
import { keptUnder } from '../format/who.js';

interface Props {
  title: string;
  /** what it is about */
  name: string;
  /** what the button that sends it says; the title where not given */
  action?: string;
  ready: boolean;
  pending: boolean;
  fault: string | null;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A modal form that asks before something is kept under the name of the user, which a service that asks for no token does not know. Escape closes it. */
export function AskingDialog({ title, name, action = title, ready, pending, fault, onSend, onClose, children }: Props) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend();
  };
  return (
    <dialog ref={dialog} className="card asking-dialog" aria-labelledby={id} onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id={id}>{title}</h2>
        <p>{name}</p>
        {children}
        <p className="minor">{keptUnder(token(), t)}</p>
        {fault !== null && <p role="alert">{fault}</p>}
        <div className="alarm-doings">
          <button type="submit" className="button" disabled={pending || !ready}>
            {action}
          </button>
          <button type="button" className="button button-quiet" onClick={() => dialog.current?.close()}>
            {t('alarms.cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
