import type { Picture, Size } from './benchmark.ts'

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 360, 64, 130, 44, 52]
/** Okabe-Ito, as on the pages. */
const COLOURS = ['#0072B2', '#D55E00', '#009E73']

/** The curves of a picture as an SVG document; `measured` gives the median of a measure, undefined where there is none. */
export function drawn(
  { title, across, upward, sizes, curves }: Picture,
  size: Size,
  measured: (name: string) => number | undefined,
): string {
  const lines = curves.map((curve) => ({
    ...curve,
    points: sizes(size).flatMap((x, at) => {
      const y = measured(`${curve.of}${at + 1}`)
      return y === undefined ? [] : [{ x, y }]
    }),
  }))
  const all = lines.flatMap(({ points }) => points)
  const [right, top] = [Math.max(...all.map(({ x }) => x)), Math.max(...all.map(({ y }) => y))]
  const px = (x: number) => LEFT + (x / right) * (WIDTH - LEFT - RIGHT)
  const py = (y: number) => HEIGHT - BOTTOM - (y / top) * (HEIGHT - TOP - BOTTOM)
  const number = (value: number) => value.toLocaleString('fr-FR', { maximumFractionDigits: 1 })
  const text = (x: number, y: number, said: string, more = '') =>
    `<text x="${x}" y="${y}" ${more}>${said}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="13" fill="#222">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(LEFT, 24, title, 'font-size="15" font-weight="600"'),
    `<path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="#888"/>`,
    ...sizes(size).map((x) => text(px(x), HEIGHT - BOTTOM + 18, number(x), 'text-anchor="middle"')),
    ...[0, top / 2, top].map((y) => text(LEFT - 8, py(y) + 4, number(y), 'text-anchor="end"')),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, across, 'text-anchor="middle"'),
    text(LEFT - 8, TOP - 8, upward, 'text-anchor="end"'),
    ...lines.flatMap(({ label, points, dashed }, at) => {
      const colour = COLOURS[at % COLOURS.length]
      const path = points.map(
        ({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${px(x).toFixed(1)} ${py(y).toFixed(1)}`,
      )
      const last = points.at(-1)
      return [
        `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="2"${dashed ? ' stroke-dasharray="6 4"' : ''}/>`,
        ...points.map(
          ({ x, y }) =>
            `<circle cx="${px(x).toFixed(1)}" cy="${py(y).toFixed(1)}" r="3.5" fill="${colour}"/>`,
        ),
        ...(last ? [text(px(last.x) + 10, py(last.y) + 4, label, `fill="${colour}"`)] : []),
      ]
    }),
    '</svg>',
    '',
  ].join('\n')
}
