import { isKnown } from '@retombees/contract/figure'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { loads } from '../api/resources.ts'
import { Figure } from '../figure/figure.tsx'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import style from './lineage.module.css'
import type { FilesTarget } from './lineage-target.ts'
import { LoadFacts } from './load-facts.tsx'

/** A figure that several sources meet in: how it was made, and every file that it was made of. */
export function LineageFiles({ target: { figure, label, rule } }: { target: FilesTarget }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const all = useQuery(loads(locale))
  const used = isKnown(figure) ? figure.loads : []
  return (
    <Answered query={all} lines={6}>
      {(list) => (
        <>
          <Figure figure={figure} name={label} size="large" />
          <p>{set(rule)}</p>
          {!isKnown(figure) && <p>{set(figure.reason)}</p>}
          <h3 className={style.heading}>{t('lineage.files', { count: used.length })}</h3>
          {list
            .filter(({ loadId }) => used.includes(loadId))
            .map((load) => (
              <article key={load.loadId} className={style.load} aria-label={load.file}>
                <LoadFacts load={load} />
              </article>
            ))}
        </>
      )}
    </Answered>
  )
}
