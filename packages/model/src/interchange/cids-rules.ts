import type { CidsDocument, CidsThing } from './cids.ts'

/** What the basic tier of the standard asks of one kind of thing. */
interface Rule {
  /** Texts that it must have, once each. */
  readonly texts: readonly string[]
  /** Instants that it must have, once each. */
  readonly instants: readonly string[]
  /** What it must refer to, once each, and the kind of thing that this must be. */
  readonly one: Readonly<Record<string, string>>
  /** What it may refer to, any number of times. */
  readonly many: Readonly<Record<string, string>>
}

const rule = (given: Partial<Rule>): Rule => ({ texts: [], instants: [], one: {}, many: {}, ...given })

/** Rules of ours, written from the standard's documentation of its basic tier (3.2): one an obligation of a class. */
const RULES: Readonly<Record<string, Rule>> = Object.freeze({
  'cids:Organization': rule({
    texts: ['hasLegalName'],
    many: { hasOutcome: 'cids:Outcome', hasIndicator: 'cids:Indicator' },
  }),
  'cids:Theme': rule({ texts: ['hasName', 'hasDescription'] }),
  'cids:Outcome': rule({
    texts: ['hasName', 'hasDescription'],
    one: { forOrganization: 'cids:Organization' },
    many: { forTheme: 'cids:Theme', hasIndicator: 'cids:Indicator' },
  }),
  'cids:Indicator': rule({
    texts: ['hasName', 'hasDescription', 'unitDescription'],
    one: { forOrganization: 'cids:Organization' },
    many: { forOutcome: 'cids:Outcome', hasIndicatorReport: 'cids:IndicatorReport' },
  }),
  'cids:IndicatorReport': rule({
    texts: ['hasName'],
    instants: ['startedAtTime', 'endedAtTime'],
    one: { forOrganization: 'cids:Organization', forIndicator: 'cids:Indicator', value: 'i72:Measure' },
  }),
  'i72:Measure': rule({ texts: ['hasNumericalValue'] }),
})

/** Where a document does not keep the rules of the basic tier, in French; empty when it does. */
export function cidsProblems(document: CidsDocument): readonly string[] {
  const things = document['@graph'].flatMap(withInner)
  const kinds = new Map(things.map((thing) => [thing['@id'], typesOf(thing)]))
  const twice = things.filter((thing, at) => things.findIndex((each) => each['@id'] === thing['@id']) !== at)
  return [
    ...twice.map((thing) => `${thing['@id']} : identifiant employé deux fois`),
    ...things.flatMap((thing) => typesOf(thing).flatMap((type) => problemsOf(thing, type, kinds))),
  ]
}

function problemsOf(
  thing: CidsThing,
  type: string,
  kinds: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const asked = RULES[type]
  if (!asked) return []
  const at = `${thing['@id']} (${type})`
  const refers = (property: string, to: unknown, kind: string) =>
    kinds.get(idOf(to))?.includes(kind) ? [] : [`${at} : ${property} doit désigner un ${kind}`]
  return [
    ...asked.texts
      .filter((property) => typeof thing[property] !== 'string' || thing[property] === '')
      .map((property) => `${at} : ${property} doit être un texte`),
    ...asked.instants
      .filter((property) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(String(thing[property])))
      .map((property) => `${at} : ${property} doit être un instant`),
    ...Object.entries(asked.one).flatMap(([property, kind]) => refers(property, thing[property], kind)),
    ...Object.entries(asked.many).flatMap(([property, kind]) => {
      const listed = thing[property] ?? []
      return Array.isArray(listed)
        ? listed.flatMap((to: unknown) => refers(property, to, kind))
        : [`${at} : ${property} doit être une liste`]
    }),
  ]
}

function idOf(value: unknown): string {
  return isThing(value) ? value['@id'] : String(value)
}

function typesOf(thing: CidsThing): readonly string[] {
  return typeof thing['@type'] === 'string' ? [thing['@type']] : thing['@type']
}

function withInner(thing: CidsThing): readonly CidsThing[] {
  return [thing, ...Object.values(thing).filter(isThing)]
}

function isThing(value: unknown): value is CidsThing {
  return typeof value === 'object' && value !== null && '@id' in value && '@type' in value
}
