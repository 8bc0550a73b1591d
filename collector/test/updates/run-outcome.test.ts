import { describe, expect, it } from 'vitest'
import { evaluateOutcome } from '../../src/updates/run-outcome.ts'

const names = (count: number) => Array.from({ length: count }, (_, i) => ({ host: `pi-${i}`, status: 'failed' as const }))

describe('what is believed of a run', () => {
  it('is its success where every host has one', () => {
    expect(evaluateOutcome({ outcome: 'succeeded' }, { total: 3, withoutSuccess: 0, examples: [] })).toEqual({ outcome: 'succeeded' })
  })

  it.each(['failed', 'cancelled', 'interrupted'] as const)('is that it %s, whatever its hosts say', (outcome) => {
    expect(evaluateOutcome({ outcome, message: 'why' }, { total: 3, withoutSuccess: 0, examples: [] })).toEqual({ outcome, message: 'why' })
    expect(evaluateOutcome({ outcome }, { total: 0, withoutSuccess: 0, examples: [] })).toEqual({ outcome })
  })

  it('is a failure where it had no hosts', () => {
    expect(evaluateOutcome({ outcome: 'succeeded' }, { total: 0, withoutSuccess: 0, examples: [] })).toEqual({
      outcome: 'failed',
      message: 'reported as succeeded, but the run had no hosts'
    })
  })

  it('needs no more than one host, and no less than all', () => {
    expect(evaluateOutcome({ outcome: 'succeeded' }, { total: 1, withoutSuccess: 0, examples: [] })).toEqual({ outcome: 'succeeded' })
    expect(evaluateOutcome({ outcome: 'succeeded' }, { total: 11, withoutSuccess: 10, examples: names(10) })).toEqual({
      outcome: 'failed',
      message: `reported as succeeded, but 10 of 11 hosts have not succeeded: ${names(10).map(({ host }) => `${host} (failed)`).join(', ')}`
    })
  })

  it('is a failure that names ten hosts and counts the others', () => {
    expect(evaluateOutcome({ outcome: 'succeeded', message: 'all good' }, { total: 40, withoutSuccess: 12, examples: names(10) })).toEqual({
      outcome: 'failed',
      message: `reported as succeeded, but 12 of 40 hosts have not succeeded: ${names(10)
        .map(({ host }) => `${host} (failed)`)
        .join(', ')} and 2 more (all good)`
    })
  })

  it('names no more than ten, and what is not a word for a person by one that is', () => {
    const { message } = evaluateOutcome({ outcome: 'succeeded' }, { total: 11, withoutSuccess: 11, examples: names(11) })
    expect(message).toContain('pi-9 (failed) and 1 more')
    expect(message).not.toContain('pi-10')
    const examples = (['waiting', 'under_way', 'rolled_back', 'unreachable'] as const).map((status, index) => ({
      host: `pi-${index}`,
      status
    }))
    expect(evaluateOutcome({ outcome: 'succeeded' }, { total: 4, withoutSuccess: 4, examples }).message).toBe(
      'reported as succeeded, but 4 of 4 hosts have not succeeded: pi-0 (no result), pi-1 (no result), pi-2 (rolled back), pi-3 (unreachable)'
    )
  })
})
