import type { CliText } from './text/cli-text.ts'

type Heading = keyof CliText['headings']
type Cell = string | null | undefined

/** By its heading, a cell's content: a field of an item, or a text made from the item. */
export type Cells<Item> = Readonly<Partial<Record<Heading, (keyof Item & string) | ((item: Item) => Cell)>>>

const capitals = (heading: string): string => heading.replace(/\p{L}{2,}/gu, (word) => word.toUpperCase())

/** A row for each item below the headings; – for a missing value. */
export const table = async <Item extends object>(
  items: readonly Item[], { headings }: CliText, cells: Cells<Item>
): Promise<string[]> => {
  const { textTable } = await import('@mimamori/program/text-table')
  const columns = Object.entries(cells) as [Heading, Cells<Item>[Heading] & {}][]
  const cellOf = (item: Item, cell: Cells<Item>[Heading] & {}): Cell => typeof cell === 'function' ? cell(item) : item[cell] as Cell
  return textTable([
    columns.map(([heading]) => capitals(headings[heading])), ...items.map((item) => columns.map(([, cell]) => cellOf(item, cell) ?? '–'))
  ])
}

/** A line for each known fact. */
export const factLines = async (facts: readonly (readonly [Heading, Cell])[], { headings }: CliText): Promise<string[]> => {
  const { textTable } = await import('@mimamori/program/text-table')
  return textTable(facts.flatMap(([heading, fact]) => fact ? [[headings[heading], fact]] : []))
}
