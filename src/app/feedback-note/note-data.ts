/** Data of the button that lists the notes a person received or sent, from page 0. */
export function openNotesData(which: 'received' | 'sent', page: number): string {
  return `note.${which}:${page}`;
}

/** Data of the button that thanks for a note, known by its random token. */
export function thankData(token: string): string {
  return `note.thank:${token}`;
}
