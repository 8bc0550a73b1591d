import type { LimitList, OwnLimits, ScopedLimits } from '@mimamori/contract'
import { flag, type Command, type Invocation } from '../command.ts'
import { CommandError, UsageError } from '../errors.ts'
import { requireKnown } from '../require-known.ts'
import { limitChange, limitFields, limitOptions } from './limit-options.ts'

const columns = ['scope', 'name', 'silentAfter', 'downAfter', 'downSeverity'] as const

const asJson = ({ defaults, limits }: LimitList): string => JSON.stringify({ defaults, limits })

const printTable = async ({ defaults, limits }: LimitList, { language, print, text }: Invocation): Promise<void> => {
  const [{ textTable }, { formatDuration }] = await Promise.all([
    import('@mimamori/program/text-table'), import('@mimamori/contract/moment')
  ])
  const duration = (seconds: number | undefined): string => seconds === undefined ? '' : formatDuration(seconds * 1000, language)
  const row = (scope: string, name: string, { silentAfterSeconds, downAfterSeconds, downSeverity }: OwnLimits): string[] =>
    [scope, name, duration(silentAfterSeconds), duration(downAfterSeconds), downSeverity ?? '']
  const rows = [
    row(text.limitDefaults, '', defaults), ...limits.map(({ scope, name, ...set }) => row(scope, scope === 'fleet' ? '' : name, set))
  ]
  for (const line of textTable([columns.map((column) => text.limitColumns[column]), ...rows])) print(line)
}

export const listLimits: Command = {
  words: 'limits list',
  positionals: {},
  options: { json: flag },
  async run (invocation) {
    const list = await invocation.collector.ask<LimitList>('GET', '/api/limits')
    if (invocation.flag('json')) invocation.print(asJson(list))
    else await printTable(list, invocation)
  }
}

/** `fleet`, or `site` or `role` with a name. */
const scopeOf = async ({ positionals: [scope = '', name], text }: Invocation): Promise<Pick<ScopedLimits, 'scope' | 'name'>> => {
  const { limitScopes, wholeFleet } = await import('@mimamori/contract')
  const known = limitScopes.find((each) => each === scope)
  if (known === undefined || (known === 'fleet') !== (name === undefined)) throw new UsageError(
    text.wrong('SCOPE', text.expected.limitScope, [scope, name].filter((word) => word !== undefined).join(' '))
  )
  return { scope: known, name: name ?? wholeFleet }
}

const pathOf = ({ scope, name }: Pick<ScopedLimits, 'scope' | 'name'>): string => `/api/limits/${scope}/${encodeURIComponent(name)}`

export const setLimits: Command = {
  words: 'limits set',
  positionals: { SCOPE: 'limitScope' },
  optionalPositionals: { NAME: 'limitName' },
  options: { ...limitOptions, json: flag },
  fields: limitFields,
  async run (invocation) {
    const { collector, flag: given, print, text } = invocation
    const { scope, name } = await scopeOf(invocation)
    const change = Object.entries(limitChange(invocation)).filter(([, value]) => value !== undefined)
    if (change.length === 0) throw new UsageError(text.noLimitGiven)
    if (scope !== 'fleet') await requireKnown(invocation, { [scope]: name })
    const { limits } = await collector.ask<LimitList>('GET', '/api/limits')
    const before = Object.entries(limits.find((each) => each.scope === scope && each.name === name) ?? {})
      .filter(([field]) => field !== 'scope' && field !== 'name')
    const after = Object.fromEntries(Object.entries(Object.fromEntries([...before, ...change])).filter(([, value]) => value !== null))
    const path = pathOf({ scope, name })
    const isEmpty = Object.keys(after).length === 0
    const list = isEmpty ? await collector.ask<LimitList>('DELETE', path) : await collector.ask<LimitList>('PUT', path, after)
    print(given('json') ? asJson(list) : text.limitsSet)
  }
}

export const removeLimits: Command = {
  words: 'limits remove',
  positionals: { SCOPE: 'limitScope' },
  optionalPositionals: { NAME: 'limitName' },
  options: { json: flag },
  async run (invocation) {
    const { collector, flag: given, print, text } = invocation
    const { scope, name } = await scopeOf(invocation)
    const { limits } = await collector.ask<LimitList>('GET', '/api/limits')
    if (!limits.some((each) => each.scope === scope && each.name === name)) {
      throw new CommandError(text.noLimits([scope, ...scope === 'fleet' ? [] : [name]].join(' ')))
    }
    const list = await collector.ask<LimitList>('DELETE', pathOf({ scope, name }))
    print(given('json') ? asJson(list) : text.limitsRemoved)
  }
}
