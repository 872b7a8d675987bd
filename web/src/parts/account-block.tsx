import { useTranslation } from 'react-i18next';
import type { KpiAccount } from '../../../src/contract/cell-kpi.js';
import { ACCOUNT_SIGNS } from '../format/account.js';
import { StateSwatch } from './state-swatch.js';

/** What a unit spends its time on: sign and words. */
export function AccountBlock({ account }: { account: KpiAccount }) {
  const { t } = useTranslation();
  return (
    <span className="state-block">
      <StateSwatch family={ACCOUNT_SIGNS[account]} />
      {t(`accounts.${account}`)}
    </span>
  );
}
