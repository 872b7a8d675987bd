import { useTranslation } from 'react-i18next';
import type { StateFamily } from '../../../src/contract/packml.js';
import { StateSwatch } from './state-swatch.js';

/** What a station is in: its sign and the word. */
export function StateBlock({ family }: { family: StateFamily }) {
  const { t } = useTranslation();
  return (
    <span className="state-block">
      <StateSwatch family={family} />
      {t(`families.${family}`)}
    </span>
  );
}
