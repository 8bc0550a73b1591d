/** docs/benchmarks.md: one block for each section, each with the machine that it was measured on. */
const heading = `# Benchmarks

Written by \`npm run bench\`; do not edit. Ours stands beside the peer in the same run. A load average above the number of processors means that
other work was in the way: latencies and event-loop delays then say little, CPU and memory still do.
`

const titleOf = (section: string): string => section.split('\n', 1)[0]!

const same = 'Measured on the same machine. '
const machineIn = (section: string): string | undefined => /^Measured on .+?\. (?=Load average)/m.exec(section)?.[0]

/** Says of a machine that the section before has named that it is the same. */
const shorten = (sections: readonly string[]): readonly string[] => sections.map((section, index) => {
  const machine = machineIn(section)
  return machine !== undefined && index > 0 && machineIn(sections[index - 1]!) === machine ? section.replace(machine, () => same) : section
})

/** Names the machine in each section. */
const expand = (sections: readonly string[]): readonly string[] => {
  let machine = same
  return sections.map((section) => {
    const named = machineIn(section) === same ? section.replace(same, () => machine) : section
    machine = machineIn(named) ?? machine
    return named
  })
}

/** The page with these sections in the places of those of the same title; the others stay as they were measured. */
export const withSections = (page: string, measured: readonly string[]): string => {
  const sections = [...expand(page.split(/^(?=## )/m).filter((block) => block.startsWith('## ')))]
  for (const section of measured) {
    const place = sections.findIndex((block) => titleOf(block) === titleOf(section))
    if (place === -1) sections.push(section)
    else sections[place] = section
  }
  return [heading, ...shorten(sections).map((section) => section.trimEnd() + '\n')].join('\n')
}
