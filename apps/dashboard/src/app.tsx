import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Switch } from 'wouter'
import { session } from './api/session.ts'
import { useLocale } from './i18n.ts'
import { LineageProvider } from './lineage/lineage-provider.tsx'
import { NotFoundPage } from './pages/not-found.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { PAGES } from './routes.ts'
import { Frame } from './shell/frame.tsx'
import { LoadingLines } from './states/loading.tsx'
import { ProblemNotice } from './states/problem-notice.tsx'

/** Nobody: the sign-in page, at whatever address. Somebody: the page of the address, in its frame. */
export function App() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { data, error, refetch } = useQuery(session(locale))
  if (data === undefined) {
    return (
      <Frame viewer={null}>
        {error === null ? (
          <LoadingLines lines={6} label={t('loading')} />
        ) : (
          <ProblemNotice error={error} retry={() => void refetch()} />
        )}
      </Frame>
    )
  }
  if (data.data === null) {
    return (
      <Frame viewer={null}>
        <SignInPage session={data} />
      </Frame>
    )
  }
  return (
    <LineageProvider>
      <Frame viewer={data.data}>
        <Suspense fallback={<LoadingLines lines={10} label={t('loading')} />}>
          <Switch>
            {PAGES.map(({ path, component }) => (
              <Route key={path} path={path} component={component} />
            ))}
            <Route component={NotFoundPage} />
          </Switch>
        </Suspense>
      </Frame>
    </LineageProvider>
  )
}
