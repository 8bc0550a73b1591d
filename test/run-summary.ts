import type { Reporter, TestModule } from 'vitest/node'

/** Where most of a whole run's time goes, in each project. */
const slowestShown = 15
/** A file that is quicker is worth no line. */
const leastSeconds = 10

const repeatedIn = (module: TestModule): readonly string[] =>
  [...module.children.allTests()].filter((test) => (test.diagnostic()?.retryCount ?? 0) > 0)
    .map((test) => `repeated: ${module.relativeModuleId} > ${test.fullName}: ${test.result().state}`)

const slowestIn = (project: string, modules: readonly TestModule[]): readonly string[] => {
  const files = modules.map((module) => ({ file: module.relativeModuleId, seconds: Math.round(module.diagnostic().duration / 1000) }))
    .sort((one, other) => other.seconds - one.seconds)
  const slow = files.filter(({ seconds }, place) => place < slowestShown && seconds >= leastSeconds)
  if (slow.length === 0) return []
  const sum = files.reduce((total, { seconds }) => total + seconds, 0)
  return [
    `${project}: ${sum} s in ${files.length} files, some at the same time; the slowest:`,
    ...slow.map(({ file, seconds }) => `  ${seconds} s ${file}`)
  ]
}

/**
 * Says at the end which files took the most time, and which tests passed only when they were run again: a race that a second run would
 * hide is seen.
 */
export default class RunSummary implements Reporter {
  onTestRunEnd (modules: readonly TestModule[]): void {
    const projects = Map.groupBy(modules, ({ project }) => project.name)
    const lines = [...[...projects].flatMap(([name, of]) => slowestIn(name, of)), ...modules.flatMap(repeatedIn)]
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`)
  }
}
