import { groups, type Filter } from '@mimamori/contract/device-list'

export const noFilter: Filter = { group: 'all', site: undefined, role: undefined, text: '' }

/** The filter as the address has it, so that a view can be kept and sent to somebody. */
export const filterOf = (query: URLSearchParams): Filter => ({
  group: groups.find((group) => group === query.get('state')) ?? 'all',
  site: query.get('site') ?? undefined,
  role: query.get('role') ?? undefined,
  text: query.get('q') ?? ''
})
