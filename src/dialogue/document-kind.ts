/**
 * Whether a document is of a kind that people give as evidence or are sent: texts, tables, slides, pictures. Whatever runs when it is opened (programs, scripts, macros, archives that
 * hide them) would reach a colleague's telephone under the bot's name. Told by the ending of its name; a name without a dot by what Telegram was told it is.
 */
export function isUsualDocument({ name, mime }: { readonly name: string; readonly mime: string }): boolean {
  const ending = /\.([^.]*)$/.exec(name.trim())?.[1]?.toLowerCase();
  return ending === undefined ? usualMimes.test(mime) : usualEndings.has(ending);
}

const usualEndings = new Set(
  'pdf doc docx odt rtf txt md csv xls xlsx ods ppt pptx odp jpg jpeg png webp heic heif gif tif tiff bmp mp3 m4a ogg wav mp4 mov'.split(
    ' ',
  ),
);

const usualMimes =
  /^(image\/(jpeg|png|webp|heic|heif|gif|tiff|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/(plain|csv|markdown)|application\/(pdf|rtf|msword|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-officedocument\.[\w.]+|vnd\.oasis\.opendocument\.[\w.]+))$/;
