/** Notes on one screen: five of 1,000 characters fit into two messages. */
export const notesPerPage = 5;

/** The page that is shown when this one is asked for: the last one where there are fewer. From 0. */
export function notesPage(total: number, page: number): number {
  return Math.min(page, Math.max(0, Math.ceil(total / notesPerPage) - 1));
}
