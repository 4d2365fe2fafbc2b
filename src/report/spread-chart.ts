import type { EChartsCoreOption } from 'echarts/core';
import { font } from './draw-svg.ts';
import { colours, drawPicture, plain } from './picture.ts';
import { wrapText } from './wrap-text.ts';

/** How many people have each of a few names for a result, in the order given. */
export interface SpreadChart {
  readonly title: string;
  /** What the picture is about, in smaller letters under the title. */
  readonly about: string;
  /** `share` from 0 to 1; `label` stands at the bar's end. */
  readonly bars: readonly { readonly name: string; readonly share: number; readonly label: string }[];
}

/** A distribution as a PNG for a phone, 1,080 pixels wide. Every bar has one colour: none is better or worse to look at. The same input gives the same bytes. */
export function spreadChart({ title, about, bars }: SpreadChart): Uint8Array {
  const titleLines = wrapText(title, { most: 44, lines: 3 });
  const aboutLines = wrapText(about, { most: 60, lines: 3 });
  const head = side + titleLines.length * 52 + aboutLines.length * 40 + 40;
  const text = { fontFamily: font, color: colours.ink };
  const option: EChartsCoreOption = {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: text,
    title: {
      text: titleLines.join('\n'),
      subtext: aboutLines.join('\n'),
      left: side,
      top: side,
      padding: 0,
      itemGap: 12,
      textStyle: { ...text, fontSize: 40, lineHeight: 52, fontWeight: 700 },
      subtextStyle: { ...text, fontSize: 30, lineHeight: 40 },
    },
    grid: { left: side + nameWidth, right: side + 290, top: head, bottom: 72 },
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      axisLabel: { ...text, fontSize: 28, formatter: (share: number) => `${share * 100}%` },
      splitLine: { lineStyle: { color: colours.faint, width: 2 } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => wrapText(plain(name), { most: 18, lines: 2 }).join('\n')),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.ink, width: 2 } },
      axisLabel: { ...text, fontSize: 30, lineHeight: 38, margin: nameWidth, align: 'left', interval: 0 },
    },
    series: [
      {
        type: 'bar',
        barWidth: 44,
        itemStyle: { color: colours.blue },
        label: { show: true, position: 'right', distance: 12, fontSize: 28, ...text },
        data: bars.map(({ share, label }) => ({ value: share, label: { formatter: plain(label) } })),
      },
    ],
  };
  return drawPicture(option, { width: 1080, height: head + bars.length * 110 + 72 });
}

const side = 48;
const nameWidth = 280;
