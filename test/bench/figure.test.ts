import { figureText } from '../../bench/figure.js';

it('a figure as text says its ratio, and that above 1 is better, whatever it is', () => {
  const figure = { name: 'rate', ours: 23750, rival: 45490, ratio: 0.522, unit: '/s', note: 'bare' };
  expect(figureText(figure)).toMatch(/^rate +23750 \/s +against 45490, ratio 0\.522 \(above 1 is better for us\) \(bare\)$/);
  expect(figureText({ ...figure, rival: undefined, ratio: null })).toMatch(/^rate +23750 \/s +\(bare\)$/);
});
