import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../../../collector/test/temporary-directory.ts'
import type { KnownDevice } from '../../../src/collector/connection.ts'
import { earlierAgentNotes } from '../../../src/cli/commands/known-agents.ts'
import { openStateDirectory } from '../../../src/state/state-directory.ts'
import { commandText } from '../../../src/text/runner-text.ts'

const text = commandText('en')
const at = '2026-11-25T09:00:00.000Z'
const publishedDirectory = (): string => {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, 'agent.json'), JSON.stringify({ revision: '0.1.1-abc' }))
  return directory
}
const notes = (reference: string, agents: readonly string[], runs: readonly object[] = []): string[] => {
  const state = openStateDirectory(temporaryDirectory(), '/nowhere')
  for (const [index, result] of runs.entries()) {
    const files = state.run(`20261125-09000${index}-0a1b2c`)
    mkdirSync(files.directory)
    writeFileSync(files.result, JSON.stringify(result))
  }
  const known = new Map<string, KnownDevice>([['a', { connection: 'fresh', lastSeenMs: 0, isHeard: true, agents }]])
  return earlierAgentNotes({ reference, hosts: [{ host: 'a', variables: { agent_directory: publishedDirectory() } }], state, known, text })
}

describe('an agent to go back to', () => {
  test('that no device is known to have had is noted, with what there is', () => {
    expect(notes('0.0.9', ['0.1.1-abc', '0.1.0-def'])).toEqual([
      'No device is known to have had the agent “0.0.9”; one that has not kept it fails, and stays as it is. Published: 0.1.1-abc. ' +
      'On devices, now or before: 0.1.0-def. To give each device the one it had before: --revision previous'
    ])
  })

  test('needs no word where a device runs it, where an earlier run brought it, and as previous', () => {
    const finished = {
      state: 'finished', host: 'a', at, attempt: 1, outcome: 'updated', durationSeconds: 1, fromRevision: '0.0.9-123',
      toRevision: '0.1.0-def'
    }
    expect(notes('0.1.0', ['0.1.0-def'])).toEqual([])
    expect(notes(
      '0.0.9', ['0.1.1-abc'],
      [{ run: 'r', release: 'mimamori-agent', hosts: [finished] }, { run: 's', release: 'signage', hosts: [] }, { broken: true }]
    )).toEqual([])
    expect(notes('previous', ['0.1.1-abc'])).toEqual([])
  })

  test('is left to the devices where nobody knows what they have had', () => {
    expect(notes('0.0.9', [])).toEqual([])
  })
})
