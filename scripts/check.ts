/** Run before a commit: everything that needs no real peer. */
import { lintSteps, runSteps } from './verbs.ts'

runSteps([
  ...lintSteps,
  { name: 'tests of the packages', argv: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'packages'] }
])
