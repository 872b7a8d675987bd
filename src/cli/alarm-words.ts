import type { AlarmChange, AlarmPriority, AlarmStanding } from '../contract/alarm.js';
import type { AlarmKpis } from '../contract/alarm-kpis.js';
import type { Lang } from './io.js';

/** What the command says of alarms. */
interface AlarmWords {
  none: string;
  noHistory: string;
  alarm: string;
  unit: string;
  priority: string;
  state: string;
  since: string;
  value: string;
  name: string;
  response: string;
  time: string;
  event: string;
  who: string;
  why: string;
  priorities: Record<AlarmPriority, string>;
  states: Record<AlarmStanding, string>;
  events: Record<AlarmChange, string>;
  kpis: {
    measure: string;
    figure: string;
    target: string;
    alarms: string;
    advisories: string;
    mean: string;
    max: string;
    floods: string;
    inFloods: string;
    share: string;
    chattering: string;
    stale: string;
    topShare: string;
    acknowledged: string;
    times: string;
    loads: Record<NonNullable<AlarmKpis['perTenMin']['load']>, string>;
  };
}

export const ALARM_WORDS: Record<Lang, AlarmWords> = {
  en: {
    none: 'Nothing: every alarm is normal',
    noHistory: 'Nothing has happened yet',
    alarm: 'alarm',
    unit: 'unit',
    priority: 'priority',
    state: 'state',
    since: 'raised',
    value: 'value',
    name: 'name',
    response: 'response',
    time: 'time',
    event: 'event',
    who: 'who',
    why: 'why',
    priorities: { urgent: 'urgent', high: 'high', medium: 'medium', low: 'low' },
    states: {
      normal: 'normal',
      unacknowledged: 'unacknowledged',
      acknowledged: 'acknowledged',
      returned: 'returned, unacknowledged',
      active: 'advisory',
      shelved: 'shelved',
      suppressed: 'suppressed',
      'out-of-service': 'out of service',
    },
    events: {
      raised: 'raised',
      returned: 'returned',
      acknowledged: 'acknowledged',
      shelved: 'shelved',
      unshelved: 'unshelved',
      'out-of-service': 'taken out of service',
      'in-service': 'returned to service',
    },
    kpis: {
      measure: 'measured from the history',
      figure: 'value',
      target: 'target',
      alarms: 'alarms',
      advisories: 'advisories',
      mean: 'alarms in 10 min, mean',
      max: 'alarms in 10 min, most',
      floods: 'floods',
      inFloods: 'time in floods [%]',
      share: 'share [%]',
      chattering: 'chattering alarms',
      stale: 'alarms that stand for more than a day',
      topShare: 'share of the ten most frequent [%]',
      acknowledged: 'until acknowledged, median [min]',
      times: 'raised',
      loads: { acceptable: 'acceptable', manageable: 'manageable', 'too-many': 'too many' },
    },
  },
  fr: {
    none: 'Rien : toutes les alarmes sont au repos',
    noHistory: "Rien ne s'est encore passé",
    alarm: 'alarme',
    unit: 'équipement',
    priority: 'priorité',
    state: 'état',
    since: 'apparue',
    value: 'valeur',
    name: 'nom',
    response: 'action',
    time: 'instant',
    event: 'événement',
    who: 'qui',
    why: 'motif',
    priorities: { urgent: 'urgente', high: 'haute', medium: 'moyenne', low: 'basse' },
    states: {
      normal: 'au repos',
      unacknowledged: 'non acquittée',
      acknowledged: 'acquittée',
      returned: 'disparue, non acquittée',
      active: 'conseil',
      shelved: 'mise de côté',
      suppressed: 'inhibée',
      'out-of-service': 'hors service',
    },
    events: {
      raised: 'apparue',
      returned: 'disparue',
      acknowledged: 'acquittée',
      shelved: 'mise de côté',
      unshelved: 'reprise',
      'out-of-service': 'mise hors service',
      'in-service': 'remise en service',
    },
    kpis: {
      measure: "mesuré d'après l'historique",
      figure: 'valeur',
      target: 'cible',
      alarms: 'alarmes',
      advisories: 'conseils',
      mean: 'alarmes en 10 min, moyenne',
      max: 'alarmes en 10 min, maximum',
      floods: "avalanches d'alarmes",
      inFloods: 'temps en avalanche [%]',
      share: 'part [%]',
      chattering: 'alarmes bavardes',
      stale: "alarmes présentes depuis plus d'un jour",
      topShare: 'part des dix plus fréquentes [%]',
      acknowledged: "jusqu'à l'acquittement, médiane [min]",
      times: 'apparitions',
      loads: { acceptable: 'acceptable', manageable: 'gérable', 'too-many': 'trop' },
    },
  },
};
