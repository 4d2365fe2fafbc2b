import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { drawSvg } from './draw-svg.ts';

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** Draws a chart as a PNG of this size. The same option gives the same bytes. */
export function drawPicture(
  option: EChartsCoreOption,
  size: { readonly width: number; readonly height: number },
): Uint8Array {
  return drawSvg(svgOf(option, size));
}

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
