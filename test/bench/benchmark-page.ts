/** docs/benchmarks.md: one block for each section, each with the machine that it was measured on. */
const heading = `# Benchmarks

Written by \`npm run bench\`; do not edit. Ours stands beside the peer in the same run. A load average above the number of processors means that
other work was in the way: latencies and event-loop delays then say little, CPU and memory still do.
`

const titleOf = (section: string): string => section.split('\n', 1)[0]!

/** The page with these sections in the places of those of the same title; the others stay as they were measured. */
export const withSections = (page: string, measured: readonly string[]): string => {
  const sections = page.split(/^(?=## )/m).filter((block) => block.startsWith('## '))
  for (const section of measured) {
    const place = sections.findIndex((block) => titleOf(block) === titleOf(section))
    if (place === -1) sections.push(section)
    else sections[place] = section
  }
  return [heading, ...sections.map((section) => section.trimEnd() + '\n')].join('\n')
}
