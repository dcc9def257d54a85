import { type Killing, type Pace, PHASES, type Phase } from './kill.ts'
import type { Operation } from './operations.ts'
import { circumstances, writeSection } from './reliability-report.ts'

/** The kills on one programme. */
export interface KillRun {
  /** In French. */
  readonly label: string
  readonly operations: readonly Operation[]
  readonly paces: ReadonlyMap<string, Pace>
  readonly killings: readonly Killing[]
}

/** Writes what came of the kills. */
export function reportKills(runs: readonly KillRun[], seed: number, on: Date): void {
  const killings = runs.flatMap((run) => run.killings)
  const problems = killings.filter((one) => one.problems.length > 0).length
  const readings = killings.reduce((sum, one) => sum + one.readings, 0)
  writeSection('kills', 'Processus tués', [
    `${killings.length} fois, la commande a été tuée net (SIGKILL) à un instant tiré au hasard entre celui où elle tient le verrou d’écriture et sa fin, pendant que d’autres processus lisaient les trois faces sans arrêt. Après chaque mort, avant que rien ne soit réparé : chaque chargement annoncé est au registre avec toutes ses lignes (lues = chargées + quarantaine + ignorées, recomptées dans l’archive) et chaque face se lit entière, telle qu’elle était ou telle qu’elle devait devenir, empreinte de chaque ligne à l’appui. Puis la même commande est relancée : elle réussit, donne ce qu’elle devait donner, et rien d’inachevé ne reste.`,
    '',
    `${circumstances(seed, on)} ${readings.toLocaleString('fr-FR')} lectures de faces entières pendant ce temps. **${problems === 0 ? 'Aucune perte, aucune lecture à moitié, aucune reprise manquée' : `${problems} morts ont laissé quelque chose à redire`}.**`,
    '',
    '| programme | opération | morts | reprise, la plus courte | médiane | la plus longue |',
    '|---|---|--:|--:|--:|--:|',
    ...runs.flatMap(linesOf),
    '',
    'La reprise est la durée de la commande relancée, sur celle de la même commande que personne n’a tuée, sur la même machine aussi occupée.',
    '',
    '| où la mort est tombée | fois |',
    '|---|--:|',
    ...(Object.entries(PHASES) as [Phase, string][]).flatMap(([phase, words]) => {
      const times = killings.filter((one) => one.phase === phase).length
      return times === 0 ? [] : [`| ${words} | ${times} |`]
    }),
  ])
}

function linesOf({ label, operations, paces, killings }: KillRun): string[] {
  return operations.flatMap(({ name, label: verb }) => {
    const own = killings.filter(({ operation }) => operation === name)
    const usual = paces.get(name)?.lasted ?? 1
    const ratios = spread(own.map(({ recovery }) => recovery / usual))
    return own.length === 0 ? [] : [`| ${label} | ${verb} | ${own.length} | ${ratios} |`]
  })
}

function spread(ratios: readonly number[]): string {
  const sorted = [...ratios].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  return [at(0), at(0.5), at(1)]
    .map((one) => `${one.toLocaleString('fr-FR', { maximumFractionDigits: 2 })}\u202F×`)
    .join(' | ')
}
