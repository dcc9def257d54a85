const reference = (id: string) => ({ '@id': id, '@type': '@id' }) as const
const literal = (id: string, type = 'xsd:string') => ({ '@id': id, '@type': type }) as const

/**
 * The terms that a document uses, written out in it so that nobody has to fetch anything to read one: those of the Common
 * Impact Data Standard 3.2, and `rtb`, ours, for what that standard has no words for.
 */
export const CIDS_CONTEXT = Object.freeze({
  cids: 'https://ontology.commonapproach.org/cids#',
  i72: 'http://ontology.eil.utoronto.ca/ISO21972/iso21972#',
  org: 'http://ontology.eil.utoronto.ca/tove/organization#',
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  rtb: 'urn:retombees:terms:',
  hasName: literal('org:hasName'),
  hasLegalName: literal('org:hasLegalName'),
  hasDescription: literal('cids:hasDescription'),
  unitDescription: literal('cids:unitDescription'),
  hasNumericalValue: literal('i72:hasNumericalValue'),
  startedAtTime: literal('prov:startedAtTime', 'xsd:dateTime'),
  endedAtTime: literal('prov:endedAtTime', 'xsd:dateTime'),
  value: reference('i72:value'),
  forOrganization: reference('cids:forOrganization'),
  forTheme: reference('cids:forTheme'),
  forOutcome: reference('cids:forOutcome'),
  forIndicator: reference('cids:forIndicator'),
  hasOutcome: reference('cids:hasOutcome'),
  hasOutput: reference('cids:hasOutput'),
  hasIndicator: reference('cids:hasIndicator'),
  hasIndicatorReport: reference('cids:hasIndicatorReport'),
  'rtb:forQuestion': { '@type': '@id' },
  'rtb:hasCriterion': { '@type': '@id' },
  'rtb:hasAnswer': { '@type': '@id' },
} as const)
