import { useNavigate } from '@tanstack/react-router';
import type { Language } from '../format/language.js';
import type { SchemeChoice } from './preferences.js';
import { usePreferences } from './preferences-provider.js';

/** Choosing language and colours also writes them into the address, so that a copied link shows the same page. */
export function useAddress() {
  const { setLanguage, setChoice } = usePreferences();
  const navigate = useNavigate();
  return {
    chooseLanguage: (lang: Language) => {
      setLanguage(lang);
      void navigate({ to: '.', search: (search) => ({ ...search, lang }), replace: true });
    },
    chooseScheme: (theme: SchemeChoice) => {
      setChoice(theme);
      void navigate({ to: '.', search: (search) => ({ ...search, theme }), replace: true });
    },
  };
}
