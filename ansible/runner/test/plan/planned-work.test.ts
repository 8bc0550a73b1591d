import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunAction } from '@mimamori/contract'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { planLines } from '../../src/cli/display/plan-lines.ts'
import type { InventoryHost } from '../../src/plan/inventory/inventory.ts'
import { collectionPlaybook } from '../../src/platform/paths.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import { plannedWork, type PlannedWork } from '../../src/plan/planned-work.ts'
import { commandText, runText } from '../../src/text/runner-text.ts'

const text = commandText('en').preflight

const published = (revision: string): string => {
  const directory = join(temporaryDirectory(), 'agent')
  mkdirSync(directory)
  writeFileSync(join(directory, 'agent.json'), JSON.stringify({ revision, archives: {} }))
  return directory
}

const archive = { release_name: 'signage', release_source: { type: 'archive', revision: 'v1' } }
const workOf = async (
  action: RunAction, hosts: readonly InventoryHost[],
  { reference, isForced = false, playbook = '/own.yml' }: {
    readonly reference?: string
    readonly isForced?: boolean
    readonly playbook?: string
  } = {}
): Promise<PlannedWork> =>
  await plannedWork({ action, hosts, reference: { reference, isTyped: reference !== undefined }, isForced, settings: { playbook }, text })

const planOf = (action: RunAction, hosts: readonly InventoryHost[], work: PlannedWork) => makePlan({
  action,
  devices: { selection: { hosts, leftOut: [], pinned: [], pausedOff: [], named: [] }, groups: new Map(), known: new Map() },
  release: { work, unnamedReleases: [] },
  rollout: { canary: undefined, wavePercent: undefined, maxFailures: undefined, soakMinutes: undefined },
  settings: { inventory: '/inventory', canary: 1, wavePercent: 10, maxFailures: undefined },
  schedule: {}, mode: { check: false, isWholeFleet: true }, start: { by: 'aiko', language: 'en', clock: { nowMs: () => 0 } }
})

it('installs the agent that is published on the server, whatever release a device has', async () => {
  const hosts = [{ host: 'a', variables: { ...archive, agent_directory: published('0.2.0-abc') } }]
  const work = await workOf('agent', hosts)
  expect(work).toMatchObject({
    playbook: collectionPlaybook('agent'), queuesUnreachable: true,
    wanted: { release: 'mimamori-agent', revision: '0.2.0-abc', variables: {}, mistakes: [] }
  })
  const plan = planOf('agent', hosts, work)
  expect(plan.hosts).toMatchObject([{ host: 'a', release: 'mimamori-agent', revision: '0.2.0-abc' }])
  expect(planLines(plan, [], runText('en'))).toContain('Release: mimamori-agent · 0.2.0-abc')
})

it('says how an agent gets published where there is none', async () => {
  expect((await workOf('agent', [{ host: 'a', variables: { agent_directory: '/nowhere' } }])).wanted.mistakes)
    .toEqual(['/nowhere: no agent is published there; on the server: sudo npm run publish-agent'])
})

it('goes back to an agent that the devices have kept, by its revision or to the one before, and catches nobody up to it', async () => {
  const hosts = [{ host: 'a', variables: { agent_directory: published('0.2.0-abc') } }]
  expect(await workOf('agent', hosts, { reference: '0.1.0' })).toMatchObject({
    playbook: collectionPlaybook('rollback_agent'), queuesUnreachable: false,
    wanted: { reference: '0.1.0', variables: { agent_revision: '0.1.0' } }
  })
  expect((await workOf('agent', hosts, { reference: 'previous' })).wanted.variables).toEqual({})
  expect(await workOf('agent', hosts, { reference: '0.2.0' })).toMatchObject({
    playbook: collectionPlaybook('agent'), queuesUnreachable: true
  })
})

it('has every step run again only where that was asked for, and says so', async () => {
  const hosts = [{ host: 'a', variables: { ...archive, agent_directory: published('0.2.0-abc') } }]
  for (const [action, variable] of [['update', 'release_force'], ['agent', 'agent_force']] as const) {
    expect((await workOf(action, hosts)).wanted.variables[variable]).toBeUndefined()
    const forced = await workOf(action, hosts, { isForced: true })
    expect(forced.wanted.variables[variable]).toBe(true)
    expect(planLines(planOf(action, hosts, forced), [], runText('en'))).toContain(
      'Runs every step again, even on devices that are up to date.'
    )
  }
})

const noRelease = 'the inventory gives these devices no release (release_name), so there is nothing to update or restart: b. ' +
  'docs/guides/ansible-setup.md says how to describe what runs on them'

it('updates only devices that have a release, unless a playbook of the user’s own may know better', async () => {
  const hosts = [{ host: 'a', variables: archive }, { host: 'b', variables: {} }]
  expect((await workOf('update', hosts, { playbook: collectionPlaybook('update_clients') })).wanted.mistakes).toEqual([noRelease])
  expect((await workOf('update', hosts)).wanted.mistakes).toEqual([])
})

it('restarts only services of releases, and names the devices that have none', async () => {
  const hosts = [{ host: 'a', variables: archive }, { host: 'b', variables: {} }]
  const work = await workOf('restart', hosts)
  expect(work).toMatchObject({ playbook: collectionPlaybook('restart_services'), queuesUnreachable: false })
  expect(work.wanted.mistakes).toEqual([noRelease])
  expect(planLines(planOf('restart', hosts, work), [], runText('en'))).toContain(
    'Restarts the services of each device’s release, and checks them'
  )
})

it('reboots in the waves of the run, not in waves of the playbook, and about no release', async () => {
  const hosts = [{ host: 'a', variables: archive }]
  const work = await workOf('reboot', hosts)
  expect(work).toMatchObject({ playbook: collectionPlaybook('reboot'), queuesUnreachable: false, wanted: { variables: { wave: '100%' } } })
  expect(planOf('reboot', hosts, work).hosts[0]).not.toHaveProperty('release')
})
