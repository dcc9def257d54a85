import { wrapped } from './lay-out.ts'

/** What travels with a drawing, since nobody will see the page around it. */
export interface ImageWords {
  title: string
  /** Unit, base, source: one line each. */
  lines: readonly string[]
  /** Said loudly across the top; null for what was collected or printed. */
  warning: string | null
}

const MARGIN = 24
const TITLE = 20
const LINE = 13
/** The width of a swatch of the legend. */
const SWATCH = 24
const PAINT = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'fill-opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const
const SVG = 'http://www.w3.org/2000/svg'

/**
 * The drawing of a chart as a file of its own: colours written out, title and legend above, base and provenance below.
 * Throws where the chart holds no drawing.
 */
export function chartSvg(
  chart: HTMLElement,
  words: ImageWords,
): { svg: string; width: number; height: number } {
  const drawing = chart.querySelector<SVGSVGElement>('svg[data-drawing]')
  if (drawing === null) throw new Error('chart: no drawing')
  const { width: drawn, height: tall } = drawing.getBoundingClientRect()
  const width = Math.max(480, Math.ceil(drawn)) + 2 * MARGIN
  const page = getComputedStyle(document.documentElement)
  const [paper, ink, soft, alert] = ['--paper', '--ink', '--soft', '--alert-ink'].map((name) =>
    page.getPropertyValue(name).trim(),
  ) as [string, string, string, string]
  const sheet = element('svg', { xmlns: SVG, width })
  const ground = element('rect', { width: '100%', height: '100%', fill: paper })
  sheet.append(ground)
  let y = MARGIN
  const write = (text: string, size: number, fill: string, weight: number) => {
    for (const line of wrapped(text, width - 2 * MARGIN, size)) {
      y += size * 1.3
      const words = element('text', {
        x: MARGIN,
        y: y - size * 0.3,
        fill,
        'font-size': size,
        'font-weight': weight,
      })
      words.setAttribute('font-family', 'system-ui, sans-serif')
      words.textContent = line
      sheet.append(words)
    }
  }
  if (words.warning !== null) write(words.warning, LINE + 1, alert, 700)
  write(words.title, TITLE, ink, 600)
  y += 10
  y += legend(chart, sheet, y, ink, width - 2 * MARGIN)
  const copy = painted(drawing)
  for (const [name, value] of Object.entries({ x: MARGIN, y, width: drawn, height: tall }))
    copy.setAttribute(name, String(value))
  sheet.append(copy)
  y += tall + 6
  for (const line of words.lines) write(line, LINE, soft, 400)
  const height = Math.ceil(y + MARGIN)
  sheet.setAttribute('height', String(height))
  sheet.setAttribute('viewBox', `0 0 ${width} ${height}`)
  return { svg: new XMLSerializer().serializeToString(sheet), width, height }
}

/** The same as pixels, twice as fine as on screen. Rejects where the browser cannot draw it. */
export async function chartPng(image: { svg: string; width: number; height: number }): Promise<Blob> {
  const picture = new Image()
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(image.svg)}`
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width * 2
  canvas.height = image.height * 2
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('canvas: no 2d context')
  context.scale(2, 2)
  context.drawImage(picture, 0, 0, image.width, image.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('canvas: no image')))),
  )
}

/** Hands a file to the reader. */
export function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Sets the swatches of a legend with their words, in lines; returns the height that they take. */
function legend(chart: HTMLElement, sheet: SVGElement, top: number, ink: string, width: number): number {
  const entries = [...chart.querySelectorAll('[data-legend] li')]
  if (entries.length === 0) return 0
  let [x, y] = [MARGIN, top]
  for (const entry of entries) {
    const text = entry.textContent ?? ''
    const length = SWATCH + 8 + text.length * LINE * 0.55
    if (x > MARGIN && x + length > MARGIN + width) [x, y] = [MARGIN, y + LINE * 1.6]
    const swatch = entry.querySelector('svg')
    if (swatch !== null) {
      const copy = painted(swatch)
      for (const [name, value] of Object.entries({ x, y, width: SWATCH, height: 12 }))
        copy.setAttribute(name, String(value))
      sheet.append(copy)
    }
    const words = element('text', { x: x + SWATCH + 6, y: y + 10, fill: ink, 'font-size': LINE })
    words.setAttribute('font-family', 'system-ui, sans-serif')
    words.textContent = text
    sheet.append(words)
    x += length + 16
  }
  return y - top + LINE * 2
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}

/** A copy whose paint no longer depends on a stylesheet. */
function painted(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const originals = [drawing, ...drawing.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  for (const [index, original] of originals.entries()) {
    const style = getComputedStyle(original)
    const to = copies[index]
    if (to === undefined) continue
    for (const name of PAINT) to.setAttribute(name, style.getPropertyValue(name))
    for (const name of ['class', 'tabindex', 'role', 'aria-label', 'style']) to.removeAttribute(name)
  }
  return copy
}
