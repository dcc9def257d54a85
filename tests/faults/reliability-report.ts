import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform, totalmem } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../support/published-home.ts'

const PATH = join(ROOT, 'docs/reliability.md')
const PREAMBLE = `# Fiabilité

Écrit par \`npm run faults\` (processus tués, pannes) et \`npm run fuzz\` (fichiers abîmés) ; \`RETOMBEES_SEED\` rejoue une
exécution, un échantillon des trois reste dans \`npm test\`. Le programme est toujours la commande construite, dans un
processus à elle ; rien n’est simulé que les fichiers.
`
const ORDER = ['kills', 'faults', 'fuzz'] as const
export type ReportSection = (typeof ORDER)[number]

/** Puts a section in its place in \`docs/reliability.md\`; the others stay as they are. Lines are Markdown, in French. */
export function writeSection(name: ReportSection, title: string, lines: readonly string[]): void {
  const kept = existsSync(PATH) ? sectionsOf(readFileSync(PATH, 'utf8')) : new Map<string, string>()
  kept.set(name, [`## ${title}`, '', `<!-- ${name} -->`, ...lines, ''].join('\n'))
  const sections = ORDER.flatMap((one) => kept.get(one) ?? [])
  writeFileSync(PATH, [PREAMBLE, ...sections].join('\n'))
}

/** When, from which seed and on what kind of machine. */
export function circumstances(seed: number, on: Date): string {
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `Le ${on.toLocaleDateString('fr-FR')}, graine ${seed}, ${cpus().length} cœurs, ${memory} Go, ${platform()} ${arch()}, Node ${process.versions.node}, charge moyenne ${Math.round(loadavg()[0] ?? 0)}.`
}

function sectionsOf(text: string): Map<string, string> {
  const parts = text.split(/^(?=## )/m).slice(1)
  return new Map(
    parts.flatMap((part) => {
      const name = /^<!-- (\S+) -->$/m.exec(part)?.[1]
      return name ? [[name, `${part.trimEnd()}\n`] as const] : []
    }),
  )
}
