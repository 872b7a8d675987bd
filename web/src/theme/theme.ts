import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { PRIMARY, TONES, type Scheme } from './palette.js';
import { paletteVariables } from './palette-variables.js';

const slate: MantineColorsTuple = ['#F4F6F7', '#E6EAED', '#D0D7DC', '#B3BDC5', '#94A1AC', '#778693', '#5D6D7B', PRIMARY, '#34424E', '#232E37'];
const night: MantineColorsTuple = ['#E4E9ED', '#C3CBD2', '#A9B5BF', '#7C8892', '#3D474F', '#343D44', '#2B333A', '#262D33', '#1E2429', '#171C20'];

export const theme = createTheme({
  colors: { slate, dark: night },
  primaryColor: 'slate',
  primaryShade: 7,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace',
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontWeight: '600' },
});

function variables(scheme: Scheme, trafficLights: boolean): Record<string, string> {
  return {
    ...paletteVariables(scheme, trafficLights),
    '--mantine-color-body': TONES[scheme].page,
    '--mantine-color-text': TONES[scheme].ink,
    '--mantine-color-dimmed': TONES[scheme].muted,
    '--mantine-color-anchor': TONES[scheme].link,
    '--mantine-color-error': TONES[scheme].priority1,
    '--mantine-color-placeholder': TONES[scheme].muted,
    '--mantine-color-default': TONES[scheme].raised,
    '--mantine-color-default-border': TONES[scheme].line,
  };
}

/** The palette as CSS variables, so that style sheets and charts take their colours from one place. */
export const cssVariables =
  (trafficLights: boolean): CSSVariablesResolver =>
  () => ({ variables: {}, light: variables('light', trafficLights), dark: variables('dark', trafficLights) });
