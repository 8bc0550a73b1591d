interface ListPage<Item> {
  readonly items: readonly Item[]
  /** The last item of the page; undefined on the last page. */
  readonly followedBy: Item | undefined
}

/** A page of at most `limit` items. Requests one more, to know whether another page follows. */
export const listPage = async <Item>(limit: number, find: (limit: number) => Promise<readonly Item[]>): Promise<ListPage<Item>> => {
  const found = await find(limit + 1)
  const items = found.slice(0, limit)
  return { items, followedBy: found.length > limit ? items.at(-1) : undefined }
}
