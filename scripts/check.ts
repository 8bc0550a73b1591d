/** Run before a commit: everything that needs no real peer. */
import { spawnSync } from 'node:child_process'
import { lintSteps, runSteps } from './verbs.ts'

const testPackages = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'packages']
process.exitCode = await runSteps(lintSteps) ? spawnSync(process.execPath, testPackages, { stdio: 'inherit' }).status ?? 1 : 1
