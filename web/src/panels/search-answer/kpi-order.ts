import type { SearchAnswer } from '../../../../src/contract/search-result.js';
import type { ShownKpi } from '../run/answer.js';

/**
 * Indicators in the order in which an answer is looked at: those that are sought, those that the question names, those that
 * are judged in the order in which they were asked for, then the others. `named`: the words for an indicator in every language.
 */
export function kpisInOrder(
  { optimum, front, judged }: Pick<SearchAnswer, 'optimum' | 'front' | 'judged'>,
  question: string,
  kpis: readonly ShownKpi[],
  named: (id: string) => readonly string[],
): ShownKpi[] {
  const goals = [...(optimum ? [optimum.goal] : []), ...(front?.goals ?? []), ...((optimum ?? front)?.constraints ?? [])].map(({ kpi }) => kpi);
  const asked = question.toLowerCase();
  // “Energy cost” names the cost, and “energy” only by the way.
  const inQuestion = kpis
    .flatMap(({ id }) => named(id).map((name) => ({ id, name: name.toLowerCase() })))
    .filter(({ name }) => asked.includes(name))
    .sort((a, b) => b.name.length - a.name.length)
    .map(({ id }) => id);
  const order = [...new Set([...goals, ...inQuestion, ...judged])];
  const place = ({ id }: ShownKpi) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...kpis].sort((a, b) => place(a) - place(b));
}
