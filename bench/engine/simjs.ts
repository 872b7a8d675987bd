import { createRequire } from 'node:module';
import path from 'node:path';
import { packageRoot } from '../../src/platform/package.js';
import { BUFFER, MACHINES, MTTF, MTTR, RHO, type Work } from './kernels.js';

/** What is used of simjs 2.0.3 (MIT), which has no types of its own. */
interface Simjs {
  Sim: new () => Simulation;
  Entity: new (simulation: Simulation, name?: string) => Entity;
  Facility: new (name: string) => Facility;
  Buffer: new (name: string, capacity: number) => object;
  Random: new (seed: number) => Random;
}
interface Random {
  exponential(rate: number): number;
}
interface Simulation {
  simulate(until: number): void;
  addEntity(kind: new (simulation: Simulation, name?: string) => Entity, name: string): Entity;
}
type Facility = object;
interface Request {
  done(then: () => void): Request;
}
interface Entity {
  time(): number;
  setTimer(delay: number): Request;
  useFacility(facility: Facility, duration: number): Request;
  putBuffer(buffer: object, amount: number): Request;
  getBuffer(buffer: object, amount: number): Request;
}

/** Simjs, or null where it is not installed. Its file exports nothing: it writes `Sim` into a global `window`, where there is one. */
export function loadSimjs(): Simjs | null {
  const scope = globalThis as { window?: { Sim?: Simjs } };
  const before = scope.window;
  const window: { Sim?: Simjs } = {};
  scope.window = window;
  try {
    createRequire(path.join(packageRoot, 'bench/engine/'))('simjs');
    return window.Sim ?? null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  } finally {
    if (before === undefined) delete scope.window;
    else scope.window = before;
  }
}

/** M/M/1 in simjs, with the customers of mm1ByHand. Its facility keeps statistics that cannot be switched off. */
export function mm1Simjs({ Sim, Entity, Facility, Random }: Simjs, until: number, seed: number): Work {
  const random = new Random(seed);
  const server = new Facility('server');
  let arrived = 0;
  let departed = 0;
  const leave = () => void departed++;
  class Source extends Entity {
    start(): void {
      this.next();
    }
    next(): void {
      this.setTimer(random.exponential(RHO)).done(this.arrive);
    }
    arrive = (): void => {
      arrived++;
      this.useFacility(server, random.exponential(1)).done(leave);
      this.next();
    };
  }
  const simulation = new Sim();
  simulation.addEntity(Source, 'source');
  simulation.simulate(until);
  return { done: arrived + departed, result: arrived + departed };
}

/** The line of lineByHand in simjs: a machine is an entity, what stands before it a buffer. */
export function lineSimjs({ Sim, Entity, Buffer, Random }: Simjs, until: number, seed: number): Work {
  const random = new Random(seed);
  const before = Array.from({ length: MACHINES }, (_, i) => (i === 0 ? null : new Buffer(`b${i}`, BUFFER)));
  const passed = new Float64Array(MACHINES);
  const simulation = new Sim();
  const machine = (i: number) => {
    const from = before[i]!;
    const into = before[i + 1]!;
    return class Machine extends Entity {
      private life = 0;
      private left = 0;
      start(): void {
        this.life = random.exponential(1 / MTTF);
        this.take();
      }
      take(): void {
        if (i === 0) this.begin();
        else this.getBuffer(from, 1).done(this.begin);
      }
      begin = (): void => {
        this.left = random.exponential(1);
        this.work();
      };
      work(): void {
        if (this.life < this.left) this.setTimer(this.life).done(this.breakDown);
        else this.setTimer(this.left).done(this.finish);
      }
      breakDown = (): void => {
        this.left -= this.life;
        this.setTimer(random.exponential(1 / MTTR)).done(this.goOn);
      };
      goOn = (): void => {
        this.life = random.exponential(1 / MTTF);
        this.work();
      };
      finish = (): void => {
        this.life -= this.left;
        if (i === MACHINES - 1) this.handedOn();
        else this.putBuffer(into, 1).done(this.handedOn);
      };
      handedOn = (): void => {
        passed[i]!++;
        this.take();
      };
    };
  };
  for (let i = 0; i < MACHINES; i++) simulation.addEntity(machine(i), `m${i}`);
  simulation.simulate(until);
  return { done: passed.reduce((sum, n) => sum + n, 0), result: passed[MACHINES - 1]! };
}
