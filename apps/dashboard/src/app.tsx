import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useRoute } from 'wouter'
import { session } from './api/session.ts'
import { useLocale } from './i18n.ts'
import { LineageProvider } from './lineage/lineage-provider.tsx'
import { FirstPasswordPage } from './pages/first-password.tsx'
import { NotFoundPage } from './pages/not-found.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { PAGES } from './routes.ts'
import { Frame } from './shell/frame.tsx'
import { LoadingLines } from './states/loading.tsx'
import { ProblemNotice } from './states/problem-notice.tsx'

const FrozenPagePage = lazy(async () => ({
  default: (await import('./pages/frozen-page.tsx')).FrozenPagePage,
}))
const SharedPage = lazy(async () => ({ default: (await import('./pages/shared-page.tsx')).SharedPage }))

/** A page that was shared asks nothing of whoever holds its link; all others ask who one is. */
export function App() {
  const { t } = useTranslation()
  const [isShared, shared] = useRoute('/partage/:secret')
  if (!isShared) return <House />
  return (
    <Frame viewer={null}>
      <Suspense fallback={<LoadingLines lines={10} label={t('loading')} />}>
        <SharedPage secret={shared.secret} />
      </Suspense>
    </Frame>
  )
}

/** Nobody: the sign-in page, at whatever address. Somebody: the page of the address, in its frame. */
function House() {
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
  if (data.passwordToChange) {
    return (
      <Frame viewer={null}>
        <FirstPasswordPage />
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
            <Route path="/comite/figees/:id" component={FrozenPagePage} />
            <Route component={NotFoundPage} />
          </Switch>
        </Suspense>
      </Frame>
    </LineageProvider>
  )
}
