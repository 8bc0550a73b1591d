/** Runs the steps of a verb in parallel. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

export interface Step {
  readonly name: string
  /** A script inside node_modules or the checkout, run by the Node that runs us. */
  readonly argv: readonly string[]
}

/** Prints a step's output once it has ended, so that no two mix. */
const runStep = async ({ name, argv }: Step): Promise<boolean> => {
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  const passed = child.exitCode === 0
  process.stderr.write(`— ${name}${passed ? '' : ' failed'}\n`)
  process.stdout.write(output)
  process.stderr.write(errors)
  return passed
}

/** Runs all of them at the same time, to the end also if one fails. Gives whether none did. */
export const runSteps = async (steps: readonly Step[]): Promise<boolean> => (await Promise.all(steps.map(runStep))).every(Boolean)

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
