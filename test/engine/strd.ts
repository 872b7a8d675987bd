/**
 * Linear cases of the Statistical Reference Datasets (NIST, https://www.itl.nist.gov/div898/strd/lls/lls.shtml): data and certified
 * values are facts of public domain.
 */
export interface CertifiedCase {
  name: string;
  y: number[];
  /** columns beside the constant */
  columns: number[][];
  constant: boolean;
  estimates: number[];
  deviations: number[];
  residualSd: number;
  r2: number;
}

/** x, its square and so on. */
const powers = (x: readonly number[], degree: number) => Array.from({ length: degree }, (_, d) => x.map((value) => value ** (d + 1)));

const LONGLEY = `60323 83 234289 2356 1590 107608 1947
61122 88.5 259426 2325 1456 108632 1948
60171 88.2 258054 3682 1616 109773 1949
61187 89.5 284599 3351 1650 110929 1950
63221 96.2 328975 2099 3099 112075 1951
63639 98.1 346999 1932 3594 113270 1952
64989 99 365385 1870 3547 115094 1953
63761 100 363112 3578 3350 116219 1954
66019 101.2 397469 2904 3048 117388 1955
67857 104.6 419180 2822 2857 118734 1956
68169 108.4 442769 2936 2798 120445 1957
66513 110.8 444546 4681 2637 121950 1958
68655 112.6 482704 3813 2552 123366 1959
69564 114.2 502601 3931 2514 125368 1960
69331 115.7 518173 4806 2572 127852 1961
70551 116.9 554894 4007 2827 130081 1962`
  .split('\n')
  .map((line) => line.split(' ').map(Number));

const numbers = (text: string) => text.trim().split(/\s+/).map(Number);

const NORRIS_X = numbers(`0.2 337.4 118.2 884.6 10.1 226.5 666.3 996.3 448.6 777 558.2 0.4 0.6 775.5 666.9 338 447.5 11.6 556 228.1 995.8 887.6
  120.2 0.3 0.3 556.8 339.1 887.2 999 779 11.1 118.3 229.2 669.1 448.9 0.5`);
const NORRIS_Y = numbers(`0.1 338.8 118.1 888 9.2 228.1 668.5 998.5 449.1 778.9 559.2 0.3 0.1 778.1 668.8 339.3 448.9 10.8 557.7 228.3 998 888.8
  119.6 0.3 0.6 557.6 339.3 888 998.5 778.9 10.2 117.6 228.9 668.4 449.2 0.2`);

const PONTIUS_X = Array.from({ length: 40 }, (_, i) => 150_000 * ((i % 20) + 1));
const PONTIUS_Y = numbers(`.11019 .21956 .32949 .43899 .54803 .65694 .76562 .87487 .98292 1.09146 1.20001 1.30822 1.41599 1.52399 1.63194 1.73947
  1.84646 1.95392 2.06128 2.16844 .11052 .22018 .32939 .43886 .54798 .65739 .76596 .87474 .98300 1.09150 1.20004 1.30818 1.41613 1.52408
  1.63159 1.73965 1.84696 1.95445 2.06177 2.16829`);

const TWENTY = Array.from({ length: 21 }, (_, i) => i);
const WAMPLER_SE = [2152.3262467817, 2363.55173469681, 779.343524331583, 101.47550755035, 5.64566512170752, 0.112324854679312];
/** y of the polynomial of ones, with the errors of Wampler3 times a factor. */
const WAMPLER_3 = numbers(`760 -2042 2111 -1684 3888 1858 11379 17560 39287 64382 113159 175108 273291 400186 581243 811568 1121004 1506550
  2002767 2611612 3369180`);
const ones = (x: number) => 1 + x + x ** 2 + x ** 3 + x ** 4 + x ** 5;
const wampler = (factor: number) => TWENTY.map((x, i) => ones(x) + factor * (WAMPLER_3[i]! - ones(x)));

export const CERTIFIED: CertifiedCase[] = [
  {
    name: 'Longley',
    y: LONGLEY.map((row) => row[0]!),
    columns: [1, 2, 3, 4, 5, 6].map((j) => LONGLEY.map((row) => row[j]!)),
    constant: true,
    estimates: [-3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359, -0.0511041056535807, 1829.15146461355],
    deviations: [890420.383607373, 84.9149257747669, 0.0334910077722432, 0.488399681651699, 0.214274163161675, 0.22607320006937, 455.478499142212],
    residualSd: 304.854073561965,
    r2: 0.995479004577296,
  },
  {
    name: 'Norris',
    y: NORRIS_Y,
    columns: [NORRIS_X],
    constant: true,
    estimates: [-0.262323073774029, 1.00211681802045],
    deviations: [0.232818234301152, 0.000429796848199937],
    residualSd: 0.884796396144373,
    r2: 0.999993745883712,
  },
  {
    name: 'Pontius',
    y: PONTIUS_Y,
    columns: powers(PONTIUS_X, 2),
    constant: true,
    estimates: [0.673565789473684e-3, 0.732059160401003e-6, -0.316081871345029e-14],
    deviations: [0.107938612033077e-3, 0.157817399981659e-9, 0.486652849992036e-16],
    residualSd: 0.205177424076185e-3,
    r2: 0.999999900178537,
  },
  {
    name: 'NoInt1',
    y: TWENTY.slice(0, 11).map((i) => 130 + i),
    columns: [TWENTY.slice(0, 11).map((i) => 60 + i)],
    constant: false,
    estimates: [2.07438016528926],
    deviations: [0.0165289256198347],
    residualSd: 3.56753034006338,
    r2: 0.999365492298663,
  },
  {
    name: 'Wampler1',
    y: TWENTY.map(ones),
    columns: powers(TWENTY, 5),
    constant: true,
    estimates: [1, 1, 1, 1, 1, 1],
    deviations: [0, 0, 0, 0, 0, 0],
    residualSd: 0,
    r2: 1,
  },
  {
    name: 'Wampler3',
    y: wampler(1),
    columns: powers(TWENTY, 5),
    constant: true,
    estimates: [1, 1, 1, 1, 1, 1],
    deviations: WAMPLER_SE,
    residualSd: 2360.14502379268,
    r2: 0.99999555902582,
  },
  {
    name: 'Wampler4',
    y: wampler(100),
    columns: powers(TWENTY, 5),
    constant: true,
    estimates: [1, 1, 1, 1, 1, 1],
    deviations: WAMPLER_SE.map((value) => value * 100),
    residualSd: 236014.502379268,
    r2: 0.957478440825662,
  },
];
