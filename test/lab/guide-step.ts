import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './node-binary.ts'

/** A step of a guide. */
export interface GuideStep {
  /** What one types, in order. */
  readonly commands: readonly string[]
  /** What is shown besides: what one should see, or the lines of a file. */
  readonly shown: readonly string[]
  /** All of it, as it is written. */
  readonly text: string
}

const command = /^(?:\.\/scripts\/|cd |echo |ssh |sudo |systemctl )/

export const guideStep = (guide: string, number: number, folder = 'docs/guides'): GuideStep => {
  const step = readFileSync(join(checkout, folder, `${guide}.md`), 'utf8')
    .split(/^#{2,3} /m)
    .find((part) => part.startsWith(`□ ${number}. `))
  if (step === undefined) throw new Error(`${guide} has no step ${number}`)
  const blocks = [...step.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block)
  const areCommands = (block: string): boolean => block.trimEnd().split('\n').every((line) => command.test(line))
  return {
    commands: blocks.filter(areCommands).flatMap((block) => block.trimEnd().split('\n')),
    shown: blocks.filter((block) => !areCommands(block)),
    text: step
  }
}
