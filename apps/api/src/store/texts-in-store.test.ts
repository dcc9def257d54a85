import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore } from './open-store.ts'
import { textsInStore } from './texts-in-store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'retombees-texts-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('says in which column of the store a text stands, and how often', async () => {
  const path = join(folder, 'store.sqlite')
  expect(textsInStore(path, () => true)).toEqual([])
  const store = openStore(path)
  for (const text of ['Marie Dupont est venue', 'Fermeture', 'Lettre à Marie Dupont'])
    await store.db
      .insertInto('annotation')
      .values({
        day: '2019-01-01',
        text,
        territory: null,
        centre: null,
        author_id: 'a',
        author: 'A',
        written_at: '',
        removed_at: null,
        demo: 0,
      })
      .execute()
  expect(textsInStore(path, (text) => text.includes('Dupont'))).toEqual([
    { place: 'annotation.text', rows: 2 },
  ])
  await store.close()
})
