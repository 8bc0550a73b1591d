import { lintSteps, runSteps } from './verbs.ts'

runSteps(lintSteps)
