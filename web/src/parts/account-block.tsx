import { useTranslation } from 'react-i18next';
import type { MeasuredAccount } from '../../../src/contract/cell-view.js';
import { ACCOUNT_SIGNS } from '../format/account.js';
import { StateSwatch } from './state-swatch.js';

/** What a unit spends its time on: sign and words. */
export function AccountBlock({ account }: { account: MeasuredAccount }) {
  const { t } = useTranslation();
  return (
    <span className="state-block">
      <StateSwatch family={ACCOUNT_SIGNS[account]} />
      {t(`accounts.${account}`)}
    </span>
  );
}
