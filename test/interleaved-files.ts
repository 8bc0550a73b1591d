import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Begins with what takes minutes, so that no run ends with one file that everybody waits for; then takes from each project by turns, so
 * that tests which wait for a peer always have others beside them that compute.
 */
export default class InterleavedFiles extends BaseSequencer {
  override async sort (files: TestSpecification[]): Promise<TestSpecification[]> {
    const projects = Map.groupBy(await super.sort(files), ({ project }) => project.name)
    return [...projects].flatMap(([name, specifications]) =>
      specifications.map((specification, index) => ({ specification, turn: name === 'labs' ? 0 : (index + 1) / specifications.length }))
    ).sort((one, other) => one.turn - other.turn).map(({ specification }) => specification)
  }
}
