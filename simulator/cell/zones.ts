import { power as raise } from '../../src/engine/elementary.js';
import { isOpenProduct } from './condition.js';
import { roundKw } from './energy.js';
import { uniform } from './luck.js';
import { happened, type World, type ZoneState } from './state.js';
import { under } from './trouble-now.js';

const MINUTE_S = 60;
const YEAR_S = 31_557_600;
const DAY_S = 86_400;
/** Seconds from the beginning of a year, and of a day (UTC), to its coldest instant. */
const COLDEST_IN_YEAR_S = 17 * DAY_S;
const COLDEST_IN_DAY_S = 4 * 3600;
/** The synthetic year: mean, half the swing of the year and of a day, and of the weather of the week [deg C]. */
const CLIMATE = { mean: 12, year: 8, day: 4, weather: 1.2 } as const;

/** A wave between -1 and 1 that is lowest at 0: Bhaskara's approximation of the sine, to 0.2 %, exact on every machine. */
export function wave(turn: number): number {
  const half = (((turn % 1) + 1) % 1) * 2 - 0.5;
  const inTurn = half < 0 ? half + 2 : half;
  const rising = inTurn <= 1;
  const x = rising ? inTurn : inTurn - 1;
  const hump = (16 * x * (1 - x)) / (5 - 4 * x * (1 - x));
  return rising ? hump : -hump;
}

/** The weather of a synthetic year, every minute: seasons, days, and a slow wandering of its own. */
export function moveWeather({ plant }: World): void {
  if (plant.timeS % MINUTE_S !== 0) return;
  const { weather, timeS } = plant;
  weather.offset = weather.offset * 0.99965 + CLIMATE.weather * 0.09 * (2 * uniform(plant, 'weather') - 1);
  const season = CLIMATE.mean + CLIMATE.year * wave((timeS - COLDEST_IN_YEAR_S) / YEAR_S);
  const temperature = season + CLIMATE.day * wave((timeS - COLDEST_IN_DAY_S) / DAY_S) + weather.offset;
  weather.temperature = Math.round(temperature * 10) / 10;
  weather.humidity = Math.round(Math.min(98, Math.max(25, 72 - 2.2 * (temperature - season))));
}

const PRESSURE = { production: 15, setback: 12, lost: 3, alarm: 5 } as const;

/** One second of the clean-room zones: their mode, flow, pressure and energy. */
export function moveZones(world: World): void {
  const { cell, plant } = world;
  cell.definition.zones.forEach((zone, z) => {
    const state = plant.zones[z]!;
    const secrets = cell.zones[z]!;
    const warmerK = plant.weather.temperature - CLIMATE.mean;
    if (plant.timeS % MINUTE_S === 0 || world.changed) {
      state.setback = zone.setback < 1 && !isNeeded(world, z);
      const stuck = secrets.stuck !== undefined && plant.timeS >= plant.beganS + secrets.stuck.after;
      state.flow = state.setback && !stuck ? zone.setback : 1;
      const factor = (value: Parameters<typeof cell.factor>[0]) => cell.factor(value, plant.timeS);
      state.kw.fan = roundKw(zone.fan * (state.flow === 1 ? 1 : raise(state.flow, zone.exponent)) * factor(secrets.fan));
      state.kw.cooling = roundKw(zone.cooling * state.flow * factor(secrets.cooling) * Math.max(0, 1 + secrets.coolingPerK * warmerK));
      state.kw.heat = roundKw((zone.heat?.power ?? 0) * state.flow * factor(secrets.heat) * Math.max(0, 1 - secrets.heatPerK * warmerK));
    }
    state.kwh.electricity += (state.kw.fan + state.kw.cooling) / 3600;
    state.kwh.heat += state.kw.heat / 3600;
    if (plant.timeS % 10 === 0) pressurise(world, zone.id, state);
  });
}

/** Whether a zone must be in production mode: by its calendar, a recovery time before it, or while product is open in it. */
function isNeeded({ cell, plant }: World, zone: number): boolean {
  const calendar = cell.zoneCalendar[zone]!;
  if (calendar < 0 || plant.working[calendar]) return true;
  if (plant.timeS >= plant.turnsS[calendar]! - cell.definition.zones[zone]!.recovery) return true;
  return cell.places.some((place) => place.zone === zone && isOpenProduct(plant.places[place.index]!));
}

function pressurise(world: World, zone: string, state: ZoneState): void {
  const { plant } = world;
  const lost = under(world, 'excursion').some((one) => one.zone === zone);
  const mean = lost ? PRESSURE.lost : state.flow === 1 ? PRESSURE.production : PRESSURE.setback;
  const before = state.dp;
  state.dp = Math.round((mean + (before - mean) * 0.4 + (uniform(plant, `${zone}/pressure`) - 0.5)) * 10) / 10;
  if (before >= PRESSURE.alarm !== state.dp >= PRESSURE.alarm)
    happened(world, 'cell', { alarm: 'room-pressure', zone, raised: state.dp < PRESSURE.alarm, severity: 'high' }, '_alarm_v1/Event');
}
