import { useTranslation } from 'react-i18next';
import { useSyncExternalStore } from 'react';
import { keyChoice, onKeyChoice, wanted } from './key-choice.js';
import { KeysText } from './keys-text.js';
import { Modal } from './modal.js';
import { pageKeys } from './page.js';
import { ALL_SHORTCUTS, SHORTCUT_GROUPS, type Shortcut } from './shortcuts.js';
import { useListed } from './use-listed.js';

interface Props {
  onSettings: () => void;
  onTour: () => void;
  onClose: () => void;
}

/** What keys do on this page, and where to learn more. */
export function HelpDialog({ onSettings, onTour, onClose }: Props) {
  const { t } = useTranslation();
  const here = new Set(useListed(pageKeys).map(({ id }) => id));
  const choice = useSyncExternalStore(onKeyChoice, keyChoice);
  const usable = new Set(wanted(ALL_SHORTCUTS, choice));
  return (
    <Modal title={t('habits.help')} onClose={onClose}>
      <p>{t('habits.helpHere')}</p>
      <div className="key-groups">
        {Object.entries(SHORTCUT_GROUPS).map(([group, ids]) => (
          <KeyGroup key={group} title={t(`habits.groups.${group as keyof typeof SHORTCUT_GROUPS}`)} ids={ids.filter((id) => here.has(id))} usable={usable} />
        ))}
        <section>
          <h3>{t('habits.groups.charts')}</h3>
          <dl>
            <dt>
              <kbd>←</kbd> <kbd>→</kbd>
            </dt>
            <dd>{t('habits.cursor')}</dd>
            <dt>
              <kbd>Esc</kbd>
            </dt>
            <dd>{t('habits.escape')}</dd>
          </dl>
        </section>
      </div>
      <p className="minor">{t('habits.notWhileTyping')}</p>
      <div className="actions">
        <button type="button" className="button button-quiet" onClick={onTour}>
          {t('habits.tour')}
        </button>
        <button type="button" className="button button-quiet" onClick={onSettings}>
          {t('habits.settings')}
        </button>
      </div>
    </Modal>
  );
}

function KeyGroup({ title, ids, usable }: { title: string; ids: readonly Shortcut[]; usable: ReadonlySet<Shortcut> }) {
  const { t } = useTranslation();
  if (ids.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {ids.map((id) => (
          <div key={id} className={usable.has(id) ? undefined : 'key-off'}>
            <dt>
              <KeysText id={id} />
            </dt>
            <dd>
              {t(`habits.keys.${id}`)} {!usable.has(id) && <span className="tag">{t('habits.off')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
