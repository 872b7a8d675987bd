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
    0.99999999999980993 + 676.5203681218851 / (z + 1) - 1259.1392167224028 / (z + 2) + 771.32342877765313 / (z + 3) - 176.61502916214059 / (z + 4) +
    12.507343278686905 / (z + 5) - 0.13857109526572012 / (z + 6) + 9.9843695780195716e-6 / (z + 7) + 1.5056327351493116e-7 / (z + 8);
  const t = z + 7.5;
  return 0.9189385332046727 + (z + 0.5) * ln(t) - t + ln(sum);
}

/** Probability that a standard normal exceeds x. Cody (1969), as in R's pnorm; the upper tail keeps its relative accuracy. */
export function normalSurvival(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.67448975) {
    const s = x * x;
    const top = polynomial(s, [0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249]);
    const bottom = polynomial(s, [1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956]);
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
    const top = polynomial(y, [
      1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226, 2494.5375852903726711,
      6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
    ]);
    const bottom = polynomial(y, [
      1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091, 34900.952721145977266,
      38912.003286093271411, 19685.429676859990727,
    ]);
    return (gauss * top) / bottom;
  }
  const s = 1 / (y * y);
  const top = polynomial(s, [
    0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807, 0.001421619193227893466, 2.9112874951168792e-5,
  ]);
  const bottom = polynomial(s, [1, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244, 7.29751555083966205e-5]);
  return (gauss * (0.3989422804014327 - (s * top) / bottom)) / y;
}

/** The x that a standard normal exceeds with probability p. Wichura (1988), AS 241 PPND16, relative error about 1e-16. */
export function normalUpper(p: number): number {
  const q = 0.5 - p;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    const top = polynomial(r, [
      2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
      133.14166789178437745, 3.387132872796366608,
    ]);
    const bottom = polynomial(r, [
      5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083,
      42.313330701600911252, 1,
    ]);
    return (q * top) / bottom;
  }
  const x = farFromMiddle(Math.sqrt(-ln(q < 0 ? 1 - p : p)));
  return q < 0 ? -x : x;
}

function farFromMiddle(root: number): number {
  if (root <= 5) {
    const r = root - 1.6;
    const top = polynomial(r, [
      7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055,
      4.6303378461565452959, 1.42343711074968357734,
    ]);
    const bottom = polynomial(r, [
      1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494,
      2.05319162663775882187, 1,
    ]);
    return top / bottom;
  }
  const r = root - 5;
  const top = polynomial(r, [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358,
    5.4637849111641143699, 6.6579046435011037772,
  ]);
  const bottom = polynomial(r, [
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525,
    0.13692988092273580531, 0.59983220655588793769, 1,
  ]);
  return top / bottom;
}

const TINY = 1e-300;
const PRECISION = 1e-16;

/** Regularised upper incomplete gamma function Q(a, x): the chance that a gamma of shape a and scale 1 exceeds x. */
export function gammaSurvival(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = exp(a * ln(x) - x - lnGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10000 && Math.abs(term) > Math.abs(sum) * PRECISION; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - front * sum;
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

/** The x that a gamma of shape a and scale 1 exceeds with probability s: Newton's steps on ln x, kept inside a bracket. */
export function gammaUpper(a: number, s: number): number {
  if (s >= 1) return 0;
  let low = 0;
  let high = Infinity;
  const z = normalUpper(s);
  const wilson = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
  let x = wilson > 0.1 ? a * wilson * wilson * wilson : exp((ln(1 - s) + lnGamma(a + 1)) / a);
  if (!(x > 0)) x = 1e-300;
  for (let i = 0; i < 200; i++) {
    const error = gammaSurvival(a, x) - s;
    if (error > 0) low = x;
    else high = x;
    const slope = exp(a * ln(x) - x - lnGamma(a)); // -dS / d ln x
    let next = slope > 0 ? x * exp(Math.max(-2, Math.min(2, error / slope))) : NaN;
    if (!(next > low && next < high)) next = high === Infinity ? x * 2 : (low + high) / 2;
    if (Math.abs(next - x) <= 4e-16 * x) return next;
    x = next;
  }
  return x;
}

/** Regularised incomplete beta function I_x(a, b), by Lentz' continued fraction. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const front = exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * ln(x) + b * ln(1 - x)) / a;
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
