import type { CustomLimits, LimitList, ScopedLimits } from '@mimamori/contract'
import { resource, type Answer, type Command, type Invocation } from '../command.ts'
import { CommandError, UsageError } from '../errors.ts'
import { requireKnown } from '../known-names.ts'
import { table } from '../table.ts'
import { givenLimits, limitFields, limitOptions } from './limit-options.ts'

const answer = ({ defaults, limits }: LimitList, lines: Answer['lines']): Answer => ({ json: { defaults, limits }, lines })

const listLimits: Command = {
  words: 'limits list',
  async run ({ ask, language, text }) {
    const list = await ask<LimitList>('GET', '/api/limits')
    return answer(list, async () => {
      const { formatDuration } = await import('@mimamori/contract/format-time')
      const duration = (seconds: number | undefined): string => seconds === undefined ? '' : formatDuration(seconds * 1000, language)
      const rows: readonly (CustomLimits & { readonly scope: string, readonly name: string })[] = [
        { ...list.defaults, scope: text.limitDefaults, name: '' }, ...list.limits
      ]
      return table(rows, text, {
        scope: 'scope', name: ({ scope, name }) => scope === 'fleet' ? '' : name,
        silentAfter: ({ silentAfterSeconds }) => duration(silentAfterSeconds),
        downAfter: ({ downAfterSeconds }) => duration(downAfterSeconds),
        downSeverity: ({ downSeverity }) => downSeverity ?? ''
      })
    })
  }
}

interface Scope extends Pick<ScopedLimits, 'scope' | 'name'> {
  readonly path: string
  readonly isScopeOf: (limits: ScopedLimits) => boolean
}

/** `fleet`, or `site` or `role` with a name. */
const givenScope = async ({ positionals, text }: Invocation): Promise<Scope> => {
  const { limitScopes, wholeFleet } = await import('@mimamori/contract')
  const [typed, typedName] = positionals
  const scope = limitScopes.find((each) => each === typed)
  if (scope === undefined || (scope === 'fleet') !== (typedName === undefined)) throw new UsageError(text.wrong(
    'SCOPE', text.expected.limitScope, positionals.join(' ')
  ))
  const name = typedName ?? wholeFleet
  return {
    scope, name, path: resource(`/api/limits/${scope}`, name), isScopeOf: (limits) => limits.scope === scope && limits.name === name
  }
}

const setLimits: Command = {
  words: 'limits set',
  positionals: { SCOPE: 'limitScope' },
  optionalPositionals: { NAME: 'limitName' },
  options: limitOptions,
  fields: limitFields,
  async run (invocation) {
    const { ask, text } = invocation
    const { scope, name, path, isScopeOf } = await givenScope(invocation)
    const change = Object.entries(givenLimits(invocation)).filter(([, value]) => value !== undefined)
    if (change.length === 0) throw new UsageError(text.noLimitGiven)
    if (scope !== 'fleet') await requireKnown(invocation, { [scope]: name })
    const { limits } = await ask<LimitList>('GET', '/api/limits')
    const before = Object.entries(limits.find(isScopeOf) ?? {}).filter(([field]) => field !== 'scope' && field !== 'name')
    const after = Object.entries(Object.fromEntries([...before, ...change])).filter(([, value]) => value !== null)
    return answer(
      after.length === 0 ? await ask<LimitList>('DELETE', path) : await ask<LimitList>('PUT', path, Object.fromEntries(after)),
      text.limitsSet
    )
  }
}

const removeLimits: Command = {
  words: 'limits remove',
  positionals: { SCOPE: 'limitScope' },
  optionalPositionals: { NAME: 'limitName' },
  async run (invocation) {
    const { ask, positionals, text } = invocation
    const { path, isScopeOf } = await givenScope(invocation)
    const { limits } = await ask<LimitList>('GET', '/api/limits')
    if (!limits.some(isScopeOf)) throw new CommandError(text.noLimits(positionals.join(' ')))
    return answer(await ask<LimitList>('DELETE', path), text.limitsRemoved)
  }
}

export const limitCommands: readonly Command[] = [listLimits, setLimits, removeLimits]
