import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { scanExposition } from '@mimamori/exporter/text-format'
import { inOneGo } from '../../../src/platform/event-loop/time-slice.ts'
import { toTextFormat } from '../../../src/ingest/scrape/open-metrics.ts'

const convert = (text: string): string => inOneGo(toTextFormat(text))

/** The examples of the specification, joined. */
const example = `# TYPE acme_http_router_request_seconds summary
# UNIT acme_http_router_request_seconds seconds
# HELP acme_http_router_request_seconds Latency though all of ACME's "HTTP" request \\"router\\".
acme_http_router_request_seconds_sum{path="/api/v1",method="GET"} 9036.32
acme_http_router_request_seconds_count{path="/api/v1",method="GET"} 807283.0
acme_http_router_request_seconds_created{path="/api/v1",method="GET"} 1605281325.0
# HELP go_gc_cycles Cycles; HELP before TYPE.
# TYPE go_gc_cycles counter
go_gc_cycles_total 69937 1605281325.123
go_gc_cycles_created 1605281300
# TYPE foo histogram
foo_bucket{le="0.01"} 0
foo_bucket{le="+Inf"} 8 # {trace_id="} # {"} 0.67 1520879607.789
foo_count 8
foo_sum 324789.3
foo_created  1520430000.123
# TYPE process info
process_info{version="8.2 # {x} \\"",name="replica"} 1
# TYPE feature stateset
feature{feature="a"} 1
# TYPE depth gaugehistogram
depth_bucket{le="+Inf",q="a"} 3
depth_gcount{q="a"} 3
depth_gsum{q="a"} 7
depth_bucket{le="+Inf",q="b"} 1
depth_gcount{q="b"} 1
depth_gsum{q="b"} 2
# TYPE what unknown
what 1
what_created 5
# EOF
`

test('OpenMetrics becomes the text format: same values, a name for each type, nothing that it cannot say, each line where it was', () => {
  const converted = convert(example.replace('foo_created  ', 'foo_created '))
  expect(converted.split('\n')).toHaveLength(example.split('\n').length - 1)
  expect(converted.split('\n').filter((line) => line !== '')).toEqual([
    '# TYPE acme_http_router_request_seconds summary',
    '# HELP acme_http_router_request_seconds Latency though all of ACME\'s "HTTP" request "router".',
    'acme_http_router_request_seconds_sum{path="/api/v1",method="GET"} 9036.32',
    'acme_http_router_request_seconds_count{path="/api/v1",method="GET"} 807283.0',
    '# HELP go_gc_cycles_total Cycles; HELP before TYPE.', '# TYPE go_gc_cycles_total counter', 'go_gc_cycles_total 69937',
    '# TYPE foo histogram', 'foo_bucket{le="0.01"} 0', 'foo_bucket{le="+Inf"} 8', 'foo_count 8', 'foo_sum 324789.3',
    '# TYPE process_info gauge', 'process_info{version="8.2 # {x} \\"",name="replica"} 1',
    '# TYPE feature gauge', 'feature{feature="a"} 1',
    '# TYPE depth histogram', 'depth_bucket{le="+Inf",q="a"} 3', 'depth_count{q="a"} 3', 'depth_sum{q="a"} 7',
    'depth_bucket{le="+Inf",q="b"} 1', 'depth_count{q="b"} 1', 'depth_sum{q="b"} 2',
    '# TYPE what untyped', 'what 1', 'what_created 5'
  ])
  scanExposition(converted, { onFamily: () => {}, onSample: () => {} })
  const { error, status, stderr } = spawnSync('promtool', ['check', 'metrics', '--extended'], { input: converted, encoding: 'utf8' })
  if (error === undefined) expect(status, stderr).not.toBe(1)
})

test.each([
  ['a 1\n', 'line 1: the last line is not # EOF'],
  ['a 1\n# EOF\nb 1\n', 'line 3: text after # EOF'],
  ['# TYPE a gauge\na one\n# EOF\n', 'line 2: expected a number'],
  ['# TYPE a gauge\n\na 1 noon\n# EOF\n', 'line 3: expected the end of the line'],
  ['# TYPE a colour\na 1\n# EOF\n', 'line 1: unknown metric type'],
  [`a{b="${'x'.repeat(200_000)}\n# EOF\n`, 'line 1']
])('a mistake is found in the line where it stands: %j', (text, message) => {
  expect(() => scanExposition(convert(text), { onFamily: () => {}, onSample: () => {} })).toThrow(message)
})

test('a megabyte is converted in steps between which other work can be let in, in linear time also where it is made to hurt', () => {
  const body = `${Array.from({ length: 20_000 }, (_, i) => `a{n="${i}",x="${'}" \\"'.repeat(2).replaceAll('"', '\\"')}"} ${i}\n`)
    .join('')}# EOF\n`
  expect([...toTextFormat(body)].length).toBeGreaterThan(10)
  expect(convert(`a{${'x,'.repeat(60_000)}\n# EOF\n`)).toMatch(/^a\{x,/)
})
