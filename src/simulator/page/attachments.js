import { element, icon, iconButton } from './element.js';
import { sizeText } from './format.js';
import { word } from './words.js';

/**
 * The files chosen but not sent yet, above the text field. Pictures are proposed as photos, everything else as documents; the person may
 * choose otherwise. `onChange()` is called when files come or go.
 */
export function createAttachments(onChange) {
  const tray = element('div', { class: 'tray', hidden: true });
  let files = [];

  function draw() {
    for (const image of tray.querySelectorAll('img')) URL.revokeObjectURL(image.src);
    tray.replaceChildren(...files.map(card));
    tray.hidden = files.length === 0;
    onChange();
  }
  function card(entry) {
    const { file } = entry;
    const picture = file.type.startsWith('image/');
    const select = element(
      'select',
      { 'aria-label': word('compose.as', { name: file.name }), onchange: () => (entry.as = select.value) },
      ['photo', 'document'].map((as) =>
        element(
          'option',
          { value: as, selected: as === entry.as, disabled: as === 'photo' && !picture },
          word(`compose.${as}`),
        ),
      ),
    );
    return element(
      'div',
      { class: 'tray-file' },
      picture ? element('img', { src: URL.createObjectURL(file), alt: '' }) : icon('document'),
      element('span', { class: 'tray-name' }, element('bdi', {}, file.name), element('small', {}, sizeText(file.size))),
      select,
      iconButton('close', word('compose.remove', { name: file.name }), { onclick: () => remove(entry) }),
    );
  }
  function remove(entry) {
    files = files.filter((other) => other !== entry);
    draw();
  }

  return {
    element: tray,
    /** `as` is what the person asked for, or null to propose by type. */
    add(chosen, as = null) {
      for (const file of chosen) {
        const picture = file.type.startsWith('image/');
        files.push({ file, as: picture ? (as ?? 'photo') : 'document' });
      }
      draw();
    },
    /** The files in order, taken out of the tray. */
    take() {
      const taken = files;
      files = [];
      draw();
      return taken;
    },
    isEmpty: () => files.length === 0,
  };
}
