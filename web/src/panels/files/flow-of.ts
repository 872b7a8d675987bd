import { parse } from 'yaml';
import { isMap } from '../../../../src/contract/plain.js';

/** A station as a preview shows it. */
export interface FlowStation {
  id: string;
  name: { en: string; fr: string };
  /** ids of the stations after it; none: its items leave the line */
  next: string[];
}

/** The stations of the text of a line in the order of the file; none where they cannot be read. */
export function flowOf(text: string): FlowStation[] {
  const document = readable(text);
  const listed: unknown = isMap(document) ? document['stations'] : null;
  const stations = (Array.isArray(listed) ? listed : []).filter((each) => isMap(each) && typeof each['id'] === 'string') as { id: string; [key: string]: unknown }[]; // prettier-ignore
  return stations.map(({ id, name, next }, i) => {
    const named = (language: string) => (isMap(name) && typeof name[language] === 'string' ? name[language] : id);
    const following = stations[i + 1];
    return { id, name: { en: named('en'), fr: named('fr') }, next: next === undefined ? (following ? [following.id] : []) : waysOf(next) };
  });
}

function waysOf(next: unknown): string[] {
  return [next].flat().flatMap((way) => {
    const to: unknown = isMap(way) ? way['to'] : way;
    return typeof to === 'string' ? [to] : [];
  });
}

function readable(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
