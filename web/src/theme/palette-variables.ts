import { CONSUMER_FILLS, SIGN_GROUND, STATE_FILLS, TONES, TRAFFIC_PRODUCING, inkOn, type Scheme } from './palette.js';

/** The palette as CSS variables, by their names. `trafficLights`: green is what produces, grey else. */
export function paletteVariables(scheme: Scheme, trafficLights = false): Record<string, string> {
  const tones = Object.entries(TONES[scheme]).map(([name, value]) => [`--twin-${name}`, value]);
  const fills = Object.entries({ ...STATE_FILLS[scheme], ...(trafficLights && { producing: TRAFFIC_PRODUCING[scheme] }) }).flatMap(([family, fill]) => [
    [`--state-${family}`, fill],
    [`--state-${family}-ink`, inkOn(fill)],
  ]);
  const signs = Object.entries(SIGN_GROUND).flatMap(([sign, family]) => [
    [`--state-${sign}`, STATE_FILLS[scheme][family]],
    [`--state-${sign}-ink`, inkOn(STATE_FILLS[scheme][family])],
  ]);
  const consumers = CONSUMER_FILLS[scheme].map((fill, i) => [`--consumer-${i}`, fill]);
  return {
    ...(Object.fromEntries([...tones, ...fills, ...signs, ...consumers]) as Record<string, string>),
    '--state-unknown': 'transparent',
    '--state-unknown-ink': TONES[scheme].muted,
  };
}
