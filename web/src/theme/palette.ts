import type { AlarmPriority } from '../../../src/contract/alarm.js';
import type { StateFamily } from '../../../src/contract/packml.js';

export type Scheme = 'light' | 'dark';

/**
 * Fills of the machine states. Searched for the largest smallest CIE76 difference over normal, deuteranope, protanope
 * and tritanope vision (Machado 2009, severity 1): light 23.9, dark 25.1. test/web/palette.test.ts holds them there.
 */
export const STATE_FILLS: Record<Scheme, Record<Exclude<StateFamily, 'unknown'>, string>> = {
  light: {
    producing: '#6F7D8A',
    idle: '#FFFFFF',
    starved: '#8AB4E5',
    blocked: '#26476E',
    held: '#E4A622',
    changeover: '#9654C0',
    planned: '#B8BCC2',
    down: '#9F2521',
  },
  dark: {
    producing: '#8E959E',
    idle: '#1C1E21',
    starved: '#CADAEB',
    blocked: '#2F6DA5',
    held: '#F0CD48',
    changeover: '#812BCA',
    planned: '#4F565E',
    down: '#F95B50',
  },
};

/**
 * What is produced with, where people are used to stack lights and want it green (IEC 60073). Searched for in the same way, in the place of the grey:
 * it lowers no smallest difference.
 */
export const TRAFFIC_PRODUCING: Record<Scheme, string> = { light: '#188A5A', dark: '#72CC9C' };

/**
 * Fills of consumers in stacks, which mean nothing but which one it is: searched like those of the states, none of them as strong as an alarm.
 * Smallest differences, to the card as well: light 23.4, dark 25.0. There are no more of them: who draws less is summed up.
 */
export const CONSUMER_FILLS: Record<Scheme, readonly string[]> = {
  light: ['#2B547A', '#7985C4', '#9DDAA2', '#70DBFC', '#2E9E9D', '#AB9155', '#7C4F52', '#4A5512'],
  dark: ['#6A4980', '#878FD3', '#0F775E', '#D48CA8', '#AAE2A9', '#7B4B1E', '#F1C8FF', '#A49A55'],
};

interface Tones {
  page: string;
  card: string;
  raised: string;
  line: string;
  /** measured amounts that are of no state */
  bar: string;
  ink: string;
  muted: string;
  link: string;
  outline: string;
  sim: string;
  simFill: string;
  priority1: string;
  priority2: string;
  priority3: string;
  priority4: string;
}

/** Page, text and alarm colours. Every text colour has a contrast of at least 4.5 on page and card. */
export const TONES: Record<Scheme, Tones> = {
  light: {
    page: '#E6EAED',
    card: '#F4F6F7',
    raised: '#FBFCFC',
    line: '#C9D0D6',
    bar: '#6F7D8A',
    ink: '#1B242B',
    muted: '#47535D',
    link: '#0A4F97',
    outline: '#1B242B',
    sim: '#62587F',
    simFill: 'rgba(98, 88, 127, 0.16)',
    priority1: '#B3141B',
    priority2: '#9A4600',
    priority3: '#6B5300',
    priority4: '#6A2A9C',
  },
  dark: {
    page: '#1E2429',
    card: '#262D33',
    raised: '#2B333A',
    line: '#3D474F',
    bar: '#8E959E',
    ink: '#E4E9ED',
    muted: '#A9B5BF',
    link: '#86BDF4',
    outline: '#C3CBD2',
    sim: '#B7ADD6',
    simFill: 'rgba(183, 173, 214, 0.17)',
    priority1: '#FF6B6B',
    priority2: '#FF9E3D',
    priority3: '#F2D04B',
    priority4: '#D59BFF',
  },
};

/** Shape and digit of a priority: colour is never the only code. */
export const PRIORITY_MARKS: Record<AlarmPriority, string> = { urgent: '■1', high: '▲2', medium: '▼3', low: '●4' };

/** Priorities, the most pressing first. */
export const ALARM_ORDER: readonly AlarmPriority[] = ['urgent', 'high', 'medium', 'low'];

/** The one shade of buttons and focus, dark enough for white text in both schemes. */
export const PRIMARY = '#455665';

/** The letter that stands on a state's fill: colour is never the only code. */
export const STATE_LETTERS: Record<StateFamily, string> = {
  producing: 'P',
  idle: 'R',
  starved: '◁',
  blocked: '▷',
  held: 'H',
  changeover: 'C',
  planned: '–',
  down: '✕',
  unknown: '?',
};

/**
 * What simulations tell of a station's time: beside the states of the live line, standby, and stops by itself of which
 * they do not tell whether the machine is held or down.
 */
export type Sign = StateFamily | 'standby' | 'stopped';
/** A stop by itself has none: it is shown by the signs of both states. */
export type LetteredSign = Exclude<Sign, 'stopped'>;
export const SIGN_LETTERS: Record<LetteredSign, string> = { ...STATE_LETTERS, standby: 'S' };
/** The state whose fill lies below the pattern of a sign. */
export const SIGN_GROUND = { standby: 'idle', stopped: 'down' } as const satisfies Partial<Record<Sign, StateFamily>>;

/** sRGB of `#RRGGBB`, each 0 to 1. */
export function rgb(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

export const toLinear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

/** Relative luminance of WCAG 2. */
export function luminance(hex: string): number {
  const [r, g, b] = rgb(hex).map(toLinear) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of WCAG 2, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The text colour that reads best on a fill. */
export const inkOn = (fill: string) => (contrast(fill, '#FFFFFF') >= contrast(fill, '#10161B') ? '#FFFFFF' : '#10161B');
