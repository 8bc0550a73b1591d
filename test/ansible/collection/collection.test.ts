import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, collectionDirectory, runAnsible, runPlaybook } from '../run-playbook.ts'

const ansibleGalaxy = '/usr/bin/ansible-galaxy'

/** Builds it as a user does, and gives the archive's path. */
const build = async (directory: string): Promise<string> => {
  const { exitCode, output } = await runAnsible(
    [ansibleGalaxy, 'collection', 'build', '--output-path', join(directory, 'built')], { directory, cwd: collectionDirectory }
  )
  expect(exitCode, output).toBe(0)
  return join(directory, 'built', readdirSync(join(directory, 'built')).find((name) => name.endsWith('.tar.gz'))!)
}

describeWith(ansiblePlaybook, ansibleGalaxy)('the collection', () => {
  test('builds into an archive of plugins, roles and playbooks, without the runner and without tests', async () => {
    const names = execFileSync('tar', ['--list', '--file', await build(temporaryDirectory())], { encoding: 'utf8' }).trim().split('\n')
    expect(names).toEqual(
      expect.arrayContaining([
        'MANIFEST.json', 'inventory-check', 'meta/runtime.yml', 'plugins/callback/report.py', 'plugins/inventory/devices.py',
        'plugins/plugin_utils/server.py', 'roles/release/tasks/main.yml', 'roles/kiosk/files/page/kiosk.js', 'playbooks/ping.yml'
      ])
    )
    // A browser on the device reads the kiosk's page.
    const ours = names.filter((name) => !name.startsWith('roles/kiosk/files/page/'))
    expect(ours.filter((name) => /\.(?:ts|js|pyc)$|^(?:runner|tests|collections|inventory(?:\.example)?)(?:\/|$)|ansible\.cfg/.test(name)))
      .toEqual([])
  })

  test('once installed reports somebody else’s playbook, in somebody else’s folder, with nothing of ours but its name', async () => {
    const directory = temporaryDirectory()
    const archive = await build(directory)
    const config = join(directory, 'their.cfg')
    writeFileSync(
      config,
      '[defaults]\ncallbacks_enabled = ansible.builtin.junit, mimamori.fleet.report\n[callback_mimamori_report]\ntextfile = ./theirs.prom\n'
    )
    const installed = await runAnsible(
      [ansibleGalaxy, 'collection', 'install', archive, '--collections-path', join(directory, 'installed'), '--offline'],
      { directory, env: { ANSIBLE_CONFIG: config } }
    )
    expect(installed.exitCode, installed.output).toBe(0)
    const check = await runAnsible(
      [join(directory, 'installed/ansible_collections/mimamori/fleet/inventory-check'), '--help'],
      { directory, env: { ANSIBLE_CONFIG: config } }
    )
    expect([check.exitCode, check.stdout], check.output).toEqual([0, expect.stringContaining('Compares the inventory with the devices')])
    const { outcomes, exitCode, output } = await runPlaybook({
      directory,
      hosts: ['web-1'],
      playbook: JSON.stringify([{
        hosts: 'all', gather_facts: false, tasks: [{ command: 'true' }, { set_fact: { mimamori_release_result: { outcome: 'updated' } } }]
      }]),
      env: { ANSIBLE_CONFIG: config, ANSIBLE_COLLECTIONS_PATH: join(directory, 'installed') }
    })
    expect([exitCode, outcomes], output).toEqual([0, { 'web-1': 'updated' }])
    expect(readFileSync(join(directory, 'theirs.prom'), 'utf8'))
      .toContain('mimamori_update_last_outcome{device="web-1",outcome="updated"} 1')
  })

  test('runs in place, without being installed: roles, playbooks and the callback are found by their names', async () => {
    const directory = temporaryDirectory()
    const inventory = join(directory, 'inventory.yml')
    writeFileSync(inventory, '{"all": {"hosts": {"here": {"ansible_connection": "local"}}}}')
    const events = join(directory, 'events.jsonl')
    const { exitCode, output } = await runAnsible(
      [ansiblePlaybook, '--inventory', inventory, 'playbooks/ping.yml'],
      { directory, cwd: collectionDirectory, env: { ANSIBLE_CONFIG: '', MIMAMORI_EVENTS_FILE: events } }
    )
    expect(exitCode, output).toBe(0)
    expect(readFileSync(events, 'utf8')).toContain('"outcome":"unchanged"')
    const byName = await runAnsible(
      [ansiblePlaybook, '--inventory', inventory, 'mimamori.fleet.ping'],
      { directory, cwd: collectionDirectory, env: { ANSIBLE_CONFIG: '' } }
    )
    expect(byName.exitCode, byName.output).toBe(0)
  })

  test('has no playbook that Ansible could not call by the collection’s name', async () => {
    const names = readdirSync(
      join(collectionDirectory, 'playbooks')
    ).filter((name) => name.endsWith('.yml')).map((name) => `mimamori.fleet.${name.replace(/\.yml$/, '')}`)
    expect(names).toContain('mimamori.fleet.update_clients')
    const { exitCode, output } = await runAnsible(
      [ansiblePlaybook, '--inventory', 'here,', '--syntax-check', ...names],
      { directory: temporaryDirectory(), cwd: collectionDirectory, env: { ANSIBLE_CONFIG: '' } }
    )
    expect(exitCode, output).toBe(0)
  })

  test('is silent where nothing was asked of it', async () => {
    const { output } = await runPlaybook({
      directory: temporaryDirectory(), hosts: ['a'], playbook: '[{"hosts": "all", "gather_facts": false, "tasks": [{"command": "true"}]}]',
      env: { MIMAMORI_EVENTS_FILE: '' }
    })
    expect(output).not.toContain('[WARNING]')
    expect(output).not.toContain('mimamori')
  })

  test.each([
    [
      'callback', 'report',
      [
        'MIMAMORI_URL', 'MIMAMORI_UPDATE_TOKEN_FILE', 'MIMAMORI_RUN_ID', 'MIMAMORI_RUN_ATTEMPT', 'MIMAMORI_EVENTS_FILE',
        'MIMAMORI_SPOOL_DIR', 'MIMAMORI_UPDATE_TEXTFILE', 'MIMAMORI_CA_FILE'
      ]
    ],
    ['inventory', 'devices', ['MIMAMORI_URL', 'MIMAMORI_UPDATE_TOKEN_FILE', 'MIMAMORI_CA_FILE']]
  ])('documents the options of its %s plugin', async (type, name, environment) => {
    const { stdout, exitCode } = await runAnsible(
      ['/usr/bin/ansible-doc', '--type', type, '--json', `mimamori.fleet.${name}`], { directory: temporaryDirectory() }
    )
    expect(exitCode).toBe(0)
    const { options } = (JSON.parse(stdout) as Record<string, {
      doc: { options: Record<string, { env?: { name: string }[], collection?: string }> }
    }>)[`mimamori.fleet.${name}`]!.doc
    expect(
      Object.values(options).flatMap(({ env = [] }) => env.map(({ name: variable }) => variable))
        .filter((variable) => variable.startsWith('MIMAMORI_')).sort()
    ).toEqual([...environment].sort())
  })

  test('never says not to check host keys', () => {
    const config = readFileSync(join(collectionDirectory, 'ansible.cfg'), 'utf8')
    expect(config).not.toMatch(/host_key_checking\s*=|StrictHostKeyChecking\s*=\s*(?:no|accept-new)/)
  })
})

describeWith('/usr/bin/ansible-lint')('ansible-lint', () => {
  test('finds nothing at the production profile, offline', async () => {
    const { exitCode, output } = await runAnsible(
      ['/usr/bin/ansible-lint', '--offline', '--nocolor', '--profile', 'production'],
      { directory: temporaryDirectory(), cwd: collectionDirectory, env: { ANSIBLE_CONFIG: '' } }
    )
    expect(exitCode, output).toBe(0)
    expect(output).toContain("Profile 'production' was required, and it passed")
  })
})

// The others want packages of their own from the internet.
const offlineTests = [
  'action-plugin-docs', 'changelog', 'empty-init', 'ignores', 'line-endings', 'no-assert', 'no-get-exception', 'no-illegal-filenames',
  'no-smart-quotes', 'pslint', 'replace-urlopen', 'shebang', 'shellcheck', 'symlinks', 'use-argspec-type-path', 'use-compat-six'
]

describeWith('/usr/bin/ansible-test')('ansible-test sanity', () => {
  test('finds nothing, as far as it goes without the internet', async () => {
    const directory = temporaryDirectory()
    // It works only under the path of a collection.
    const collection = join(directory, 'ansible_collections/mimamori/fleet')
    cpSync(
      collectionDirectory, collection,
      {
        recursive: true,
        filter: (path) => !/^(?:runner|collections|inventory|logs|\.ansible)$|__pycache__/.test(relative(collectionDirectory, path))
      }
    )
    const { exitCode, output } = await runAnsible(
      ['/usr/bin/ansible-test', 'sanity', '--color', 'no', '--truncate', '0', ...offlineTests.flatMap((name) => ['--test', name])],
      { directory, cwd: collection, env: { ANSIBLE_CONFIG: '' } }
    )
    expect(exitCode, output).toBe(0)
    for (const name of offlineTests) expect(output).toContain(`Running sanity test "${name}"`)
  })
})
