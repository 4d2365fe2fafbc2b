/** Data of the button that lists the notes a person received or sent, from page 0. */
export function openNotesData(which: 'received' | 'sent', page: number): string {
  return `note.${which}:${page}`;
}

/** Data of the button that thanks for a note. */
export function thankData(noteId: number): string {
  return `note.thank:${noteId}`;
}
