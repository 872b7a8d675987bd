import { exp, ln } from './elementary.js';

const polynomial = (x: number, coefficients: readonly number[]) => {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
};

/** ln Gamma(x) for x > 0. Lanczos' approximation (g = 7, n = 9; Godfrey's coefficients), relative error about 1e-15. */
export function lnGamma(x: number): number {
  if (x < 0.5) return lnGamma(x + 1) - ln(x);
  const z = x - 1;
  const sum =
    0.9999999999998099 +
    676.5203681218851 / (z + 1) -
    1259.1392167224028 / (z + 2) +
    771.3234287776531 / (z + 3) -
    176.6150291621406 / (z + 4) +
    12.507343278686905 / (z + 5) -
    0.13857109526572012 / (z + 6) +
    0.000009984369578019572 / (z + 7) +
    1.5056327351493116e-7 / (z + 8);
  const t = z + 7.5;
  return 0.9189385332046727 + (z + 0.5) * ln(t) - t + ln(sum);
}

/** Probability that a standard normal exceeds x. Cody (1969), as in R's pnorm; the upper tail keeps its relative accuracy. */
export function normalSurvival(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.67448975) {
    const s = x * x;
    const top = polynomial(s, [0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356]);
    const bottom = polynomial(s, [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673]);
    return 0.5 - (x * top) / bottom;
  }
  const tail = upperTail(y);
  return x > 0 ? tail : 1 - tail;
}

function upperTail(y: number): number {
  if (y > 38.5) return 0;
  // exp(-y^2/2) in two factors, so that the rounding of y^2 does not reach the result.
  const coarse = Math.trunc(y * 16) / 16;
  const gauss = exp(-coarse * coarse * 0.5) * exp(-(y - coarse) * (y + coarse) * 0.5);
  if (y <= 5.656854249492381) {
    const top = polynomial(
      y,
      [
        1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726, 6848.190450536283,
        11602.65143764735, 9842.714838383978,
      ],
    );
    const bottom = polynomial(
      y,
      [
        1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598, 38912.00328609327,
        19685.429676859992,
      ],
    );
    return (gauss * top) / bottom;
  }
  const s = 1 / (y * y);
  const top = polynomial(
    s,
    [0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 0.000029112874951168793],
  );
  const bottom = polynomial(s, [1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662]);
  return (gauss * (0.3989422804014327 - (s * top) / bottom)) / y;
}

/** The x that a standard normal exceeds with probability p. Wichura (1988), AS 241 PPND16, relative error about 1e-16. */
export function normalUpper(p: number): number {
  const q = 0.5 - p;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    const top = polynomial(
      r,
      [
        2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438,
        3.3871328727963665,
      ],
    );
    const bottom = polynomial(
      r,
      [5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1],
    );
    return (q * top) / bottom;
  }
  const x = farFromMiddle(Math.sqrt(-ln(q < 0 ? 1 - p : p)));
  return q < 0 ? -x : x;
}

function farFromMiddle(root: number): number {
  if (root <= 5) {
    const r = root - 1.6;
    const top = polynomial(
      r,
      [
        0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691, 4.630337846156546,
        1.4234371107496835,
      ],
    );
    const bottom = polynomial(
      r,
      [1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038, 2.053191626637759, 1],
    );
    return top / bottom;
  }
  const r = root - 5;
  const top = polynomial(
    r,
    [
      2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913, 5.463784911164114,
      6.657904643501103,
    ],
  );
  const bottom = polynomial(
    r,
    [
      2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358, 0.599832206555888,
      1,
    ],
  );
  return top / bottom;
}

const TINY = 1e-300;
const PRECISION = 1e-16;

/** Regularised upper incomplete gamma function Q(a, x): the chance that a gamma of shape a and scale 1 exceeds x. */
export function gammaSurvival(a: number, x: number): number {
  if (x <= 0) return 1;
  const tail = gammaTail(a, x, exp(a * ln(x) - x - lnGamma(a)));
  return x < a + 1 ? 1 - tail : tail;
}

/** P(a, x) by its series below a + 1, Q(a, x) by its continued fraction (Lentz) above. `front`: x^a e^-x / Gamma(a). */
function gammaTail(a: number, x: number, front: number): number {
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10000 && Math.abs(term) > Math.abs(sum) * PRECISION; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return front * sum;
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 10000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / notZero(an * d + b);
    c = notZero(b + an / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < PRECISION * 4) break;
  }
  return front * h;
}

const notZero = (x: number) => (Math.abs(x) < TINY ? TINY : x);

/** A step below this share of x was the last one needed: Halley's method triples the digits, Newton's doubles them. */
const LAST_HALLEY = 2e-6;
const LAST_NEWTON = 1e-8;

/**
 * The x that a gamma of shape a and scale 1 exceeds with probability s. Halley's steps on the logarithm of the smaller
 * tail, from Wilson and Hilferty's approximation (1931); where they would go astray, Newton's on ln x, in which that
 * logarithm is concave. All are kept inside a bracket.
 */
export function gammaUpper(a: number, s: number): number {
  if (s >= 1) return 0;
  const upper = s < 0.5;
  const wanted = upper ? s : 1 - s;
  const lnGammaA = lnGamma(a);
  let low = 0;
  let high = Infinity;
  const cube = 1 - 1 / (9 * a) + normalUpper(s) / (3 * Math.sqrt(a));
  let x = cube > 0.1 ? a * cube * cube * cube : exp((ln(1 - s) + lnGammaA + ln(a)) / a);
  if (!(x > 0)) return 0;
  for (let i = 0; i < 200; i++) {
    const front = exp(a * ln(x) - x - lnGammaA);
    const tail = gammaTail(a, x, front);
    const is = upper === x >= a + 1 ? tail : 1 - tail;
    const off = ln(is / wanted);
    if (upper === off > 0) low = x;
    else high = x;
    // -d ln(tail) / dx of the upper tail, and of the lower one
    const hazard = (upper ? front : -front) / (x * is);
    const newton = off / hazard;
    const bend = 1 + 0.5 * newton * ((a - 1) / x - 1 + hazard);
    const next = bend > 0.5 && bend < 2 ? x + newton / bend : x * exp(Math.min(newton / x, 5));
    const inside = next > low && next < high ? next : between(low, high, x);
    const step = Math.abs(inside - x);
    x = inside;
    if (step <= (inside === next ? LAST_HALLEY : PRECISION) * x) break;
  }
  return x;
}

/** A point of a bracket that spans orders of magnitude, one of whose ends is x. */
function between(low: number, high: number, x: number): number {
  if (high === Infinity) return x * 2;
  return low === 0 ? x / 8 : high > 2 * low ? Math.sqrt(low) * Math.sqrt(high) : (low + high) / 2;
}

const lnBetaFunction = (a: number, b: number) => lnGamma(a) + lnGamma(b) - lnGamma(a + b);

/** Regularised incomplete beta function I_x(a, b), by Lentz' continued fraction. `lnBeta`: where it is known, ln B(a, b). */
export function betaCdf(x: number, a: number, b: number, lnBeta = lnBetaFunction(a, b)): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a, lnBeta);
  const front = exp(a * ln(x) + b * ln(1 - x) - lnBeta) / a;
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 10000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < PRECISION * 4) break;
  }
  return front * h;
}

/** The x that a beta of shapes a and b on (0, 1) exceeds with probability s. */
export function betaUpper(a: number, b: number, s: number): number {
  const lnBeta = lnBetaFunction(a, b);
  return s < 0.5 ? 1 - betaLower(b, a, s, lnBeta) : betaLower(a, b, 1 - s, lnBeta);
}

/** The x with I_x(a, b) = p <= 1/2: Newton's steps on ln I over ln x, kept inside a bracket, from where I = x^a / (a B(a, b)). */
function betaLower(a: number, b: number, p: number, lnBeta: number): number {
  let low = 0;
  let high = 1;
  let x = Math.min(exp((ln(p) + ln(a) + lnBeta) / a), a / (a + b));
  if (!(x > 0)) return 0;
  for (let i = 0; i < 200; i++) {
    const is = betaCdf(x, a, b, lnBeta);
    const off = ln(is / p);
    if (off < 0) low = x;
    else high = x;
    const newton = (-off * is) / exp(a * ln(x) + (b - 1) * ln(1 - x) - lnBeta);
    const next = x * exp(Math.min(newton, 5));
    const inside = next > low && next < high ? next : between(low, high, x);
    const step = Math.abs(inside - x);
    x = inside;
    if (step <= (inside === next ? LAST_NEWTON : PRECISION) * Math.min(x, 1 - x)) break;
  }
  return x;
}
