import { useMemo } from 'react';
import { formatsOf, type Formats } from '../format/formats.js';
import { usePreferences } from '../shell/preferences-provider.js';

export function useFormat(): Formats {
  const { language } = usePreferences();
  return useMemo(() => formatsOf(language), [language]);
}
