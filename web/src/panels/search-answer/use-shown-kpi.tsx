import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownKpi } from '../run/answer.js';

/** The indicator that the panels of an answer show, as the address has it or the first, and how another is chosen. Undefined where there is none. */
export function useShownKpi(kpis: readonly ShownKpi[]): { kpi: ShownKpi | undefined; select: ReactNode } {
  const { t } = useTranslation();
  const { kpi: asked } = useSearch({ from: '/runs/$run' });
  const navigate = useNavigate({ from: '/runs/$run' });
  const kpi = kpis.find(({ id }) => id === asked) ?? kpis[0];
  if (!kpi || kpis.length === 1) return { kpi, select: null };
  const choose = (id: string) => void navigate({ search: (known) => ({ ...known, kpi: id }), replace: true, resetScroll: false });
  return {
    kpi,
    select: (
      <NativeSelect
        aria-label={t('run.kpi')}
        value={kpi.id}
        onChange={(event) => choose(event.currentTarget.value)}
        data={kpis.map(({ id, name }) => ({ value: id, label: name }))}
      />
    ),
  };
}
