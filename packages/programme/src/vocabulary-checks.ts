import { type Finding, finding } from './finding.ts'
import type { KnownIds, YamlFiles } from './known-ids.ts'
import { nearest } from './nearest.ts'
import { isBlock, keyOf, type Path, type Selected, select } from './path.ts'
import { unknownName } from './references.ts'
import type { YamlFile } from './yaml-file.ts'

/** The sets of codes that a programme defines elsewhere than in its vocabularies. */
export const CODE_SETS = Object.freeze([
  'territories',
  'centres',
  'funders',
  'partner-criteria',
  'areas',
  'prototypes',
  'variables',
  'codes',
] as const)

const at = (file: YamlFile, path: Path) => ({
  file: file.name,
  row: file.lineOf(path),
  key: keyOf(file.value, path),
})

/**
 * What holds inside a vocabulary: a code is there once, a spelling says one code, every band of ages has its ends and
 * no age is in two; and a source that names a vocabulary names one that is defined.
 */
export function checkVocabularies(files: YamlFiles, known: KnownIds): Finding[] {
  const vocabularies = files.get('vocabularies') ?? []
  return [
    ...vocabularies.flatMap((file) => codesTwice(file)),
    ...vocabularies.flatMap((file) => spellingsTwice(file)),
    ...vocabularies.flatMap((file) => bands(file)),
    ...(files.get('sources') ?? []).flatMap((file) => namedSets(file, known)),
  ]
}

function codesTwice(file: YamlFile): Finding[] {
  return repeated(select(file.value, 'codes.*.id'), (written) => written).map(({ path, value }) =>
    finding({
      code: 'duplicate-code',
      ...at(file, path),
      problem: `le code « ${value} » est déjà dans cette liste`,
      found: value,
      remedy: 'donner un autre identifiant à l’un des deux',
    }),
  )
}

function spellingsTwice(file: YamlFile): Finding[] {
  const written = select(file.value, 'codes.*').flatMap(({ path, value }) =>
    ['label', 'label.fr', 'spellings.*'].flatMap((pattern) =>
      select(value, pattern)
        .filter((one) => typeof one.value === 'string')
        .map((one) => ({ path: [...path, ...one.path], value: one.value })),
    ),
  )
  const owner = ({ path }: { path: Path }) => String(path[1])
  return repeated(written, loosely, (a, b) => owner(a) !== owner(b)).map(({ path, value }) =>
    finding({
      code: 'ambiguous-spelling',
      ...at(file, path),
      problem: `« ${value} » s’écrit déjà pour un autre code de cette liste`,
      found: value,
      remedy: 'ne la garder que pour un seul code',
    }),
  )
}

/** The texts that another before them already is, once both are made comparable. */
function repeated(
  texts: readonly Selected[],
  comparable: (text: string) => string,
  differ: (a: Selected, b: Selected) => boolean = () => true,
): { path: Path; value: string }[] {
  const first = new Map<string, Selected>()
  return texts.flatMap((one) => {
    const text = comparable(String(one.value))
    const other = first.get(text)
    if (!other) first.set(text, one)
    return other && differ(one, other) ? [{ path: one.path, value: String(one.value) }] : []
  })
}

function loosely(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s’']/g, '')
}

function bands(file: YamlFile): Finding[] {
  const kind = select(file.value, 'kind')[0]?.value ?? 'list'
  const codes = select(file.value, 'codes.*').filter(({ value }) => isBlock(value))
  const findings: Finding[] = []
  const seen: { id: string; from: number; to: number }[] = []
  for (const { path, value } of codes) {
    const { id, from, to, missing } = value as Record<string, unknown>
    const ends = from !== undefined || to !== undefined
    const said = { ...at(file, path), found: String(id) }
    if (kind !== 'ages' || missing !== undefined) {
      if (ends)
        findings.push(
          finding({
            code: 'band-unexpected',
            ...said,
            problem: 'from et to bornent une tranche d’âge, et ce code n’en est pas une',
            remedy: kind === 'ages' ? 'les retirer' : 'les retirer, ou écrire kind: ages',
          }),
        )
      continue
    }
    if (typeof from !== 'number' || (to !== undefined && typeof to !== 'number')) {
      const remedy = 'écrire from (et to, sauf pour la dernière tranche), ou missing'
      const problem = 'cette tranche d’âge n’est pas bornée'
      findings.push(finding({ code: 'band-without-ends', ...said, problem, remedy }))
      continue
    }
    const band = { id: String(id), from, to: to ?? Number.POSITIVE_INFINITY }
    if (band.to < band.from)
      findings.push(
        finding({
          code: 'band-upside-down',
          ...said,
          problem: 'cette tranche d’âge finit avant de commencer',
          remedy: 'corriger from ou to',
        }),
      )
    const other = seen.find((one) => one.from <= band.to && band.from <= one.to)
    if (other)
      findings.push(
        finding({
          code: 'bands-overlap',
          ...said,
          problem: `cette tranche d’âge en recouvre une autre (« ${other.id} »)`,
          remedy: 'corriger from ou to : un âge n’est que dans une tranche',
        }),
      )
    seen.push(band)
  }
  return findings
}

function namedSets(file: YamlFile, known: KnownIds): Finding[] {
  const vocabularies = known.places.get('vocabulary')
  if (!vocabularies) return []
  const names = [...CODE_SETS, ...vocabularies.keys()]
  return select(file.value, 'fields.*.codes').flatMap(({ path, value }) => {
    if (typeof value !== 'string' || names.includes(value)) return []
    const close = nearest(value, names)
    return [
      unknownName(file, path, value, {
        problem: `liste de codes inconnue « ${value} »`,
        remedy: close
          ? `écrire « ${close} », ou définir « ${value} » dans un fichier du dossier vocabularies/`
          : `choisir parmi : ${CODE_SETS.join(', ')}, ou la définir dans un fichier du dossier vocabularies/`,
      }),
    ]
  })
}
