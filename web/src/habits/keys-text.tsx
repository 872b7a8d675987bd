import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTCUTS, type Shortcut } from './shortcuts.js';

/** The keys of a shortcut, one after the other. */
export function KeysText({ id }: { id: Shortcut }) {
  const { t } = useTranslation();
  return SHORTCUTS[id].map((key, i) => (
    <Fragment key={key}>
      {i > 0 && <span className="minor"> {t('habits.then')} </span>}
      <kbd>{key}</kbd>
    </Fragment>
  ));
}
