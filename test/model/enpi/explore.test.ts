import { fitBaseline } from '../../../src/model/enpi/baseline.js';
import { savingsOf } from '../../../src/model/enpi/savings.js';
import { madeDays, request } from './made-site.js';
it('explore', () => {
  const out: string[] = [];
  for (const [rho, n, m, base] of [[0, 365, 90, 15.5], [0,120,30,15.5], [0.3, 365, 90, 15.5], [0.6, 365, 90, 15.5], [0.6, 120, 60, 15.5], [0.8, 365, 90, 15.5],[0.6, 365, 90, undefined], [0,365,90,undefined],[0.6,365,15,15.5]] as const) {
    let hits = 0, ash = 0, term = 0, rhos = 0; const N = 300; const t0 = performance.now();
    for (let seed = 0; seed < N; seed++) {
      const days = madeDays({ days: n + m, seed, sd: 250, rho, saved: (d) => (d >= n ? 300 : 0) });
      const f = fitBaseline(request({ heating: base === undefined ? {} : { baseC: base } }), days.slice(0, n));
      if (!f.ok) throw new Error();
      const s = savingsOf(f.model, days.slice(n))!;
      rhos += f.model.noise.rho / N;
      if (s.savedKwh.low <= 300 * m && s.savedKwh.high >= 300 * m) hits++;
      if (Math.abs(s.savedKwh.mean - 300 * m) <= s.fractionalUncertaintyAshrae14! * Math.abs(s.savedKwh.mean)) ash++;
      const b = f.model.baseline.terms[1]!; if (b.low <= 35 && b.high >= 35) term++;
    }
    out.push(`rho ${rho} n ${n} m ${m} base ${base}: own ${hits / N} ashrae ${ash / N} term ${term/N} rho^ ${rhos.toFixed(3)} ${((performance.now()-t0)/N).toFixed(1)} ms`);
  }
  console.log(out.join('\n'));
}, 600000);
