import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** They boot devices; and the demonstration, since it takes the first ports that are free, as `npm start` does among the peers. */
const labs = [
  'test/{lab,updates}/*.test.ts', 'test/ansible/{release,agent-role,agent-installer,take-over,hardening}.test.ts', 'test/whole/demo.test.ts'
]

/** The main job, and one way through each real peer: with the tests of the packages, what `npm test` runs. */
const corePeers = [
  'test/docs/*.test.ts', 'test/{simulator,bench}/*.test.ts',
  'test/whole/{start,login-command,prometheus-scrape,alert-to-a-person,loki-logs,late-samples,returning-collector,runbook}.test.ts',
  'test/ansible/callback/{outcomes,collector,secrets}.test.ts', 'test/ansible/inventory/*.test.ts',
  'test/scripts/{update-over-ssh,set-up,portability}.test.ts', 'test/compose/*.test.ts', 'test/runner/annotations.test.ts',
  'test/browser/{list,device,login,updates,enrollment,logs}.test.ts'
]
const coreLabs = ['test/updates/update-all-clients.test.ts']

/** Which tests a mode of Vitest has (`--mode core`, `--mode rest`): all of them if it says nothing. */
const testsOf = (mode: string) => {
  if (mode === 'core') return { packages: true, peers: { include: corePeers, exclude: labs }, labs: { include: coreLabs, exclude: [] } }
  if (mode === 'rest') return { packages: false, peers: { include: ['test/**/*.test.ts'], exclude: [...labs, ...corePeers] }, labs: { include: labs, exclude: coreLabs } }
  return { packages: true, peers: { include: ['test/**/*.test.ts'], exclude: labs }, labs: { include: labs, exclude: [] } }
}

/** What real peers and busy machines do to a test must not throw away a day's work; which tests needed it is printed at the end. */
const retry = process.env.CI ? 1 : 0

/**
 * Three kinds of tests: those of a package, which run beside each other, also on two cores, where Vitest would start one worker; those with
 * real peers, since Ansible, browsers and Prometheus often wait: they share no port, file or network, and none measures time; and those in
 * a lab, after them, since `npm start` chooses among this machine's network interfaces, of which a lab makes more: Ansible and devices that
 * boot wait for each other most of the time.
 */
export default defineConfig(({ mode }) => {
  const { packages, peers, labs } = testsOf(mode)
  return {
    test: {
      reporters: ['default', './test/run-summary.ts'],
      projects: [
        ...packages
          ? [{
              test: {
                name: 'packages',
                globalSetup: ['./test/own-temporary-directory.ts', './test/compile-cache.ts'],
                include: ['{program,exporter,agent,collector,collector/cli,collector/contract,collector/page,dashboards,ansible/runner}/test/**/*.test.ts'],
                maxWorkers: Math.max(2, availableParallelism() - 1),
                // A test that hangs ends some time; one on a machine that others keep busy takes ten times its own.
                testTimeout: 120_000,
                hookTimeout: 180_000,
                expect: { poll: { timeout: 20_000 } }
              }
            }]
          : [],
        {
          test: {
            name: 'peers',
            globalSetup: './test/compile-cache.ts',
            ...peers,
            retry,
            maxWorkers: 3,
            testTimeout: 300_000,
            hookTimeout: 600_000,
            sequence: { groupOrder: 1 }
          }
        },
        {
          test: {
            name: 'labs',
            globalSetup: './test/compile-cache.ts',
            ...labs,
            retry,
            maxWorkers: 3,
            testTimeout: 300_000,
            hookTimeout: 600_000,
            sequence: { groupOrder: 2 }
          }
        }
      ]
    }
  }
})
