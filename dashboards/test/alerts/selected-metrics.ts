import { parser } from '@prometheus-io/lezer-promql'

interface Selector { readonly name: string, readonly isRange: boolean }

const selectors = (expr: string): readonly Selector[] => {
  const found: Selector[] = []
  parser.parse(expr).iterate({
    enter (node) {
      if (node.type.isError) throw new Error(`not PromQL at character ${node.from}: ${expr.slice(node.from, node.from + 40)}`)
      if (node.name !== 'VectorSelector') return
      const identifier = node.node.getChild('Identifier')
      if (identifier === null) throw new Error(`a selector without a name: ${expr.slice(node.from, node.to)}`)
      found.push({ name: expr.slice(identifier.from, identifier.to), isRange: node.node.parent?.name === 'MatrixSelector' })
    }
  })
  return found
}

const namesOf = (found: readonly Selector[]): readonly string[] => [...new Set(found.map(({ name }) => name))]

/** The names of the metrics that an expression selects, each once. Throws where it is not PromQL. */
export const selectedMetrics = (expr: string): readonly string[] => namesOf(selectors(expr))

/** Those that it selects without a range, whose series are gone after a single failed scrape. */
export const instantMetrics = (expr: string): readonly string[] => namesOf(selectors(expr).filter(({ isRange }) => !isRange))
