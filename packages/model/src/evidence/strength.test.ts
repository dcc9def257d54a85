import { describe, expect, it } from 'vitest'
import { strengthOfQuestion } from './strength.ts'

describe('how far a question’s evidence carries', () => {
  it('is what more than half of its criteria reach', () => {
    expect(strengthOfQuestion(['single-source', 'presumption', 'single-source', 'single-source'])).toBe(
      'single-source',
    )
    expect(strengthOfQuestion(['converging', 'converging', 'none'])).toBe('converging')
    expect(strengthOfQuestion(['converging', 'presumption'])).toBe('presumption')
    expect(strengthOfQuestion(['presumption', 'presumption', 'single-source'])).toBe('presumption')
  })

  it('keeps a presumption where anything is known, and nothing where nothing is', () => {
    expect(strengthOfQuestion(['single-source', 'none', 'none'])).toBe('presumption')
    expect(strengthOfQuestion(['none', 'none'])).toBe('none')
  })

  it('diverges with any criterion that does', () => {
    expect(strengthOfQuestion(['converging', 'converging', 'diverging'])).toBe('diverging')
  })
})
