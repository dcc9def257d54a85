import { Role } from '@retombees/contract/role'
import { describe, expect, it } from 'vitest'
import { PAGES } from '../routes.ts'
import { groupsOf, PAGE_GROUPS } from './page-groups.ts'

describe('the menu', () => {
  it('holds every page once', () => {
    expect(PAGE_GROUPS.flatMap(({ pages }) => pages).sort()).toEqual(
      expect.arrayContaining(PAGES.map(({ id }) => id).sort()),
    )
    const listed = PAGE_GROUPS.flatMap(({ pages }) => pages)
    expect(new Set(listed).size).toBe(listed.length)
  })

  it.each(Role.options)('gives %s the pages of that role and no other', (role) => {
    const shown = groupsOf(PAGES, role).flatMap(({ pages }) => pages)
    expect(shown.map(({ id }) => id).sort()).toEqual(
      PAGES.filter(({ roles }) => roles.includes(role))
        .map(({ id }) => id)
        .sort(),
    )
  })
})
