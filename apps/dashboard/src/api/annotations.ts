import type { AnnotationDraft } from '@retombees/contract/annotation'
import type { Locale } from '@retombees/contract/localized'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocale } from '../i18n.ts'
import { answerOf, api, asking } from './client.ts'

const KEY = 'annotations'

/** The dated events that people wrote for charts. */
export const annotations = (locale: Locale) =>
  queryOptions({
    queryKey: [KEY],
    queryFn: ({ signal }) => answerOf(api.annotations.$get({}, asking(locale, signal))),
  })

/** Writing a dated event, and taking one away. */
export function useAnnotations() {
  const client = useQueryClient()
  const { locale } = useLocale()
  const onSuccess = () => client.invalidateQueries({ queryKey: [KEY] })
  return {
    write: useMutation({
      mutationFn: (json: AnnotationDraft) => answerOf(api.annotations.$post({ json }, asking(locale))),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: number) =>
        answerOf(api.annotations[':id'].$delete({ param: { id: String(id) } }, asking(locale))),
      onSuccess,
    }),
  }
}
