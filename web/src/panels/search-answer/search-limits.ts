import type { TFunction } from 'i18next';
import type { SearchAnswer } from '../../../../src/contract/search-result.js';
import { openOf } from '../../../../src/contract/search-summary.js';
import type { Formats } from '../../format/formats.js';
import type { ShownKpi } from '../run/answer.js';

/** What a search did not find out, in sentences: how it ended, what it passed over, and what its replications were too few for. */
export function searchLimits(answer: SearchAnswer, kpis: readonly ShownKpi[], t: TFunction, format: Formats): string[] {
  const sought = answer.optimum ?? answer.front;
  const open = answer.front && answer.search === 'pareto' ? openOf(answer.front) : null;
  return sought ? soughtLimits(sought, open, t, format) : tooFew(answer, kpis, t, format);
}

type Sought = NonNullable<SearchAnswer['optimum'] | SearchAnswer['front']>;

function soughtLimits({ ended, asked, spent, refused }: Sought, open: ReturnType<typeof openOf> | null, t: TFunction, format: Formats): string[] {
  const values = { percent: format.percentWhole(asked.confidence), budget: format.whole(asked.budget), spent: format.whole(spent) };
  const what = open
    ? t('search.openCompromises', { n: format.whole(open.undecided), compared: format.whole(open.compared), percent: values.percent })
    : t('search.openBest', values);
  const ending = {
    decided: [],
    stopped: [t('search.stoppedNote')],
    budget: [t(spent >= asked.budget ? 'search.budgetUsed' : 'search.roundUsed', { ...values, what })],
  };
  const [first] = refused;
  return [...ending[ended], ...(first ? [t('search.refused', { n: format.whole(refused.length), detail: first.detail })] : [])];
}

/** Of how many points nothing can be told by an indicator, and about how many replications more would tell of all; null: not known. */
export function lackingRuns(points: SearchAnswer['points'], kpi: string): { unsure: number; more: number | null } {
  const unsure = points.flatMap(({ difference }) => (difference[kpi]?.verdict === 'too-few-runs' ? [difference[kpi].moreRuns ?? null] : []));
  const known = unsure.filter((more) => more !== null);
  return { unsure: unsure.length, more: known.length > 0 && known.length === unsure.length ? Math.max(...known) : null };
}

function tooFew({ points, judged }: SearchAnswer, kpis: readonly ShownKpi[], t: TFunction, format: Formats): string[] {
  return judged.flatMap((id) => {
    const { unsure, more } = lackingRuns(points, id);
    if (unsure === 0) return [];
    const values = {
      kpi: kpis.find((kpi) => kpi.id === id)?.name ?? id,
      count: format.whole(unsure),
      points: format.whole(points.length),
      replications: format.whole(Math.min(...points.map(({ replications }) => replications))),
    };
    return [more === null ? t('search.tooFew', values) : t('search.tooFewMore', { ...values, n: format.whole(more) })];
  });
}
