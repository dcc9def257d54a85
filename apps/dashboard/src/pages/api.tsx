import { Role } from '@retombees/contract/role'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openapi, type Route } from '../api/openapi.ts'
import { useLocale } from '../i18n.ts'
import { LoadingLines } from '../states/loading.tsx'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './api.module.css'
import page from './page.module.css'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** Every address of the API, from the document that its own routes make: what it gives, to whom, and what it takes. */
export function ApiPage() {
  const { t } = useTranslation()
  const document = useQuery(openapi)
  const [asked, setAsked] = useState('')
  const words = useDeferredValue(asked.trim().toLowerCase())
  if (document.data === undefined)
    return document.error !== null ? (
      <ProblemNotice error={document.error} retry={() => void document.refetch()} />
    ) : (
      <LoadingLines lines={14} label={t('loading')} />
    )
  const { info, version, routes } = document.data
  const found = routes.filter(({ path, operation }) =>
    `${path} ${operation.summary ?? ''}`.toLowerCase().includes(words),
  )
  const tags = [...new Set(found.map(tagOf))].sort((a, b) => a.localeCompare(b))
  return (
    <>
      <PageHead name={t('page.api')} finding={t('api.finding', { count: routes.length })}>
        <p className={page.lead}>{t('api.lead')}</p>
        <p className={page.stamp}>
          <span>{t('api.version', { version: info.version, openapi: version })}</span>
          <a href="/api/openapi.json" download>
            {t('api.document')}
          </a>
        </p>
      </PageHead>
      <p className={page.search}>
        <label htmlFor="api-search">{t('api.search')}</label>
        <input
          id="api-search"
          type="search"
          value={asked}
          onChange={(event) => setAsked(event.target.value)}
        />
      </p>
      {tags.map((tag) => (
        <Section key={tag} id={`api-${tag}`} title={tag}>
          {found
            .filter((route) => tagOf(route) === tag)
            .map((route) => (
              <RouteCard key={`${route.method} ${route.path}`} route={route} />
            ))}
        </Section>
      ))}
      {found.length === 0 && <p>{t('api.nothing')}</p>}
    </>
  )
}

const tagOf = ({ operation }: Route) => operation.tags?.[0] ?? '…'

function RouteCard({ route: { method, path, operation } }: { route: Route }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const who = operation['x-who']
  const parameters = operation.parameters ?? []
  const roles =
    who === 'anybody' || who === undefined
      ? t('api.anybody')
      : who
          .flatMap((role) => {
            const known = Role.safeParse(role)
            return known.success ? [t(`role.${known.data}.name`)] : []
          })
          .join(', ')
  const given = operation.responses['200']
  return (
    <details className={style.route}>
      <summary>
        <code data-method={method}>{method.toUpperCase()}</code> <code>{path}</code>{' '}
        <span>{set(operation.summary ?? '')}</span>
      </summary>
      <dl>
        <dt>{t('api.who')}</dt>
        <dd>
          {roles}
          {operation['x-person'] === true && ` (${t('api.person')})`}
        </dd>
        {parameters.length > 0 && <dt>{t('api.parameters')}</dt>}
        {parameters.map((parameter) => (
          <dd key={`${parameter.in} ${parameter.name}`}>
            <code>{parameter.name}</code> {t(`api.in.${parameter.in}`)}
            {parameter.required === true && `, ${t('api.required')}`}
          </dd>
        ))}
        {operation.requestBody !== undefined && <dt>{t('api.body')}</dt>}
        {operation.requestBody !== undefined && <Schema of={operation.requestBody} />}
        <dt>{t('api.answer')}</dt>
        <Schema of={given} />
      </dl>
    </details>
  )
}

function Schema({ of }: { of: unknown }) {
  return (
    <dd>
      {/* Long schemas scroll in their own box, which a keyboard must be able to reach. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <pre className={style.schema} tabIndex={0}>
        {JSON.stringify(of, null, 2)}
      </pre>
    </dd>
  )
}
