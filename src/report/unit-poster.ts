import pdfmake from 'pdfmake/js/index.js';
import { encode } from 'uqr';
import { escapeHtml } from '../i18n/escape-html.ts';
import { drawSvg, font, fontFiles } from './draw-svg.ts';
import { wrapText } from './wrap-text.ts';

/** What stands on the poster with which citizens rate a unit's service, in one language. */
export interface UnitPoster {
  readonly headline: string;
  readonly unit: string;
  /** What to do, a short line each. */
  readonly steps: readonly string[];
  /** What the QR code holds, and what can be typed where no camera is at hand. */
  readonly link: string;
  readonly note: string;
}

/** The poster as a PNG in the shape of A4, 1,240 × 1,754 pixels (150 dots an inch). The same input gives the same bytes. */
export function unitPosterPng(poster: UnitPoster): Uint8Array {
  return drawSvg(svgOf(poster));
}

/** The same drawing as a PDF of one A4 page, sharp at any size. */
export async function unitPosterPdf(poster: UnitPoster): Promise<Uint8Array> {
  pdfmake.setFonts({ [font]: fontFiles });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === fontFiles.normal || path === fontFiles.bold);
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: 0,
      info: { title: `${poster.headline} · ${poster.unit}` },
      defaultStyle: { font },
      content: [{ svg: svgOf(poster), width: a4.width, height: a4.height }],
    })
    .getBuffer();
}

const colours = { ink: '#1f2328', band: '#0b5394', faint: '#57606a' };

/** The dark modules as one path in a square of `size` modules, with the four light ones around that readers need. Level Q stands a quarter of dirt and creases. */
function modulesOf(link: string): { readonly path: string; readonly size: number } {
  const { data, size } = encode(link, { ecc: 'Q', border: 4 });
  const path = data
    .flatMap((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '#' : ' '))
          .join('')
          .matchAll(/#+/g),
      ].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('');
  return { path, size };
}

/** In points; a hair less high than the page, so that it stays one. */
const a4 = { width: 595.28, height: 841.8 };

const page = { width: 1240, height: 1754, side: 110 };

function svgOf({ headline, unit, steps, link, note }: UnitPoster): string {
  const { path, size } = modulesOf(link);
  const titles = wrapText(headline, { most: 34, lines: 2 });
  const names = wrapText(unit, { most: 38, lines: 3 });
  const band = 90 + titles.length * 84;
  const namesEnd = band + 60 + names.length * 64;
  const code = size * Math.floor(Math.min(820, 1130 - namesEnd) / size);
  const codeLeft = Math.round((page.width - code) / 2);
  const stepsTop = namesEnd + 10 + code + 30;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}" height="${page.height}" font-family="${font}" fill="${colours.ink}">`,
    `<rect width="${page.width}" height="${page.height}" fill="#ffffff"/><rect width="${page.width}" height="${band}" fill="${colours.band}"/>`,
    ...titles.map((line, index) => centred(line, 120 + index * 84, 66, 'font-weight="700" fill="#ffffff"')),
    ...names.map((line, index) => centred(line, band + 84 + index * 64, 52, 'font-weight="700"')),
    `<path transform="translate(${codeLeft} ${namesEnd + 10}) scale(${code / size})" d="${path}"/>`,
    ...steps.flatMap((step, index) => stepLines(step, index, stepsTop + index * 112)),
    centred(link, page.height - 150, link.length > 52 ? 30 : 36, 'font-weight="700"'),
    ...wrapText(note, { most: 74, lines: 2 }).map((line, index) =>
      centred(line, page.height - 92 + index * 40, 30, `fill="${colours.faint}"`),
    ),
    '</svg>',
  ].join('');
}

function stepLines(step: string, index: number, top: number): readonly string[] {
  const radius = 34;
  const left = page.side + radius;
  return [
    `<circle cx="${left}" cy="${top + radius}" r="${radius}" fill="${colours.band}"/>`,
    `<text x="${left}" y="${top + radius + 14}" font-size="40" font-weight="700" text-anchor="middle" fill="#ffffff">${index + 1}</text>`,
    ...wrapText(step, { most: 50, lines: 2 }).map(
      (line, row, { length }) =>
        `<text x="${left + 64}" y="${top + radius + 14 + (row - (length - 1) / 2) * 46}" font-size="40">${escapeHtml(line)}</text>`,
    ),
  ];
}

function centred(line: string, y: number, size: number, look: string): string {
  return `<text x="${page.width / 2}" y="${y}" font-size="${size}" text-anchor="middle" ${look}>${escapeHtml(line)}</text>`;
}
