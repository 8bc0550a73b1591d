import { lintSteps, runSteps } from './verbs.ts'

if (!await runSteps(lintSteps)) process.exitCode = 1
