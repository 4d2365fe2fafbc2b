import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** Draws a chart as a PNG of this size. The same option gives the same bytes. */
export function drawPicture(
  option: EChartsCoreOption,
  size: { readonly width: number; readonly height: number },
): Uint8Array {
  return new Resvg(svgOf(option, size), { font: { loadSystemFonts: false, fontFiles, defaultFontFamily: font } })
    .render()
    .asPng();
}

/** The font of every picture; it comes with the product, not from the system. */
export const font = 'Atkinson Hyperlegible';
const fontFiles = ['400Regular/AtkinsonHyperlegible_400Regular', '700Bold/AtkinsonHyperlegible_700Bold'].map((file) =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/atkinson-hyperlegible/${file}.ttf`),
);

/** Orange and blue differ for colour-blind people, light and dark in grey print. */
export const colours = { ink: '#1f2328', faint: '#d5d9de', orange: '#f0a30a', blue: '#0b5394' };

/** Braces would open a style of the axis' labels. */
export function plain(text: string): string {
  return text.replaceAll('{', '(').replaceAll('}', ')');
}

function svgOf(option: EChartsCoreOption, size: { readonly width: number; readonly height: number }): string {
  const picture = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    picture.setOption(option);
    return picture.renderToSVGString();
  } finally {
    picture.dispose();
  }
}
