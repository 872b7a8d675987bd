const HOUR_US = 3600e6;

/** A window of the history as the server takes it. */
export interface AskedWindow {
  from: string;
  to: string;
}

const ms = (us: number) => String(Math.floor(us / 1000));

/**
 * The last hours before an instant. Of the present they are told from now; of the past by whole hours, so that the same window serves while a
 * replay goes on: the charts show none of what comes after the instant.
 */
export function hoursBefore(nowUs: number, hours: number, past: boolean): AskedWindow {
  if (!past) return { from: `now-${hours}h`, to: 'now' };
  const hourUs = Math.floor(nowUs / HOUR_US) * HOUR_US;
  return { from: ms(hourUs - hours * HOUR_US), to: ms(hourUs + HOUR_US) };
}

/** From an instant on: to now, or to the end of the hour that is seen again. */
export const sinceInstant = (fromUs: number, nowUs: number, past: boolean): AskedWindow => ({
  from: ms(fromUs),
  to: past ? hoursBefore(nowUs, 1, true).to : 'now',
});
