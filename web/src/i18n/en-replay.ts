/** Words of lines that are seen again. */
export const enReplay = {
  replay: {
    past: 'Past',
    title: 'Past: {{time}}',
    playing: 'seen again from the history, not live',
    standing: 'stands still, not live',
    waiting: 'Reading the history …',
    play: 'Play',
    pause: 'Pause',
    speed: 'Speed',
    times: '{{n}}×',
    instant: 'Instant of the last 24 h',
  },
};
