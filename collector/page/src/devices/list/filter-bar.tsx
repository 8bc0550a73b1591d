import type { ClientStatus } from '@mimamori/contract'
import { orders, type Filter, type Order, type Sorting } from '@mimamori/contract/device-list'
import { Filters, Icon, Labelled, SearchField } from '../../components/index.ts'
import { messages } from '../../text/index.ts'
import { deviceMessages } from '../messages.ts'
import { directionOf, sortParameter } from './sort.ts'

export interface FilterBarProps {
  readonly clients: readonly ClientStatus[]
  readonly filter: Filter
  readonly sorting: Sorting
  readonly change: (changes: Readonly<Record<string, string | undefined>>) => void
}

export const FilterBar = ({ clients, filter, sorting, change }: FilterBarProps) => (
  <Filters>
    <SearchField hint={deviceMessages.searchHint} text={filter.text} change={(q) => change({ q })} />
    <Choice
      label={messages.site}
      any={messages.anySite}
      none={messages.noSite}
      values={clients.map(({ site }) => site)}
      chosen={filter.site}
      choose={(site) => change({ site })}
    />
    <Choice
      label={deviceMessages.role}
      any={deviceMessages.anyRole}
      none={deviceMessages.noRole}
      values={clients.map(({ role }) => role)}
      chosen={filter.role}
      choose={(role) => change({ role })}
    />
    <Labelled label={deviceMessages.sort}>
      <select
        value={sorting.order}
        onChange={({ currentTarget: { value } }) => change({ sort: sortParameter({ order: value as Order, reversed: false }) })}
      >
        {(Object.keys(orders) as Order[]).map((name) => <option key={name} value={name}>{deviceMessages.sorts[name]}</option>)}
      </select>
    </Labelled>
    <button
      type="button"
      class="reverse"
      aria-pressed={sorting.reversed}
      onClick={() => change({ sort: sortParameter({ ...sorting, reversed: !sorting.reversed }) })}
    >
      <Icon shape={directionOf(sorting)} /> {deviceMessages.reverse}
    </button>
  </Filters>
)

interface ChoiceProps {
  readonly label: string
  readonly any: string
  readonly none: string
  readonly values: readonly string[]
  readonly chosen: string | undefined
  readonly choose: (value: string | undefined) => void
}

/** Values begin with `=`, since a device without a site has the site ''. */
const Choice = ({ label, any, none, values, chosen, choose }: ChoiceProps) => {
  const distinct = [...new Set(chosen === undefined ? values : [...values, chosen])].sort()
  return (
    <Labelled label={label}>
      <select
        value={chosen === undefined ? '' : `=${chosen}`}
        onChange={({ currentTarget: { value } }) => choose(value === '' ? undefined : value.slice(1))}
      >
        <option value="">{any}</option>
        {distinct.map((value) => <option key={value} value={`=${value}`}>{value === '' ? none : value}</option>)}
      </select>
    </Labelled>
  )
}
