import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { shownSnapshot } from './shown-snapshot.ts'

const stamp = (id: string, publishedAt: string) => ({
  id,
  face: 'internal',
  publishedAt,
  programmeDigest: 'd',
})

it('takes the oldest publication among the answers on screen, and no other', () => {
  const client = new QueryClient()
  const show = (queryKey: string[], snapshot: unknown) => {
    client.setQueryData(queryKey, { snapshot, data: [] })
    new QueryObserver(client, { queryKey, enabled: true, staleTime: Number.POSITIVE_INFINITY }).subscribe(
      () => {},
    )
  }
  expect(shownSnapshot(client)).toBeNull()
  client.setQueryData(['loads'], { snapshot: stamp('left', '2026-01-01T00:00:00Z'), data: [] })
  show(['questions'], stamp('new', '2026-03-01T00:00:00Z'))
  show(['funding'], stamp('old', '2026-02-01T00:00:00Z'))
  show(['health'], stamp('elsewhere', '2025-01-01T00:00:00Z'))
  show(['broken'], 'not a stamp')
  expect(shownSnapshot(client)?.id).toBe('old')
})
