import { circumstances, writeSection } from '../reliability-report.ts'
import type { FuzzRun } from './run.ts'

/** Writes what became of broken files. */
export function reportFuzz({ files, problems }: FuzzRun, seed: number, on: Date): void {
  const ended = (status: string) => files.filter(({ outcome }) => outcome?.status === status)
  const loaded = ended('loaded')
  const sum = (key: 'rows_read' | 'rows_loaded' | 'rows_quarantined' | 'rows_ignored') =>
    count(loaded.reduce((total, { outcome }) => total + (outcome?.[key] ?? 0), 0))
  const kinds = [...new Set(files.flatMap((file) => file.kinds))].sort()
  const sources = new Set(files.map(({ source }) => source)).size
  writeSection('fuzz', 'Fichiers abîmés', [
    `${count(files.length)} fichiers de ${sources} sources, cassés de ${kinds.length} façons tirées au hasard et combinées (contenu, en-têtes, format, codage, archive, octets), passés par le chargement réel, publication comprise. Chaque fichier a un temps proportionné à sa taille. Des adresses, téléphones et numéros de sécurité sociale sont plantés partout, des noms là où la source les déclare : on les cherche ensuite dans chaque archive, chaque table de chaque face, le registre et tout ce qui a été dit.`,
    '',
    `${circumstances(seed, on)} **${problems.length === 0 ? 'Aucun arrêt brutal, aucun fichier sans fin, aucune ligne perdue, aucun identifiant' : `${problems.length} choses à redire`}.**`,
    '',
    '| fichiers | nombre |',
    '|---|--:|',
    `| chargés | ${count(loaded.length)} |`,
    `| refusés, avec leur raison | ${count(ended('refused').length)} |`,
    `| déjà chargés | ${count(ended('duplicate').length)} |`,
    '',
    `Lignes lues ${sum('rows_read')} = chargées ${sum('rows_loaded')} + en quarantaine ${sum('rows_quarantined')} + ignorées ${sum('rows_ignored')}.`,
  ])
}

function count(value: number): string {
  return value.toLocaleString('fr-FR')
}
