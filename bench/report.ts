import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import type { Reported, Size } from './benchmark.ts'
import { drawn } from './picture.ts'
import type { Outcome, Spread } from './rounds.ts'

const SIZES: Readonly<Record<Size, string>> = { small: 'petite', default: 'ordinaire', large: 'grande' }

/** Writes the tables of these outcomes into a document; the sections of other cases stay as they are. */
export function writeReport(path: string, outcomes: readonly Outcome[], on: Date): void {
  const kept = existsSync(path) ? sectionsOf(readFileSync(path, 'utf8')) : new Map<string, string>()
  for (const outcome of outcomes) {
    kept.set(outcome.benchmark.name, sectionOf(outcome, on))
    draw(dirname(path), outcome)
  }
  const sections = [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
  writeFileSync(path, [PREAMBLE, ...sections].join('\n'))
}

const PREAMBLE = `# Mesures

Écrit par \`npm run bench\` (\`--size small|default|large\`, \`--only NOM\`). Les sujets d’un cas tournent l’un après l’autre,
chacun dans son processus, plusieurs tours de suite ; un rapport compare deux mesures du même tour. La mémoire est le plus
haut point atteint par le processus.
`

function sectionsOf(text: string): Map<string, string> {
  const parts = text.split(/^(?=## )/m).slice(1)
  return new Map(
    parts.flatMap((part) => {
      const name = /^<!-- (\S+) -->$/m.exec(part)?.[1]
      return name ? [[name, `${part.trimEnd()}\n`] as const] : []
    }),
  )
}

/** Puts the drawing of a case beside the document, where it has one. */
function draw(folder: string, { benchmark, size, spreads }: Outcome): void {
  if (!benchmark.picture) return
  mkdirSync(join(folder, 'images'), { recursive: true })
  const measured = (name: string) =>
    spreads.find(({ reported }) => reported.of === name && reported.over === undefined)?.median
  writeFileSync(join(folder, 'images', `${benchmark.name}.svg`), drawn(benchmark.picture, size, measured))
}

function sectionOf({ benchmark, size, rounds, spreads, missing }: Outcome, on: Date): string {
  return [
    `## ${benchmark.title}`,
    '',
    `<!-- ${benchmark.name} -->`,
    benchmark.describe(size),
    '',
    ...(benchmark.picture ? [`![${benchmark.picture.title}](images/${benchmark.name}.svg)`, ''] : []),
    `Le ${on.toLocaleDateString('fr-FR')}, taille ${SIZES[size]}, ${rounds} ${rounds > 1 ? 'tours' : 'tour'}, ${machine()}.`,
    '',
    '| mesure | plus bas | médiane | plus haut | attendu |',
    '|---|--:|--:|--:|--:|',
    ...spreads.map(line),
    ...missing.map(({ label, reason }) => `\n${label} : non mesuré ici (${reason}).`),
    '',
  ].join('\n')
}

function line({ reported, min, median, max }: Spread): string {
  const figures = [min, median, max].map((value) => written(value, reported))
  const wanted = reported.atMost === undefined ? '' : `≤ ${written(reported.atMost, reported)}`
  const verdict = reported.atMost === undefined ? '' : median <= reported.atMost ? ' oui' : ' **non**'
  return `| ${reported.label} | ${figures.join(' | ')} | ${wanted}${verdict} |`
}

function written(value: number, { unit }: Reported): string {
  const digits = unit === 'Mo' || unit === 'lignes' || unit === 'ko' ? 0 : 2
  return `${value.toLocaleString('fr-FR', { maximumFractionDigits: digits })}\u202F${unit}`
}

function machine(): string {
  const [first] = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `${cpus().length} cœurs (${first?.model.trim() || 'modèle inconnu'}), ${memory} Go, ${platform()} ${arch()}, Node ${process.versions.node}, charge moyenne ${Math.round(loadavg()[0] ?? 0)}`
}
