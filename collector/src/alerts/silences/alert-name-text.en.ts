/** What to say of the name of an alert that nobody knows. */
export const alertNameTextEn = {
  unknown: ({ name, nearest }: { readonly name: string, readonly nearest: string | undefined }) => nearest === undefined
    ? `No alert called ${name} is known yet. It is silenced if a rule of your own has this name.`
    : `No alert called ${name} is known. Did you mean ${nearest}?`
}

/** The same in another language. */
export type AlertNameText = typeof alertNameTextEn
