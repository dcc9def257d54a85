import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem.ts'

/**
 * What a snapshot answers does not change while the page is open, so nothing is asked twice; a refusal is not asked
 * again, a server out of reach is, twice. Somebody whose session has ended is asked to sign in.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ProblemError && error.problem.status >= 400),
      },
    },
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== 'session' && error instanceof ProblemError && error.problem.status === 401)
          void client.invalidateQueries({ queryKey: ['session'] })
      },
    }),
  })
  return client
}
