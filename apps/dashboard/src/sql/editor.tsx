import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { PostgreSQL, sql } from '@codemirror/lang-sql'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { SqlSchema } from '@retombees/contract/sql'
import { useEffect, useRef } from 'react'

interface EditorProps {
  value: string
  onChange: (value: string) => void
  /** Ctrl or ⌘ with Enter. */
  onRun: () => void
  label: string
  schema: SqlSchema | undefined
}

/** Every colour is a token of the house, so that light and dark need no second theme. */
const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--blue-ink)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--lit)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--vermillion-ink)' },
  { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
  { tag: [tags.operator, tags.punctuation], color: 'var(--ink)' },
])

/** The editor: colours, completion from the schema, nothing that traps the Tab key. */
export default function Editor({ value, onChange, onRun, label, schema }: EditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const language = useRef(new Compartment())
  const heard = useRef({ onChange, onRun })
  heard.current = { onChange, onRun }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; its text and language are handed to it below
  useEffect(() => {
    if (place.current === null) return
    const run = () => {
      heard.current.onRun()
      return true
    }
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          autocompletion(),
          keymap.of([{ key: 'Mod-Enter', run }, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) heard.current.onChange(update.state.doc.toString())
          }),
          syntaxHighlighting(COLOURS),
          language.current.of(languageOf(schema)),
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
  }, [])
  useEffect(() => {
    const now = view.current?.state.doc.toString()
    if (now !== undefined && now !== value)
      view.current?.dispatch({ changes: { from: 0, to: now.length, insert: value } })
  }, [value])
  useEffect(() => {
    view.current?.dispatch({ effects: language.current.reconfigure(languageOf(schema)) })
  }, [schema])
  return <div ref={place} />
}

function languageOf(schema: SqlSchema | undefined) {
  return sql({
    dialect: PostgreSQL,
    upperCaseKeywords: false,
    schema: Object.fromEntries(
      (schema?.tables ?? []).map(({ name, description, columns }) => [
        name,
        {
          self: { label: name, type: 'type', info: description },
          children: columns.map((column) => ({
            label: column.name,
            type: 'property',
            detail: column.type.toLowerCase(),
            info: column.description,
          })),
        },
      ]),
    ),
  })
}
