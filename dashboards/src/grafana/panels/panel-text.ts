/** What a panel says of itself: its title, and what one sees in it and when to act. */
export interface PanelText {
  readonly title: string
  readonly description: string
}
