import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import InterleavedFiles from './test/interleaved-files.ts'

/** Tests that boot devices or take minutes. */
const labs = [
  'test/{lab,updates}/*.test.ts', 'test/ansible/{release,agent-role,agent-installer,take-over,hardening,kiosk-role}.test.ts',
  'test/whole/{demo,agent-on-arm64}.test.ts'
]

/** The main job, and one path through each real peer: with the tests of the packages, `npm test` runs these. */
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

/** A busy machine must not throw away a long run; the tests that needed a second try are printed at the end. */
const retry = process.env.CI ? 1 : 0

/** Two more than there are cores, even on two, for which Vitest would start one worker: most tests wait for a peer or a device. */
const maxWorkers = availableParallelism() + 2

/** Settings of tests that boot devices or have real peers. */
const withPeers = { globalSetup: './test/compile-cache.ts', retry, maxWorkers, testTimeout: 300_000, hookTimeout: 600_000 }

/**
 * Three kinds of tests: those of a package, those with real peers, and those in a lab. All run in parallel, since Ansible, browsers,
 * Prometheus and devices that boot mostly wait: they share no port, file or network, and none measures time.
 */
export default defineConfig(({ mode }) => {
  const { packages, peers, labs } = testsOf(mode)
  return {
    test: {
      reporters: ['default', './test/run-summary.ts'],
      sequence: { sequencer: InterleavedFiles },
      projects: [
        ...packages
          ? [{
              test: {
                name: 'packages',
                globalSetup: ['./test/run-temporary-directory.ts', './test/compile-cache.ts'],
                include: ['{program,exporter,agent,collector,collector/cli,collector/contract,collector/page,dashboards,ansible/runner}/test/**/*.test.ts'],
                maxWorkers,
                // One process after the other for each of some 600 files took half a second of CPU time to start and import.
                isolate: false,
                // A test that hangs ends some time; one on a machine that others keep busy takes ten times its own.
                testTimeout: 120_000,
                hookTimeout: 180_000,
                expect: { poll: { timeout: 20_000 } }
              }
            }]
          : [],
        { test: { name: 'peers', ...peers, ...withPeers } },
        { test: { name: 'labs', ...labs, ...withPeers } }
      ]
    }
  }
})
