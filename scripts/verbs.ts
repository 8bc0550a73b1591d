/** Runs the steps of a verb one after the other, each with its name, and ends with the first that fails. */
import { spawnSync } from 'node:child_process'

export interface Step {
  readonly name: string
  /** A script inside node_modules or the checkout, run by the Node that runs us. */
  readonly argv: readonly string[]
}

export const runSteps = (steps: readonly Step[]): void => {
  for (const { name, argv } of steps) {
    process.stderr.write(`— ${name}\n`)
    const { status } = spawnSync(process.execPath, argv, { stdio: 'inherit' })
    if (status !== 0) {
      process.stderr.write(`${name} failed\n`)
      process.exitCode = status ?? 1
      return
    }
  }
}

export const lintSteps: readonly Step[] = [
  { name: 'types', argv: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the admin page', argv: ['node_modules/typescript/bin/tsc', '-p', 'collector/page/tsconfig.json'] },
  { name: 'style', argv: ['node_modules/eslint/bin/eslint.js', '.'] },
  {
    name: 'import rules',
    argv: [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      'program', 'exporter', 'agent', 'collector', 'dashboards', 'ansible/runner', 'scripts', 'test',
      '--config', '.dependency-cruiser.cjs', '--output-type', 'err'
    ]
  }
]
