import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Doctor } from '../../parts/doctor.js';
import { useCell } from '../../store/use-cell.js';
import { WINDOWS } from '../cell-kpis/kpi-columns.js';

const LONGEST = WINDOWS[WINDOWS.length - 1]!;

interface Change {
  from?: string | undefined;
  to?: string | undefined;
  product?: undefined;
  outcome?: undefined;
}

/** Why there are no lots to be seen, and what to do. */
export function NoLots({ cell, from, filtered, onChange }: { cell: string; from: string; filtered: boolean; onChange: (next: Change) => void }) {
  const { t } = useTranslation();
  const behind = useCell(cell).received?.view.catchingUp ?? false;
  return (
    <>
      <p>{t(filtered ? 'lots.nothingSuch' : 'lots.nothing')}</p>
      {!filtered && <p className="minor">{t(behind ? 'lots.catchingUp' : 'lots.nothingYet')}</p>}
      {!filtered && !behind && from === LONGEST && <Doctor />}
      <Group>
        {filtered && (
          <Button variant="default" onClick={() => onChange({ product: undefined, outcome: undefined })}>
            {t('lots.allLots')}
          </Button>
        )}
        {from !== LONGEST && (
          <Button variant="default" onClick={() => onChange({ from: LONGEST, to: 'now' })}>
            {t('lots.longer')}
          </Button>
        )}
      </Group>
    </>
  );
}
