import type { TFunction } from 'i18next';

/** What the service keeps as a name where it asks nobody for a token. */
const ANONYMOUS = 'anonymous';

/** Who did something, as people read it. */
export const whoName = (who: string, t: TFunction): string => (who === ANONYMOUS ? t('app.anonymous') : who);

/** Under whose name something will be kept. A service that lets someone without a token write asks for none. */
export const keptUnder = (token: string | null, t: TFunction): string => t(token ? 'alarms.underYourName' : 'alarms.asAnonymous');
