import { execFileSync } from 'node:child_process'
import { utimesSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { textfile } from '../../src/collectors/textfile.ts'
import { renderFamilies } from '../../src/text-format/index.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

const withFiles = (files: Readonly<Record<string, string | Uint8Array>>) => {
  const tree = temporaryTree()
  tree.write('rootfs/prom/.keep', '')
  for (const [name, content] of Object.entries(files)) tree.write(`rootfs/prom/${name}`, content)
  return `${tree.rootfs}/prom`
}

const withoutMtime = (values: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !key.startsWith('node_textfile_mtime')))

describe('textfile', () => {
  it('shows what other programs left, and when', async () => {
    const directory = withFiles({
      'backup.prom': '# HELP backup_ok Whether it went well.\n# TYPE backup_ok gauge\nbackup_ok{kind="db"} 1\n',
      'notes.txt': 'backup_ok 0\n'
    })
    utimesSync(`${directory}/backup.prom`, 1_700_000_000.9, 1_700_000_000.9)
    expect(await collected(textfile(hostRoots('vm'), { directories: [directory] }))).toEqual({
      values: {
        'backup_ok{kind="db"}': 1,
        [`node_textfile_mtime_seconds{file="${directory}/backup.prom"}`]: 1_700_000_000,
        node_textfile_scrape_error: 0
      },
      problems: []
    })
  })

  it('has no error where no directory is given', async () => {
    expect(await collected(textfile(hostRoots('vm')))).toEqual({ values: { node_textfile_scrape_error: 0 }, problems: [] })
    expect(await collected(textfile(hostRoots('vm'), { directories: [''] }))).toEqual({ values: { node_textfile_scrape_error: 0 }, problems: [] })
  })

  it.each([
    ['is cut off', 'a 1\nb 2', 'line 2: the last line does not end in a line feed'],
    ['has a timestamp', 'a 1 1700000000000\n', 'line 1 has a timestamp'],
    ['has a value that is no number', 'a one\n', 'expected a number as the value of a, found "one"'],
    ['has a family twice', 'a 1\nb 1\na 2\n', 'the family a appears twice'],
    ['is no UTF-8', Uint8Array.of(0x61, 0x20, 0x31, 0x0a, 0xff), 'it is not valid UTF-8']
  ])('leaves a file out whole that %s, names it, and keeps the others', async (_, content, reason) => {
    const directory = withFiles({ 'bad.prom': content, 'good.prom': 'good 1\n' })
    const { values, problems } = await collected(textfile(hostRoots('vm'), { directories: [directory] }))
    expect(withoutMtime(values)).toEqual({ good: 1, node_textfile_scrape_error: 1 })
    expect(values).not.toHaveProperty([`node_textfile_mtime_seconds{file="${directory}/bad.prom"}`])
    expect(problems).toEqual([expect.stringContaining(`${directory}/bad.prom: `)])
    expect(problems[0]).toContain(reason)
  })

  it('leaves out what any program says of its own process, and what is ours, and keeps the rest of the file', async () => {
    const directory = withFiles({
      'app.prom':
        '# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds 1\n# TYPE mimamori_exporter_build_info gauge\nmimamori_exporter_build_info 1\napp_jobs 7\n'
    })
    const { values, problems } = await collected(textfile(hostRoots('vm'), { directories: [directory] }))
    expect(withoutMtime(values)).toEqual({ app_jobs: 7, node_textfile_scrape_error: 1 })
    expect(problems).toEqual([
      `${directory}/app.prom: process_start_time_seconds is a name of the exporter's own; mimamori_exporter_build_info is a name of the exporter's own`
    ])
  })

  it('names the first few contradictions of a file, and how many more there are', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `a{i="${i}"} 1\n`).join('')
    const directory = withFiles({ '1.prom': lines, '2.prom': lines })
    const { problems } = await collected(textfile(hostRoots('vm'), { directories: [directory] }))
    expect(problems).toEqual([expect.stringMatching(/2\.prom: a has the same series twice: .*; and 4997 more$/)])
    expect(problems[0]!.length).toBeLessThan(500)
  })

  it('reads no more than it may of all files together, in the order of their names', async () => {
    const directory = withFiles({ '1.prom': 'a 1\n', '2.prom': `# ${'x'.repeat(100)}\nb 1\n`, '3.prom': 'c 1\n', '4.prom': 'd 1\n' })
    const { values, problems } = await collected(textfile(hostRoots('vm'), { directories: [directory], maxBytes: 10 }))
    expect(withoutMtime(values)).toEqual({ a: 1, c: 1, node_textfile_scrape_error: 1 })
    expect(problems).toEqual([
      `${directory}/2.prom: it has 107 bytes; 6 are the most that is read`,
      `${directory}/4.prom: it has 4 bytes; 2 are the most that is read`
    ])
  })

  it('does not wait for a pipe', async () => {
    const directory = withFiles({ 'good.prom': 'good 1\n' })
    execFileSync('mkfifo', [`${directory}/pipe.prom`])
    const { values, problems } = await collected(textfile(hostRoots('vm'), { directories: [directory] }))
    expect(withoutMtime(values)).toEqual({ good: 1, node_textfile_scrape_error: 1 })
    expect(problems).toEqual([`${directory}/pipe.prom: it is no regular file`])
  })

  it('reports a directory that is not there, and reads the others', async () => {
    const directory = withFiles({ 'good.prom': 'good 1\n' })
    const { values, problems } = await collected(textfile(hostRoots('vm'), { directories: [`${directory}/missing`, directory] }))
    expect(withoutMtime(values)).toEqual({ good: 1, node_textfile_scrape_error: 1 })
    expect(problems[0]).toContain('ENOENT')
  })

  it('takes wildcards', async () => {
    const tree = temporaryTree()
    tree.write('rootfs/a/x.prom', 'x 1\n')
    tree.write('rootfs/b/y.prom', 'y 1\n')
    expect(withoutMtime((await collected(textfile(hostRoots('vm'), { directories: [`${tree.rootfs}/*`] }))).values)).toEqual({
      x: 1,
      y: 1,
      node_textfile_scrape_error: 0
    })
  })

  it('puts a family of several files together, and says where one without HELP comes from', async () => {
    const directory = withFiles({ '1.prom': '# TYPE a counter\na{f="1"} 1\n', '2.prom': '# TYPE a counter\na{f="2"} 2\n' })
    const families = await textfile(hostRoots('vm'), { directories: [directory] }).collect()
    expect(renderFamilies(families.slice(0, 1))).toBe(
      `# HELP a Metric read from ${directory}/1.prom, ${directory}/2.prom\n# TYPE a counter\na{f="1"} 1\na{f="2"} 2\n`
    )
  })

  it.each([
    ['another type', '# TYPE a gauge\na{f="1"} 1\n', '# TYPE a counter\na{f="2"} 2\n', 'a is a counter here and a gauge in '],
    ['another HELP', '# HELP a One.\na{f="1"} 1\n', '# HELP a Two.\na{f="2"} 2\n', 'a has another HELP text than in '],
    ['the same series', 'a{f="1",g=""} 1\n', 'a{f="1"} 2\n', 'a has the same series twice']
  ])('keeps the first of two files that contradict each other: %s', async (_, first, second, reason) => {
    const directory = withFiles({ '1.prom': first, '2.prom': second })
    const { values, problems } = await collected(textfile(hostRoots('vm'), { directories: [directory] }))
    expect(Object.entries(withoutMtime(values)).map(([key, value]) => [key.replace(/\{.*/, ''), value])).toEqual([
      ['a', 1],
      ['node_textfile_scrape_error', 1]
    ])
    expect(problems[0]).toContain(`${directory}/2.prom: ${reason}`)
  })

  it('does not let a file speak for the exporter', async () => {
    const directory = withFiles({ '1.prom': 'node_textfile_scrape_error 0\nnode_scrape_collector_success{collector="x"} 1\nfine 1\n' })
    expect(withoutMtime((await collected(textfile(hostRoots('vm'), { directories: [directory] }))).values)).toEqual({
      fine: 1,
      node_textfile_scrape_error: 1
    })
  })

  it('shows histograms and summaries as they are', async () => {
    const page =
      '# TYPE h histogram\nh_bucket{le="1"} 1\nh_bucket{le="+Inf"} 2\nh_sum 3\nh_count 2\n# TYPE s summary\ns{quantile="0.5"} 1\ns_sum 3\ns_count 2\n'
    const families = await textfile(hostRoots('vm'), { directories: [withFiles({ 'x.prom': page })] }).collect()
    expect(renderFamilies(families.slice(0, 2)).replace(/^# HELP.*\n/gm, '')).toBe(page)
  })
})
