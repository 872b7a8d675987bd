import type { TFunction } from 'i18next';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { isMap } from '../../../../src/contract/plain.js';
import type { Formats } from '../../format/formats.js';
import { enSiteWhatIf } from '../../i18n/en-site-what-if.js';
import { fieldsOf, type ChangeDocument, type ChangeFields, type ChangeKind } from './change-document.js';
import { effectOf } from './change-effect.js';
import { fieldsOfKind } from './change-fields.js';
import type { Parameters } from './change-now.js';
import { isShare, valueText } from './value-text.js';

/** What is needed to say a change in one language. */
export interface ChangeSpeech {
  t: TFunction;
  format: Formats;
  names: CellNames;
  definition: CellDefinition | undefined;
  /** numbers of the plant file; without them changes are said as they are written */
  parameters: Parameters;
}

type FieldWord = keyof typeof enSiteWhatIf.changeFields;
type FieldOfKind = keyof typeof enSiteWhatIf.changeFieldsOf;
type Choice = keyof typeof enSiteWhatIf.changeChoices;
const isField = (name: string): name is FieldWord => name in enSiteWhatIf.changeFields;
const isOfKind = (name: string): name is FieldOfKind => name in enSiteWhatIf.changeFieldsOf;
const isDay = (value: string): value is keyof typeof enSiteWhatIf.siteRun.days => value in enSiteWhatIf.siteRun.days;
export const isChoice = (value: string): value is Choice => value in enSiteWhatIf.changeChoices;

/** What a field is called. */
export function fieldWord(kind: ChangeKind, name: string, t: TFunction): string {
  const special = `${kind}_${name}`;
  if (isOfKind(special)) return t(`changeFieldsOf.${special}`);
  return isField(name) ? t(`changeFields.${name}`) : name;
}

/** Fields that say of what a change is; they come first, by their names. */
const SUBJECTS: readonly string[] = ['unit', 'machine', 'product', 'step', 'phase', 'stop', 'task', 'store', 'team', 'release', 'test', 'zone', 'utility', 'carrier', 'calendar', 'demand', 'order', 'like']; // prettier-ignore

/** What an id in a field means, as people call it. */
export function idWord(kind: ChangeKind, name: string, id: string, given: ChangeFields, { names, definition, format }: ChangeSpeech): string {
  const unit = typeof given['unit'] === 'string' ? given['unit'] : '';
  const named = (list: readonly { id: string; name?: { en: string; fr: string } | undefined }[] | undefined) => {
    const name = list?.find((each) => each.id === id)?.name;
    return name ? format.name(name) : id.replaceAll('-', ' ');
  };
  const unitOf = definition?.units.find((each) => each.id === unit);
  switch (name) {
    case 'unit':
    case 'units':
    case 'like':
      return names.source(id);
    case 'machine':
      return names.source(`${unit}.${id}`);
    case 'after':
    case 'to':
      return kind === 'buffer' ? names.source(`${unit}.${id}`) : id;
    case 'product':
      return names.product(id);
    case 'step':
      return names.step(id, typeof given['product'] === 'string' ? given['product'] : null);
    case 'phase':
      return names.phase(id, unit) ?? id;
    case 'stop':
      return named([...(unitOf?.stops ?? []), ...(unitOf?.flow?.stations.flatMap((station) => station.stops) ?? [])]);
    case 'task':
      return named(unitOf?.maintenance);
    case 'store':
      return names.store(id);
    case 'team':
      return named(definition?.teams);
    case 'release':
      return kind === 'release' ? names.release(id) : id;
    case 'test':
      return names.test(id, typeof given['release'] === 'string' ? given['release'] : '');
    case 'zone':
      return names.zone(id);
    case 'utility':
      return names.utility(id);
    case 'from':
      return kind === 'heat-recovery' ? names.utility(id) : id;
    case 'carrier':
    case 'heat':
      return names.carrier(id);
    default:
      return id;
  }
}

/** A formula, a choice or an id as it is written, in the language of the reader. */
function writtenWord(kind: ChangeKind, name: string, value: unknown, given: ChangeFields, speech: ChangeSpeech): string {
  const { t, format } = speech;
  if (value === null) return t('siteAsk.none');
  if (value === true) return t('changeChoices.true');
  if (typeof value === 'number') return isShare(name) ? valueText(value, 'share', format) : format.plain(value);
  if (Array.isArray(value)) return value.map((each) => writtenWord(kind, name, each, given, speech)).join(', ');
  if (isMap(value) && typeof value['en'] === 'string' && typeof value['fr'] === 'string') return format.name({ en: value['en'], fr: value['fr'] });
  if (isMap(value) && typeof value['from'] === 'string' && Array.isArray(value['days'])) return shiftWord(value, speech);
  if (isMap(value))
    return Object.entries(value)
      .map(([key, each]) => `${key} ${writtenWord(kind, key, each, {}, speech)}`)
      .join(', ');
  const text = typeof value === 'string' ? value : '';
  if (isDay(text) && name === 'days') return t(`siteRun.days.${text}`);
  if (isChoice(text) && !SUBJECTS.includes(name)) return t(`changeChoices.${text}`);
  if (/^\s*[x×*+-]?\s*\d+([.,]\d+)?/.test(text) && !/^\d{4}-|^\d\d:\d\d$/.test(text)) return formulaWord(text, format);
  return idWord(kind, name, text, given, speech);
}

/** A shift: Night (Mon, Tue 22:00–06:00). */
function shiftWord(shift: Readonly<Record<string, unknown>>, speech: ChangeSpeech): string {
  const days = writtenWord('calendar', 'days', shift['days'], {}, speech);
  const name = writtenWord('calendar', 'name', shift['name'] ?? shift['id'], {}, speech);
  return `${name} (${days} ${String(shift['from'])}–${String(shift['to'])})`;
}

/** x1.1 as ×1.1, -30 % as −30 %, with the decimal mark of the language. */
const formulaWord = (text: string, format: Formats) => {
  const typed = text.trim().replace(/^[x*]/i, '×').replace(/^-/, '−').replace(/\s+/g, '\u202f');
  return format.language === 'fr' ? typed.replace(/(\d)\.(\d)/, '$1,$2') : typed.replace(/(\d),(\d)/, '$1.$2');
};

/** A change in a sentence: Changeover: Packaging line: parts change, mean duration −40 % (2 h → 1 h 12). */
export function changeSentence(change: ChangeDocument, speech: ChangeSpeech): string {
  const { t, format, parameters } = speech;
  const { kind } = change;
  const given = fieldsOf(change);
  const word = (name: string) => writtenWord(kind, name, given[name], given, speech);
  const isSubject = (name: string) => SUBJECTS.includes(name) && typeof given[name] === 'string' && !(name === 'release' && kind !== 'release');
  const names = fieldsOfKind(kind)
    .map(({ name }) => name)
    .filter((name) => given[name] !== undefined && given[name] !== false);
  const subject = names.filter(isSubject).map(word).join(', ');
  const rest = names
    .filter((name) => !isSubject(name))
    .map((name) => {
      const said = `${fieldWord(kind, name, t)} ${word(name)}`;
      const effect = effectOf(kind, name, given, parameters);
      if (effect === null || effect.then === null) return said;
      const [now, then] = [effect.now.value, effect.then].map((value) => valueText(value, effect.measure, format));
      return `${said} (${now} → ${then})`;
    })
    .join(', ');
  const value = [subject, rest].filter((part) => part !== '').join(', ');
  return value === '' ? t(`changeKinds.${kind}`) : t('charts.pair', { name: t(`changeKinds.${kind}`), value });
}
