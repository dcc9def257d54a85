import type { ProgrammeSummary } from '@retombees/contract/programme'
import { useCallback } from 'react'
import { useLocation, useSearch } from 'wouter'

type Committee = ProgrammeSummary['committees'][number]

/** The committee whose page is on screen: the first of the programme unless the URL names another. */
export function useCommittee(
  committees: readonly Committee[],
): [Committee | undefined, (id: string) => void] {
  const [path, navigate] = useLocation()
  const asked = new URLSearchParams(useSearch()).get('instance')
  const chosen = committees.find(({ id }) => id === asked) ?? committees[0]
  const choose = useCallback(
    (id: string) => navigate(id === committees[0]?.id ? path : `${path}?instance=${id}`),
    [committees, navigate, path],
  )
  return [chosen, choose]
}
