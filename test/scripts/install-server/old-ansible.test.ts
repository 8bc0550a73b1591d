import { expect, test } from 'vitest'
import { findOldAnsible } from '../../../scripts/install-server/old-ansible.ts'
import { installServerText } from '../../../scripts/install-server/text.ts'
import { StartProblem } from '../../../scripts/start/problem.ts'

/** A machine of which these commands print this; it has no others. */
const machine = (prints: Readonly<Record<string, string>>) => ({
  run (program: string, ...args: readonly string[]): string {
    const text = prints[[program, ...args].join(' ')]
    if (text === undefined) throw new StartProblem(`spawnSync ${program} ENOENT`)
    return text
  }
})
const version = (core: string): Readonly<Record<string, string>> => ({
  'ansible-playbook --version': `ansible-playbook [core ${core}]\n  config file = None\n  python version = 3.11.2 (main)\n`
})
const offers = (candidate: string): Readonly<Record<string, string>> => ({
  'env LC_ALL=C apt-cache policy ansible-core': `ansible-core:\n  Installed: (none)\n  Candidate: ${candidate}\n  Version table:\n`
})

test.each([
  ['installed on Debian 12', version('2.14.18'), '2.14'],
  [
    'installed on Debian 11, whose Ansible names no core',
    { 'ansible-playbook --version': 'ansible-playbook 2.10.8\n  config file = None\n  python version = 3.9.2 (default)\n' },
    '2.10'
  ],
  ['offered by Debian 12', offers('2.14.18-0+deb12u2'), '2.14'],
  ['installed beside a newer one that apt has', { ...version('2.18.6'), ...offers('2.19.11-0+deb13u1') }, '2.18'],
  ['of Debian 13', version('2.19.11'), undefined],
  ['offered by Debian 13', offers('2.19.11-0+deb13u1'), undefined],
  ['newer than apt’s, and installed', { ...version('2.21.0'), ...offers('2.14.18-0+deb12u2') }, undefined],
  ['neither there nor to be had', offers('(none)'), undefined],
  ['on a machine without apt', {}, undefined]
])('an ansible-core that is %s', (_, prints, found) => {
  expect(findOldAnsible(machine(prints))).toEqual(found === undefined ? undefined : { found, needed: '2.19' })
})

test('of one that is too old is said what does not work with it, and what to do without internet', () => {
  expect(installServerText('en').oldAnsible({ found: '2.14', needed: '2.19' })).toMatch(
    /ansible-core 2\.14.* needs 2\.19 or later.*“Without internet”/
  )
})
