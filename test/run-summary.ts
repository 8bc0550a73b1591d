import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** Where most of a whole run's time goes, in each project. */
const slowestShown = 15
/** A file that is quicker is worth no line. */
const leastSeconds = 10

const repeatedIn = (module: TestModule): readonly string[] =>
  [...module.children.allTests()].filter((test) => (test.diagnostic()?.retryCount ?? 0) > 0)
    .map((test) => `repeated: ${module.relativeModuleId} > ${test.fullName}: ${test.result().state}`)

const failure = (place: string, { message }: { readonly message: string }): string => `failed: ${place}: ${message.split('\n', 1)[0]}`

const failuresIn = (module: TestModule): readonly string[] => [
  ...module.errors().map((error) => failure(module.relativeModuleId, error)),
  ...[...module.children.allSuites()].flatMap((suite) => suite.errors().map((error) => failure(`${module.relativeModuleId} > ${suite.fullName}`, error))),
  ...[...module.children.allTests('failed')].map((test) => failure(`${module.relativeModuleId} > ${test.fullName}`, test.result().errors?.[0] ?? { message: 'no reason given' }))
]

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
 * Says at the end which files took the most time, what failed, and which tests passed only when they were run again: a race that a second
 * run would hide is seen. `.ci/run` finds the failures by their first word.
 */
export default class RunSummary implements Reporter {
  onTestRunEnd (modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const projects = Map.groupBy(modules, ({ project }) => project.name)
    const lines = [
      ...[...projects].flatMap(([name, of]) => slowestIn(name, of)),
      ...modules.flatMap(repeatedIn),
      ...modules.flatMap(failuresIn),
      ...unhandled.map((error) => failure('outside a test', error))
    ]
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`)
  }
}
