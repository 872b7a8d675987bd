import { NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseNumber } from '../../format/parse.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi } from '../run/answer.js';
import { limitText, parseLimit, type Limit } from './limit.js';

/** The limit that the address has, of one of the indicators; null: none. */
export function useLimit(kpis: readonly ShownKpi[]): Limit | null {
  const { limit } = useSearch({ from: '/runs/$run' });
  const parsed = parseLimit(limit);
  return parsed && kpis.some(({ id }) => id === parsed.kpi) ? parsed : null;
}

/** What a point has to hold, to be looked at beside a sweep. It stands in the address and changes nothing of the answer. */
export function LimitForm({ kpis, limit }: { kpis: readonly ShownKpi[]; limit: Limit | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate({ from: '/runs/$run' });
  const factorOf = (id: string) => kpis.find((kpi) => kpi.id === id)?.factor ?? 1;
  const [kpi, setKpi] = useState(limit?.kpi ?? kpis[0]?.id ?? '');
  const [side, setSide] = useState<Limit['side']>(limit?.side ?? 'atMost');
  const [typed, setTyped] = useState(limit ? format.plain(limit.bound * factorOf(limit.kpi)) : '');
  const parsed = parseNumber(typed);
  const put = (next: { kpi?: string; side?: Limit['side']; typed?: string }) => {
    const whole = { kpi, side, typed, ...next };
    setKpi(whole.kpi);
    setSide(whole.side);
    setTyped(whole.typed);
    const bound = parseNumber(whole.typed);
    const text = bound.ok ? limitText({ kpi: whole.kpi, side: whole.side, bound: Number((bound.value / factorOf(whole.kpi)).toPrecision(12)) }) : undefined;
    void navigate({ search: ({ limit: _, ...known }) => ({ ...known, ...(text !== undefined && { limit: text }) }), replace: true, resetScroll: false });
  };
  return (
    <div className="limit" role="group" aria-label={t('search.limit')}>
      <NativeSelect
        label={t('search.limit')}
        value={kpi}
        onChange={(event) => put({ kpi: event.currentTarget.value })}
        data={kpis.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <NativeSelect
        aria-label={t('search.limitSide')}
        value={side}
        onChange={(event) => put({ side: event.currentTarget.value === 'atLeast' ? 'atLeast' : 'atMost' })}
        data={[
          { value: 'atMost', label: t('search.sides.atMost') },
          { value: 'atLeast', label: t('search.sides.atLeast') },
        ]}
      />
      <TextInput
        aria-label={t('search.limitBound')}
        placeholder={t('search.limitNone')}
        value={typed}
        error={typed.trim() !== '' && !parsed.ok ? t('whatIf.notANumber') : undefined}
        onChange={(event) => put({ typed: event.currentTarget.value })}
        rightSection={<span className="minor">{kpis.find(({ id }) => id === kpi)?.unit}</span>}
        rightSectionWidth={64}
      />
    </div>
  );
}
