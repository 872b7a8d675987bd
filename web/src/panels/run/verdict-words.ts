import type { Verdict } from '../../../../src/contract/verdict.js';

/** Better and worse, not up and down: less energy is ▲ better. */
export const VERDICT_GLYPHS: Record<Verdict, string> = { better: '▲', worse: '▼', 'no-detectable-difference': '≈', 'too-few-runs': '?' };
