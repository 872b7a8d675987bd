import { MantineProvider } from '@mantine/core';
import { createContext, use, useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../format/language.js';
import type { Scheme } from '../theme/palette.js';
import { cssVariables, theme } from '../theme/theme.js';
import { keepLanguage, keepScheme, keepTrafficLights, languageOf, schemeOf, trafficLightsWanted, type SchemeChoice } from './preferences.js';
import { usePrinting } from './printing.js';

interface PreferencesValue {
  language: Language;
  setLanguage: (language: Language) => void;
  choice: SchemeChoice;
  setChoice: (choice: SchemeChoice) => void;
  scheme: Scheme;
  trafficLights: boolean;
  setTrafficLights: (wanted: boolean) => void;
}

const Context = createContext<PreferencesValue | null>(null);
const systemDark = matchMedia('(prefers-color-scheme: dark)');
const onSystem = (listener: () => void) => {
  systemDark.addEventListener('change', listener);
  return () => systemDark.removeEventListener('change', listener);
};

/** Language and colours, from the address, the last visit or the system; remembered when chosen. Paper is light. */
export function Preferences({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const [language, setLanguageState] = useState<Language>(() => languageOf(new URLSearchParams(location.search)));
  const [choice, setChoiceState] = useState<SchemeChoice>(() => schemeOf(new URLSearchParams(location.search)));
  const [trafficLights, setLights] = useState(trafficLightsWanted);
  const dark = useSyncExternalStore(onSystem, () => systemDark.matches);
  const printing = usePrinting();
  const scheme: Scheme = printing ? 'light' : choice === 'auto' ? (dark ? 'dark' : 'light') : choice;

  const setLanguage = useCallback(
    (next: Language) => {
      keepLanguage(next);
      setLanguageState(next);
      void i18n.changeLanguage(next);
    },
    [i18n],
  );
  const setChoice = useCallback((next: SchemeChoice) => {
    keepScheme(next);
    setChoiceState(next);
  }, []);
  const setTrafficLights = useCallback((wanted: boolean) => {
    keepTrafficLights(wanted);
    setLights(wanted);
  }, []);
  const variables = useMemo(() => cssVariables(trafficLights), [trafficLights]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const value = useMemo(
    () => ({ language, setLanguage, choice, setChoice, scheme, trafficLights, setTrafficLights }),
    [language, setLanguage, choice, setChoice, scheme, trafficLights, setTrafficLights],
  );
  return (
    <Context value={value}>
      <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme={scheme} withGlobalClasses={false}>
        {children}
      </MantineProvider>
    </Context>
  );
}

/** Throws outside of Preferences. */
export function usePreferences(): PreferencesValue {
  const value = use(Context);
  if (!value) throw new Error('usePreferences outside of Preferences');
  return value;
}
