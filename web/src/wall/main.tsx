import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { languageOf, schemeOf } from '../shell/preferences.js';
import { paletteVariables } from '../theme/palette-variables.js';
import { StatePatterns } from '../theme/state-patterns.js';
import { wallAddress } from './address.js';
import { WallSpeech, speechOf } from './speech.js';
import { Wall } from './wall.js';
import '../theme/signs.css';
import './wall.css';

const search = new URLSearchParams(location.search);
const language = languageOf(search);
const choice = schemeOf(search);
const scheme = choice === 'auto' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : choice;

document.documentElement.lang = language;
for (const [name, value] of Object.entries(paletteVariables(scheme))) document.documentElement.style.setProperty(name, value);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <WallSpeech value={speechOf(language)}>
      <StatePatterns />
      <Wall address={wallAddress(location.pathname, search)} />
    </WallSpeech>
  </StrictMode>,
);
