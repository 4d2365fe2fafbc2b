import { describe, expect, it } from 'vitest';
import { type SpreadChart, spreadChart } from '../../src/report/spread-chart.ts';

const chart: SpreadChart = {
  title: 'Sebaran predikat · Semester II 2026',
  about: 'Dinas Contoh · 10 hasil dirilis',
  bars: [
    { name: 'Sangat Baik', share: 0.2, label: '2 (20,00 %)' },
    { name: 'Baik', share: 0.8, label: '8 (80,00 %)' },
    { name: 'Kurang', share: 0, label: '0 (0,00 %)' },
  ],
};

describe('the picture of a distribution', () => {
  it('is a PNG, small enough to send at once, and the same for the same numbers', () => {
    const png = spreadChart(chart);
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(png.byteLength).toBeLessThan(500_000);
    expect(spreadChart(chart)).toEqual(png);
  });

  it('differs when a number does, and bears a unit’s name with braces and more words than fit', () => {
    const png = spreadChart(chart);
    const bars = chart.bars.map((bar, index) => (index === 0 ? { ...bar, share: 0.3 } : bar));
    expect(spreadChart({ ...chart, bars })).not.toEqual(png);
    expect(spreadChart({ ...chart, about: `{b|Dinas} ${'Pelayanan Terpadu '.repeat(20)}` })).not.toEqual(png);
  });
});
