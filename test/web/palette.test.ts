import {
  contrast,
  CONSUMER_FILLS,
  rgb,
  SIGN_LETTERS,
  STATE_FILLS,
  STATE_LETTERS,
  toLinear,
  TONES,
  TRAFFIC_PRODUCING,
  type Scheme,
} from '../../web/src/theme/palette.js';

type Triple = [number, number, number];
type Matrix = [Triple, Triple, Triple];

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const VISIONS: Record<string, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranope: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanope: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanope: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const TO_XYZ: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
/** D65 */
const WHITE: Triple = [0.95047, 1, 1.08883];

const times = (matrix: Matrix, [a, b, c]: Triple): Triple => matrix.map(([x, y, z]) => x * a + y * b + z * c) as Triple;
const clamp = (channels: Triple): Triple => channels.map((channel) => Math.min(1, Math.max(0, channel))) as Triple;

function lab(hex: string, vision: Matrix): Triple {
  const seen = clamp(times(vision, rgb(hex).map(toLinear) as Triple));
  const [x, y, z] = times(TO_XYZ, seen).map((value, i) => {
    const t = value / WHITE[i]!;
    return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116;
  }) as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function smallestDifference(fills: string[]): number {
  let least = Infinity;
  for (const vision of Object.values(VISIONS)) {
    const labs = fills.map((fill) => lab(fill, vision));
    labs.forEach((a, i) => labs.slice(i + 1).forEach((b) => (least = Math.min(least, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])))));
  }
  return least;
}

describe('the fills of the machine states', () => {
  it.each([
    ['light', 23.9],
    ['dark', 25.1],
  ] as const)('differ for every eye: %s by %d (CIE76) at least', (scheme, least) => {
    expect(Math.round(smallestDifference(Object.values(STATE_FILLS[scheme])) * 10) / 10).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['light', 23.9],
    ['dark', 25.1],
  ] as const)('with producing in green differ as much: %s by %d at least', (scheme, least) => {
    const fills = Object.values({ ...STATE_FILLS[scheme], producing: TRAFFIC_PRODUCING[scheme] });
    expect(Math.round(smallestDifference(fills) * 10) / 10).toBeGreaterThanOrEqual(least);
  });

  it('have a letter each', () => {
    expect(new Set(Object.values(STATE_LETTERS)).size).toBe(9);
    expect(new Set(Object.values(SIGN_LETTERS)).size).toBe(10);
  });
});

describe('the fills of consumers', () => {
  it.each([
    ['light', 23.4],
    ['dark', 25],
  ] as const)('differ for every eye, and from the card: %s by %d (CIE76) at least', (scheme, least) => {
    expect(Math.round(smallestDifference([TONES[scheme].card, ...CONSUMER_FILLS[scheme]]) * 10) / 10).toBeGreaterThanOrEqual(least);
  });

  it('are enough for all that a load names', () => expect(Object.values(CONSUMER_FILLS).map((fills) => fills.length)).toEqual([8, 8]));
});

describe.each(['light', 'dark'] as Scheme[])('%s text', (scheme) => {
  const { page, card, raised, ...tones } = TONES[scheme];
  const texts = (['ink', 'muted', 'link', 'sim', 'priority1', 'priority2', 'priority3', 'priority4'] as const).map((name) => [name, tones[name]] as const);

  it.each(texts)('%s has a contrast of at least 4.5 on page and card', (_name, colour) => {
    for (const ground of [page, card, raised]) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('outlines stand out from the page by at least 3', () => {
    for (const ground of [page, card]) expect(contrast(tones.outline, ground)).toBeGreaterThanOrEqual(3);
  });
});
