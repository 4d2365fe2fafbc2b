import type { EChartsCoreOption } from 'echarts/core';
import { font } from './draw-svg.ts';
import { colours, drawPicture, plain } from './picture.ts';
import { wrapText } from './wrap-text.ts';

/** One number of the picture: where its bar ends, on the scale, and how it is written there. */
export interface ChartValue {
  readonly value: number;
  readonly label: string;
}

export interface ResultChart {
  readonly title: string;
  /** From top to bottom in the order given: a framework's own, so that nothing is ranked. Null where nobody was heard. */
  readonly indicators: readonly {
    readonly name: string;
    readonly self: ChartValue | null;
    readonly others: ChartValue | null;
    readonly score: ChartValue | null;
  }[];
  /** Highest level of the scale; the lowest is 1. */
  readonly top: number;
  readonly words: { readonly self: string; readonly others: string; readonly score: string };
}

/**
 * A result as a PNG for a phone, 1,080 pixels wide: for each indicator the person's own view and the others' as bars beside each other from the same zero, and
 * the score under its name. The same input gives the same bytes.
 */
export function resultChart(chart: ResultChart): Uint8Array {
  const title = wrapText(chart.title, { most: 44, lines: 3 });
  const names = chart.indicators.map(({ name, score }) => [
    ...wrapText(plain(name), { most: 20, lines: 4 }).map((line) => `{name|${line}}`),
    `{score|${plain(chart.words.score)} ${score?.label ?? '–'}}`,
  ]);
  const rowHeight = Math.max(124, ...names.map((lines) => lines.length * lineHeight + 28));
  const head = side + title.length * 52 + 84;
  const height = head + chart.indicators.length * rowHeight + 84;
  return drawPicture(optionOf(chart, { title, names, head }), { width, height });
}

const width = 1080;
const side = 48;
const nameWidth = 330;
const lineHeight = 38;
const barColours = { self: colours.orange, others: colours.blue };

interface Laid {
  readonly title: readonly string[];
  readonly names: readonly (readonly string[])[];
  readonly head: number;
}

function optionOf({ indicators, top, words }: ResultChart, { title, names, head }: Laid): EChartsCoreOption {
  const text = { fontFamily: font, color: colours.ink };
  const bars = (key: 'self' | 'others') => ({
    name: words[key],
    type: 'bar',
    barWidth: 34,
    barGap: '18%',
    itemStyle: { color: barColours[key] },
    label: { show: true, position: 'right', distance: 12, fontSize: 28, ...text },
    // A part nobody gave keeps its place with a dash, so that it is not read as a zero.
    data: indicators.map((indicator) => ({
      value: indicator[key]?.value ?? 0,
      label: { formatter: indicator[key]?.label ?? '–' },
    })),
  });
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: text,
    title: {
      text: title.join('\n'),
      left: side,
      top: side,
      padding: 0,
      textStyle: { ...text, fontSize: 40, lineHeight: 52, fontWeight: 700 },
    },
    legend: {
      left: side,
      top: head - 68,
      padding: 0,
      itemGap: 40,
      itemWidth: 34,
      itemHeight: 26,
      selectedMode: false,
      textStyle: { ...text, fontSize: 30, padding: [0, 0, 0, 8] },
      data: [
        { name: words.self, icon: 'rect' },
        { name: words.others, icon: 'rect' },
      ],
    },
    grid: { left: side + nameWidth, right: side + 70, top: head, bottom: 72 },
    xAxis: {
      type: 'value',
      min: 0,
      max: top,
      interval: 1,
      axisLabel: { ...text, fontSize: 28, formatter: (level: number) => (level === 0 ? '' : String(level)) },
      splitLine: { lineStyle: { color: colours.faint, width: 2 } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: names.map((lines) => lines.join('\n')),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.ink, width: 2 } },
      axisLabel: {
        margin: nameWidth,
        align: 'left',
        interval: 0,
        rich: {
          name: { ...text, fontSize: 30, lineHeight },
          score: { ...text, fontSize: 30, lineHeight, fontWeight: 700 },
        },
      },
    },
    series: [bars('self'), bars('others')],
  };
}
