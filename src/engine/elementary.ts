/**
 * Natural logarithm and exponential from nothing but the operations that IEEE 754 rounds exactly, so that a simulation
 * gives the same bits on every JavaScript engine: Math.log and Math.exp may differ from one to the next.
 * The methods are those of FDLIBM 5.3 (e_log.c and e_exp.c, Sun Microsystems 1993, free to use with this notice); their
 * error is below one unit in the last place.
 */

const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);
number[0] = 1;
const HIGH = halves[1] === 0x3ff00000 ? 1 : 0;

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_54 = 18014398509481984;

/** ln x. Minus infinity at 0, not a number below. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    k = -54;
    x *= TWO_54;
  }
  number[0] = x;
  let high = halves[HIGH]!;
  k += (high >>> 20) - 1023;
  high &= 0xfffff;
  const carry = (high + 0x95f64) & 0x100000;
  halves[HIGH] = high | (carry ^ 0x3ff00000);
  k += carry >>> 20;
  return lnOfScaled(number[0] - 1, high, k);
}

/** ln of (1 + f) 2^k for 1 + f between sqrt(1/2) and sqrt(2); `high`: the upper 20 bits of the fraction of the whole number. */
export function lnOfScaled(f: number, high: number, k: number): number {
  return k * LN2_HIGH + lnNearOne(f, high, k * LN2_LOW, k);
}

/** ln(1 + f) for 1 + f between sqrt(1/2) and sqrt(2), plus the low part of k ln 2. */
function lnNearOne(f: number, high: number, low: number, k: number): number {
  if ((0xfffff & (2 + high)) < 3) {
    const r = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - r : f - (r - low);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const even = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const r = even + odd;
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half = 0.5 * f * f;
    return f - (half - (s * (half + r) + low));
  }
  return f - (s * (f - r) - low);
}

/** e to the x. */
export function exp(x: number): number {
  if (!(x < 709.782712893384)) return x === x ? (x > 709.782712893384 ? Infinity : 1.7976931348622732e308) : NaN;
  if (x < -745.1332191019411) return 0;
  const k = Math.trunc(1.4426950408889634 * x + (x < 0 ? -0.5 : 0.5));
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r - t * (0.16666666666666602 + t * (-0.0027777777777015593 + t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k === 0) return y;
  if (k > 1023) return y * powerOfTwo(1023) * 2;
  return k >= -1021 ? y * powerOfTwo(k) : y * powerOfTwo(k + 1000) * POWER_MINUS_1000;
}

const POWER_MINUS_1000 = 9.332636185032189e-302;

/** 2^k for -1022 <= k <= 1023. */
function powerOfTwo(k: number): number {
  halves[1 - HIGH] = 0;
  halves[HIGH] = (k + 1023) << 20;
  return number[0]!;
}

/** x to the y for x >= 0. Relative error about |y ln x| units in the last place. */
export function power(x: number, y: number): number {
  if (y === 1) return x;
  if (x === 0) return y === 0 ? 1 : y > 0 ? 0 : Infinity;
  return exp(y * ln(x));
}
