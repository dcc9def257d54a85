import { Tabs } from '@mantine/core'
import type { LogicModelResult } from '@retombees/contract/logic-model'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import style from './logic-model.module.css'
import { LogicModelPicture } from './logic-model-picture.tsx'

/** The logic models of the programme, one at a time, as the report draws them. */
export default function LogicModelSection({ models }: { models: LogicModelResult[] }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const [first] = models
  if (first === undefined) return <p>{t('logic.none')}</p>
  return (
    <Tabs defaultValue={first.id} keepMounted={false} variant="default" classNames={{ tab: style.tab }}>
      <Tabs.List aria-label={t('logic.models')}>
        {models.map((model) => (
          <Tabs.Tab key={model.id} value={model.id}>
            {set(model.label)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {models.map((model) => (
        <Tabs.Panel key={model.id} value={model.id}>
          <LogicModelPicture model={model} />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
