import { createTheme } from '@mantine/core'

/** What Mantine's parts share with the page: its type, its square corners, its ink. */
export const theme = createTheme({
  fontFamily: 'var(--sans)',
  headings: { fontFamily: 'var(--serif)' },
  defaultRadius: 'xs',
  black: '#1d1c1a',
  white: '#ffffff',
  primaryColor: 'dark',
  primaryShade: { light: 7, dark: 1 },
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
})
