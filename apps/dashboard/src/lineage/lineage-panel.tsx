import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import { LoadingLines } from '../states/loading.tsx'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './lineage.module.css'
import { LineageFiles } from './lineage-files.tsx'
import { LineageLoadCard } from './lineage-load.tsx'
import { LineageMeasure } from './lineage-measure.tsx'
import { type FilesTarget, type LineageTarget, lineage as lineageOf } from './lineage-target.ts'

interface LineagePanelProps {
  target: LineageTarget
  opened: boolean
  onClose: () => void
}

/** The side panel from a figure back to its rule, its files and, where the role may see them, its rows. */
export default function LineagePanel({ target, opened, onClose }: LineagePanelProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      position="right"
      size="min(38rem, 100vw)"
      returnFocus={false}
      lockScroll={false}
      transitionProps={{ transition: 'slide-left', duration: 160 }}
    >
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content className={style.panel}>
        <div className={style.header}>
          <Drawer.Title className={style.title}>
            {'label' in target ? set(target.label) : t('lineage.title')}
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t('lineage.close')} />
        </div>
        <Drawer.Body className={style.body}>
          {target.kind === 'files' ? <LineageFiles target={target} /> : <Traced target={target} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}

function Traced({ target }: { target: Exclude<LineageTarget, FilesTarget> }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { data, error, refetch } = useQuery(lineageOf(locale, target))
  const lineage = data?.data
  return (
    <>
      {lineage !== undefined && <p className={style.name}>{set(lineage.label)}</p>}
      {error !== null && <ProblemNotice error={error} retry={() => void refetch()} />}
      {error === null && lineage === undefined && <LoadingLines lines={8} label={t('lineage.loading')} />}
      {lineage !== undefined && (
        <>
          <LineageMeasure lineage={lineage} target={target} />
          <h3 className={style.heading}>{t('lineage.files', { count: lineage.loads.length })}</h3>
          {lineage.loads.length === 0 && <p>{t('lineage.no_file')}</p>}
          {lineage.loads.map((load) => (
            <LineageLoadCard key={load.loadId} load={load} depth={lineage.depth} />
          ))}
        </>
      )}
    </>
  )
}
