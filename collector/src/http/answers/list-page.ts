interface ListPage<Item> {
  readonly items: readonly Item[]
  /** The last of these, while others follow. */
  readonly followedBy: Item | undefined
}

/** A page of at most `limit` items. Asks for one more, since a page that is just full may be the last. */
export const listPage = async <Item>(limit: number, find: (limit: number) => Promise<readonly Item[]>): Promise<ListPage<Item>> => {
  const found = await find(limit + 1)
  const items = found.slice(0, limit)
  return { items, followedBy: found.length > limit ? items.at(-1) : undefined }
}
