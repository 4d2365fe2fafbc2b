import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

/** Draws an SVG as a PNG of its own size. The same input gives the same bytes. */
export function drawSvg(svg: string): Uint8Array {
  return new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: [fontFiles.normal, fontFiles.bold], defaultFontFamily: font },
  })
    .render()
    .asPng();
}

/** The font of every picture; it comes with the product, not from the system. */
export const font = 'Atkinson Hyperlegible';

export const fontFiles = {
  normal: fontFile('400Regular/AtkinsonHyperlegible_400Regular'),
  bold: fontFile('700Bold/AtkinsonHyperlegible_700Bold'),
} as const;

function fontFile(file: string): string {
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/atkinson-hyperlegible/${file}.ttf`);
}
