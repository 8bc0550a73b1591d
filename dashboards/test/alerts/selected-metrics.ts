import { parser } from '@prometheus-io/lezer-promql'

/** The names of the metrics that an expression selects, each once. Throws where it is not PromQL. */
export const selectedMetrics = (expr: string): readonly string[] => {
  const names = new Set<string>()
  parser.parse(expr).iterate({
    enter (node) {
      if (node.type.isError) throw new Error(`not PromQL at character ${node.from}: ${expr.slice(node.from, node.from + 40)}`)
      if (node.name !== 'VectorSelector') return
      const identifier = node.node.getChild('Identifier')
      if (identifier === null) throw new Error(`a selector without a name: ${expr.slice(node.from, node.to)}`)
      names.add(expr.slice(identifier.from, identifier.to))
    }
  })
  return [...names]
}
