import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { onTokenChange, setToken, tokenRefused } from '../data/token.js';

/** Asks for an access token once the server has refused one. */
export function TokenAsked() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refused = useSyncExternalStore(onTokenChange, tokenRefused);
  const [text, setText] = useState('');
  if (!refused) return null;
  return (
    <form
      className="notice token"
      onSubmit={(event) => {
        event.preventDefault();
        setToken(text);
        void queries.resetQueries();
      }}
    >
      <p>{t('preferences.tokenAsked')}</p>
      <PasswordInput
        label={t('preferences.token')}
        description={t('preferences.tokenKept')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autoComplete="off"
      />
      <Button type="submit" disabled={text.trim() === ''}>
        {t('preferences.tokenUse')}
      </Button>
    </form>
  );
}
