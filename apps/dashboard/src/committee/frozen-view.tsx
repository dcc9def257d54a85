import type { FrozenPage } from '@retombees/contract/frozen-page'
import { Locale } from '@retombees/contract/localized'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { programme } from '../api/resources.ts'
import { formatDate } from '../format/date.ts'
import { FundingSection } from '../funding/funding-section.tsx'
import { useLocale } from '../i18n.ts'
import { LineageContext } from '../lineage/lineage-context.ts'
import { GradeMark } from '../marks/grade-mark.tsx'
import style from '../pages/page.module.css'
import { Section } from '../pages/section.tsx'
import { AtAGlance } from '../questions/at-a-glance.tsx'
import { QuestionArticle } from '../questions/question-article.tsx'
import own from './committee.module.css'

/** A page as a committee saw it. What it names is what was named then: nothing on it is asked of the server again. */
export function FrozenView({ page }: { page: FrozenPage }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { content, snapshot } = page
  const client = useMemo(() => clientOf(page), [page])
  useEffect(() => {
    document.title = `${page.title} — Retombées`
  }, [page.title])
  const committee = content.programme.committees.find(({ id }) => id === page.committee)
  return (
    <QueryClientProvider client={client}>
      <LineageContext value={null}>
        <header className={style.head}>
          <p className={style.overline}>
            {set(content.programme.label)}
            {' · '}
            {set(committee?.label ?? page.committee)}
          </p>
          <h1>{set(page.title)}</h1>
          <p className={style.deck}>
            {t('frozen.deck', { author: set(page.author), date: formatDate(page.frozenAt, locale) })}
          </p>
          {page.note !== '' && <p className={style.lead}>{set(page.note)}</p>}
          <p className={style.stamp}>
            <span>{t('committee.snapshot', { date: formatDate(snapshot.publishedAt, locale) })}</span>
            <span>{t('frozen.digest', { digest: page.digest.slice(0, 12) })}</span>
          </p>
        </header>
        <AtAGlance questions={content.questions} />
        {content.judgements.length > 0 && (
          <ul className={own.answers}>
            {content.judgements.map(({ question, current }) => (
              <li key={question}>
                <GradeMark grade={current.grade} /> {set(current.text)}{' '}
                <span className={own.soft}>
                  {t('judgement.signed', {
                    author: current.author,
                    date: formatDate(current.signedAt, locale),
                  })}
                </span>
              </li>
            ))}
          </ul>
        )}
        <div className={style.questions}>
          {content.questions.map((question) => (
            <QuestionArticle key={question.id} question={question} />
          ))}
        </div>
        {content.funding !== null && (
          <Section id="funding" title={t('committee.funding')}>
            <FundingSection table={content.funding} />
          </Section>
        )}
      </LineageContext>
    </QueryClientProvider>
  )
}

function clientOf({ content, snapshot }: FrozenPage): QueryClient {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY } },
  })
  for (const locale of Locale.options)
    client.setQueryData(programme(locale).queryKey, { snapshot, data: content.programme })
  return client
}
