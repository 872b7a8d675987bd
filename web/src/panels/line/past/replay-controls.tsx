import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/use-format.js';
import { SPEEDS, type Speed } from './speeds.js';

const DAY_S = 86_400;
const STEP_S = 10;

interface Props {
  atUs: number;
  /** now of the line; null: not known yet */
  nowUs: number | null;
  zone: string;
  playing: boolean;
  speed: Speed | null;
  onGo: (atUs: number, speed: Speed | null) => void;
}

/** Goes on, stands still, goes to another instant of the last day, and how fast. */
export function ReplayControls({ atUs, nowUs, zone, playing, speed, onGo }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState<Speed>(speed ?? 10);
  const [wanted, setWanted] = useState<number | null>(null);
  const beforeS = (us: number) => Math.round(((nowUs ?? us) - us) / 1e6);
  const letGo = () => {
    if (wanted === null || nowUs === null) return;
    setWanted(null);
    onGo(nowUs - wanted * 1e6, playing ? chosen : null);
  };
  const shownUs = wanted === null || nowUs === null ? atUs : nowUs - wanted * 1e6;
  return (
    <div className="replay">
      <Button variant="default" onClick={() => onGo(atUs, playing ? null : chosen)} aria-pressed={playing}>
        {t(playing ? 'replay.pause' : 'replay.play')}
      </Button>
      <NativeSelect
        aria-label={t('replay.speed')}
        value={String(chosen)}
        onChange={(event) => {
          const next = SPEEDS.find((value) => String(value) === event.currentTarget.value) ?? chosen;
          setChosen(next);
          if (playing) onGo(atUs, next);
        }}
        data={SPEEDS.map((value) => ({ value: String(value), label: t('replay.times', { n: value }) }))}
      />
      <input
        type="range"
        className="replay-instant"
        aria-label={t('replay.instant')}
        aria-valuetext={format.dayAndClock(shownUs, zone)}
        min={-DAY_S + STEP_S}
        max={0}
        step={STEP_S}
        disabled={nowUs === null}
        value={-(wanted ?? beforeS(atUs))}
        onChange={(event) => setWanted(-Number(event.currentTarget.value))}
        onPointerUp={letGo}
        onKeyUp={letGo}
        onBlur={letGo}
      />
      <output className="minor">{format.clock(shownUs, zone, true)}</output>
    </div>
  );
}
