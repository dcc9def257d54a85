import type { Role } from '@retombees/contract/role'
import type { Page } from '../routes.ts'

/** Pages that one reads together: a first row of the menu that fits a window, however many pages a role has. */
export const PAGE_GROUPS: readonly { readonly id: string; readonly pages: readonly string[] }[] =
  Object.freeze([
    { id: 'committee', pages: ['committee'] },
    { id: 'answers', pages: ['questions', 'logic-model', 'indicators'] },
    { id: 'field', pages: ['territories', 'surveys', 'workshops', 'kiosks', 'contributions'] },
    { id: 'project', pages: ['partners', 'prototypes', 'funding', 'recommendations', 'spread'] },
    { id: 'data', pages: ['data', 'sql', 'feder', 'api'] },
    { id: 'account', pages: ['account', 'users'] },
  ])

/** The groups of a role, in order, each with the pages it has there; a group without a page is left out. */
export function groupsOf(pages: readonly Page[], role: Role): { id: string; pages: readonly Page[] }[] {
  return PAGE_GROUPS.flatMap((group) => {
    const own = group.pages.flatMap((id) =>
      pages.filter((page) => page.id === id && page.roles.includes(role)),
    )
    return own.length === 0 ? [] : [{ id: group.id, pages: own }]
  })
}
