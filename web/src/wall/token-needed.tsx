import { useState } from 'react';
import { setToken } from '../data/token.js';
import { useSpeech } from './speech.js';

/** Asks for an access token once the server has refused one. */
export function TokenNeeded() {
  const { t } = useSpeech();
  const [text, setText] = useState('');
  return (
    <form
      className="wall-token"
      onSubmit={(event) => {
        event.preventDefault();
        setToken(text);
        location.reload();
      }}
    >
      <label>
        {t('token')} <input type="password" autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="submit" disabled={text.trim() === ''}>
        {t('tokenUse')}
      </button>
    </form>
  );
}
