import { describe, expect, it } from 'vitest'
import { depthOf, faceOf, Role } from './role.ts'

describe('what a role may see', () => {
  it('gives a funder and a director the published face only, and no row', () => {
    for (const role of ['funder', 'director'] as const) {
      expect(faceOf(role)).toBe('published')
      expect(depthOf(role)).toBe('file')
    }
  })

  it('gives the analyst a face of their own', () => {
    expect(Role.options.filter((role) => faceOf(role) === 'analyst')).toEqual(['analyst'])
  })

  it('says a face and a depth for every role', () => {
    for (const role of Role.options) {
      expect(['internal', 'analyst', 'published']).toContain(faceOf(role))
      expect(['file', 'rows']).toContain(depthOf(role))
    }
  })
})
