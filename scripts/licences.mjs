import { readFileSync, writeFileSync } from 'node:fs'
import { root } from './installed.mjs'

/** Licences under which a part of Retombées may be handed on with it. */
export const ALLOWED = Object.freeze([
  'MIT',
  'ISC',
  'BlueOak-1.0.0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'OFL-1.1',
  'Unlicense',
  '0BSD',
  'MPL-2.0',
  '(MIT OR CC0-1.0)',
  'MIT AND ISC AND BSD-3-Clause',
])

/** What runs in production, from the lockfile: name, version and licence, in order. */
export function dependencies() {
  const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8'))
  const found = Object.entries(packages)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
    .map(([path, { version, license }]) => ({ name: path.split('node_modules/').at(-1), version, license }))
  const byName = new Map(found.map((one) => [`${one.name} ${one.version}`, one]))
  return [...byName.keys()].sort().map((key) => byName.get(key))
}

/** The page of the documentation that lists them. */
export function licencesPage() {
  const all = dependencies()
  const rows = all.map(({ name, version, license }) => `| ${name} | ${version} | ${license ?? 'non dite'} |`)
  return `# Licences

Retombées est sous licence MIT. Voici ce qui tourne avec elle en production, d’après \`package-lock.json\` (${all.length} paquets) ; un test
refuse une licence qui ne permettrait pas de la redistribuer. La nomenclature complète (CycloneDX) : \`npm run sbom\`. Pour récrire cette
page : \`npm run licences\`.

| paquet | version | licence |
| --- | --- | --- |
${rows.join('\n')}
`
}

if (process.argv[1] === `${root}scripts/licences.mjs`)
  writeFileSync(`${root}docs/licences.md`, licencesPage())
