import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { find, type Findable } from './find.js';
import { Modal } from './modal.js';
import { recentPaths } from './recent.js';
import { useFindables } from './use-findables.js';

const MOST = 40;
const MOVES: Readonly<Record<string, number | undefined>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** Finds lines, sites, machines, lots, questions and alarms by some letters of them. A combobox: arrows go through the list, Enter opens. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { items, loading, failed } = useFindables();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const [recent] = useState(recentPaths);
  const list = useId();
  const all = find(items, words, recent);
  const found = all.slice(0, MOST);
  const chosen = Math.min(at, found.length - 1);
  const open = ({ href }: Findable) => {
    onClose();
    void navigate({ href });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (move !== undefined) setAt(Math.max(0, Math.min(found.length - 1, chosen + move)));
    else if (event.key === 'Enter' && found[chosen]) open(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal title={t('habits.search')} onClose={onClose}>
      <input
        data-first
        className="search-input"
        role="combobox"
        aria-label={t('habits.searchFor')}
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found[chosen] ? `${list}-${chosen}` : undefined}
        placeholder={t('habits.searchFor')}
        autoComplete="off"
        spellCheck={false}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-label={t('habits.found')} className="search-list">
        {found.map((item, i) => (
          <Option key={`${item.kind} ${item.href} ${item.id}`} id={`${list}-${i}`} item={item} chosen={i === chosen} onOpen={() => open(item)} />
        ))}
      </ul>
      <p className="minor" role="status">
        {loading ? t('app.loading') : found.length === 0 ? t('habits.nothingFound') : t('habits.foundCount', { n: found.length, all: all.length })}
        {failed && <span> {t('habits.someMissing')}</span>}
      </p>
      <p className="minor">{t('habits.searchHint')}</p>
    </Modal>
  );
}

function Option({ id, item, chosen, onOpen }: { id: string; item: Findable; chosen: boolean; onOpen: () => void }) {
  const { t } = useTranslation();
  return (
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      ref={(element) => {
        if (chosen) element?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={onOpen}
    >
      <span className="tag">{t(`habits.kinds.${item.kind}`)}</span> <b>{item.name}</b> <span className="minor">{item.detail}</span>
    </li>
  );
}
