import { useTranslation } from 'react-i18next';
import { whoName } from '../format/who.js';

/** Who did something, as people read it. */
export function useWho(): (who: string) => string {
  const { t } = useTranslation();
  return (who) => whoName(who, t);
}
