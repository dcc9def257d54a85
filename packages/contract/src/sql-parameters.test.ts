import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bracketDepth, enginePlaceholders, parameterNames, withoutSemicolons } from './sql-parameters.ts'

describe('the parameters of a statement', () => {
  it.each([
    ['select :a, :b, :a', ['a', 'b']],
    ['where day>=:debut and n<:n_max', ['debut', 'n_max']],
    ["select ':a', \":b\", 'l''une :c' -- :d\n, :e /* :f */", ['e']],
    ["select e'\\':a', :b", ['b']],
    ['select $$ :a $$, $t$ :b $t$, :c', ['c']],
    ["select '1'::int, a::date, x[1:n], x[:n], {'k':v}, {'k': :v}", ['n', 'v']],
    ["select 'jamais fermé :a", []],
  ])('%s', (sql, names) => {
    expect(parameterNames(sql)).toEqual(names)
  })

  it('are written as the engine names them, everything else left where it is', () => {
    expect(enginePlaceholders("select :a, ':a', b::int")).toBe("select $a, ':a', b::int")
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (sql) => {
        const written = enginePlaceholders(sql)
        expect(written).toHaveLength(sql.length)
        for (let at = 0; at < sql.length; at += 1)
          if (written[at] !== sql[at]) expect([sql[at], written[at]]).toEqual([':', '$'])
      }),
    )
  })
})

it('the depth of brackets is counted outside texts and comments', () => {
  expect(bracketDepth("select ((1)), '((((' -- ((((")).toBe(2)
})

it('final semicolons go, those of a text stay', () => {
  expect(withoutSemicolons("select ';' ; -- ;")).toBe("select ';'   -- ;")
})
