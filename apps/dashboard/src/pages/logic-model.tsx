import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { logicModels } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'
import LogicModelSection from '../logic-model/logic-model-section.tsx'
import { Answered } from '../states/answered.tsx'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** The logic models as printed, each effect lit by what is known of it. */
export function LogicModelPage() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const models = useQuery(logicModels(locale))
  return (
    <Answered query={models} lines={16}>
      {(all) => {
        const effects = all.flatMap(({ nodes }) =>
          nodes.filter(({ kind }) => kind === 'outcome' || kind === 'impact'),
        )
        const lit = effects.filter(({ evidence }) => evidence === 'evidence')
        return (
          <>
            <PageHead
              name={t('page.logic-model')}
              finding={t('logic.page_finding', { count: lit.length, of: effects.length })}
            />
            <Section id="models" title={t('committee.logic')}>
              <LogicModelSection models={all} />
            </Section>
          </>
        )
      }}
    </Answered>
  )
}
