import { type Finding, finding } from './finding.ts'
import type { YamlFiles } from './known-ids.ts'
import { nearest } from './nearest.ts'
import { isBlock, keyOf, type Path, select } from './path.ts'
import { unknownName } from './references.ts'
import type { YamlFile } from './yaml-file.ts'

const at = (file: YamlFile, path: Path) => ({
  file: file.name,
  row: file.lineOf(path),
  key: keyOf(file.value, path),
})

/**
 * What holds between questions, criteria, families and indicators: an indicator weighs in one criterion only; a
 * family holds indicators that are compared; what is compared or not is said once; a printed count has the codes
 * that its fact defines.
 */
export function checkEvaluation(files: YamlFiles): Finding[] {
  return [
    ...(files.get('evaluation') ?? []).flatMap((file) => weighedTwice(file)),
    ...(files.get('evaluation') ?? []).flatMap((file) => uncomparedFamilies(file, files)),
    ...(files.get('indicators') ?? []).flatMap((file) => comparisons(file)),
    ...(files.get('indicators') ?? []).flatMap((file) => factCodes(file, files)),
  ]
}

function weighedTwice(file: YamlFile): Finding[] {
  const first = new Map<string, string>()
  return select(file.value, 'questions.*.criteria.*').flatMap((criterion) => {
    const id = isBlock(criterion.value) ? String(criterion.value.id) : ''
    return select(criterion.value, 'indicators.*').flatMap(({ path, value }) => {
      const other = first.get(String(value))
      if (other === undefined) {
        first.set(String(value), id)
        return []
      }
      const problem = `l’indicateur « ${String(value)} » pèse déjà dans le critère « ${other} »`
      const remedy = 'ne le laisser que dans un critère'
      return [finding({ code: 'weighed-twice', ...at(file, [...criterion.path, ...path]), problem, remedy })]
    })
  })
}

function uncomparedFamilies(file: YamlFile, files: YamlFiles): Finding[] {
  const compared = new Map(
    (files.get('indicators') ?? []).flatMap((one) =>
      select(one.value, 'indicators.*').flatMap(({ value }) =>
        isBlock(value) ? [[String(value.id), value.compare === true] as const] : [],
      ),
    ),
  )
  return select(file.value, 'families.*.indicators.*').flatMap(({ path, value }) => {
    if (compared.get(String(value)) !== false) return []
    const problem = `l’indicateur « ${String(value)} » est dans une famille de comparaisons sans être comparé`
    const remedy = 'lui mettre compare: true, ou le retirer de la famille'
    return [finding({ code: 'family-not-compared', ...at(file, path), problem, remedy })]
  })
}

function comparisons(file: YamlFile): Finding[] {
  return select(file.value, 'indicators.*').flatMap(({ path, value }) => {
    if (!isBlock(value)) return []
    if (value.compare === true && value.notCompared !== undefined) {
      const problem = 'compare: true et notCompared se contredisent'
      return [
        finding({
          code: 'contradiction',
          ...at(file, [...path, 'notCompared']),
          problem,
          remedy: 'retirer l’un des deux',
        }),
      ]
    }
    if (value.compare === true && value.byTerritory === false) {
      const problem = 'un indicateur comparé se lit par territoire'
      return [
        finding({
          code: 'contradiction',
          ...at(file, [...path, 'byTerritory']),
          problem,
          remedy: 'retirer byTerritory: false',
        }),
      ]
    }
    return []
  })
}

function factCodes(file: YamlFile, files: YamlFiles): Finding[] {
  const facts = new Map(
    (files.get('programme') ?? []).flatMap((one) =>
      select(one.value, 'facts.*').map(
        ({ value }) =>
          [
            isBlock(value) ? String(value.id) : '',
            select(value, 'codes.*.id').map((code) => String(code.value)),
          ] as const,
      ),
    ),
  )
  return select(file.value, 'indicators.*.measure').flatMap(({ path, value }) => {
    if (!isBlock(value) || (value.kind !== 'tally-count' && value.kind !== 'coverage')) return []
    const codes = facts.get(String(value.variable))
    if (!codes) return []
    return select(value, 'codes.*').flatMap((code) => {
      if (typeof code.value !== 'string' || codes.includes(code.value)) return []
      const close = nearest(code.value, codes)
      return [
        unknownName(file, [...path, ...code.path], code.value, {
          problem: `modalité « ${code.value} » : n’existe pas dans le fait « ${String(value.variable)} »`,
          remedy: close ? `écrire « ${close} »` : `choisir parmi : ${codes.join(', ')}`,
        }),
      ]
    })
  })
}
